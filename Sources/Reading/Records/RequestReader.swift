import Domain
import Quantities

extension RecordFile {
  /// Reads requests; problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readRequests(
    received receipt: Receipt, _ body: (ServiceRequest, Position) throws -> Void
  ) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("request_id", .identifier)
      var action: ServiceRequest.Action?
      switch fields.required("action", FieldKind<ServiceRequest.ActionName>.oneOf) {
      case .repairDocuments: action = .repairDocuments
      case .reassess: action = .reassess
      case .closeMonth: action = fields.required("month", .feeMonth).map { .closeMonth($0) }
      case .closeBooks:
        let through = fields.required("through", FieldKind<CivilDate>.date, by: receipt)
        action = through.map { .closeBooks(through: $0) }
      case .confirmClock:
        action = fields.required("date", FieldKind<CivilDate>.date).map { .confirmClock($0) }
      case nil: break
      }
      fields.describe("month", FieldKind<YearMonth>.feeMonth)
      fields.describe("through", FieldKind<CivilDate>.date)
      fields.describe("date", FieldKind<CivilDate>.date)
      fields.finish()
      guard let id, let action else { return }
      try body(ServiceRequest(id: id, action: action), node.position)
    }
  }
}
