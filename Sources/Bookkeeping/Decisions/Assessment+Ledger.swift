import Assessing
import Domain
import Quantities

extension Assessment: LedgerRecord {
  static let table = Table(
    "assessment", key: "id", format: 1, keepsSteps: true,
    searched: ["contract_id", "outcome", "amount", "from_ms"])
  var searched: [(any SQLConvertible)?] {
    [
      self.contract.text, self.outcome.rawValue, Int64(clamping: amount.value),
      self.outage?.from.milliseconds,
    ]
  }
}
