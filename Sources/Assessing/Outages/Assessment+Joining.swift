import Domain
import Quantities

extension Assessment {
  /// Takes in what is owed for another outage of the same candidate.
  mutating func add(_ other: Assessment) throws(QuantityOverflow) {
    evidence.readings += other.readings.filter { !evidence.readings.contains($0) }
    evidence.steps += other.steps
    switch (decision, other.decision) {
    case (.credit(let mine), .credit(let its)): decision = .credit(try mine.joined(with: its))
    case (_, .credit): decision = other.decision
    case (.nothing(let reason, let mine), .nothing(_, let its)):
      decision = .nothing(
        reason: reason,
        counted: .init(units: mine.units + its.units, exact: try mine.exact + its.exact))
    default: break
    }
  }
}

extension Credit {
  /// Both as one, the other one later.
  func joined(with other: Credit) throws(QuantityOverflow) -> Credit {
    Credit(
      account: account,
      supply: Supply(
        from: supply.from, to: other.supply.to,
        feeMonths: supply.feeMonths + other.supply.feeMonths),
      units: units + other.units, exact: try exact + other.exact, amount: try amount + other.amount,
      taxRate: taxRate, shares: shares + other.shares)
  }
}
