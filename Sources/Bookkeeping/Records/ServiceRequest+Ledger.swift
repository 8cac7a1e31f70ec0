import Domain
import Quantities
import Reading

extension ServiceRequest: LedgerRecord {
  static let table = Table(
    "request", key: "id", format: 1, searched: ["request_id", "month", "through"])
  var searched: [(any SQLConvertible)?] {
    var (month, through): (YearMonth?, CivilDate?)
    switch action {
    case .closeMonth(let closed): month = closed
    case .closeBooks(let day): through = day
    case .repairDocuments, .reassess, .confirmClock: break
    }
    return [id.text, month?.description, through?.description]
  }
}

extension LedgerTransaction {
  /// Takes in a request.
  public func record(_ request: ServiceRequest, input: Int64) throws {
    try append(request, input: input)
  }
}
