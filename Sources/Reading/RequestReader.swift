import Domain
import Quantities

/// What a person asks the service to do (`requests/`).
public struct ServiceRequest: Codable, Hashable, Sendable {
  /// What is asked for.
  public enum Action: Codable, Hashable, Sendable {
    /// To look at every document, and make those again that are gone or damaged.
    case repairDocuments
    /// To gather into notes what became owed up to the end of a month, where settings say that notes
    /// are `monthly`.
    case closeMonth(FeeMonthName)
    /// To decide anew what an earlier version of the engine decided.
    case reassess
    /// To note that finance has closed the books up to a day.
    case closeBooks(through: CivilDate)
  }

  /// Its name.
  public let id: Identifier
  /// What is asked for.
  public let action: Action

  /// A request made of its parts.
  public init(id: Identifier, action: Action) {
    self.id = id
    self.action = action
  }

  private enum CodingKeys: String, CodingKey {
    case id = "request_id"
    case action
  }

  /// The actions' names.
  fileprivate enum ActionName: String, CaseIterable, Hashable, Sendable {
    case repairDocuments = "repair-documents"
    case closeMonth = "close-month"
    case closeBooks = "close-books"
    case reassess
  }
}

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
      case nil: break
      }
      fields.finish()
      guard let id, let action else { return }
      try body(ServiceRequest(id: id, action: action), node.position)
    }
  }
}
