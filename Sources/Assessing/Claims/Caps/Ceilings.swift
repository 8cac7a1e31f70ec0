import Domain
import Quantities

/// What waivers have taken of each period's fee so far, exactly (I-5).
struct Ceilings {
  private var used: [FeePeriod: ExactYen] = [:]

  func used(of period: FeePeriod) -> ExactYen { used[period] ?? .zero }

  /// What is left of a fee; never less than nothing.
  func left(of fee: Yen, _ period: FeePeriod) throws(QuantityOverflow) -> ExactYen {
    try max(.zero, fee.exact - used(of: period))
  }

  /// Records what a valuation takes.
  mutating func take(_ shares: [PeriodShare]) throws(QuantityOverflow) {
    for share in shares {
      used[share.period] = try used(of: share.period) + share.granted
    }
  }
}

/// What an outage takes of one period's fee.
struct PeriodShare {
  let period: FeePeriod
  let fee: Yen
  /// How a price table makes up the fee, where the contract has none of its own.
  let pricing: Pricing?
  /// The rate of the period's supply, whole percent.
  let taxRate: Int
  /// What others had taken before.
  let used: ExactYen
  /// What its clauses would give.
  let wanted: ExactYen
  /// What is left for it.
  let granted: ExactYen
}
