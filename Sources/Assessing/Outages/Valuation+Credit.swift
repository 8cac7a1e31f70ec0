import Domain
import Quantities

extension Valuation {
  /// The periods whose fees are lowered, from the first day to the last.
  var supply: Credit.Supply? {
    guard let first = owed.shares.first?.period, let last = owed.shares.last?.period else {
      return nil
    }
    return Credit.Supply(
      from: first.firstDay, to: last.nextFirstDay + -1,
      feeMonths: owed.shares.map(\.period.name))
  }

  /// What is taken of each period's fee, and goes to each account, in whole yen of the running exact
  /// sum.
  var told: [Credit.Share] {
    get throws(QuantityOverflow) {
      var told: [Credit.Share] = []
      var (exact, whole) = (ExactYen.zero, Yen.zero)
      for share in owed.shares {
        for part in try parts(of: share) {
          exact = try exact + part.granted
          let next = try exact.rounded(general.rounding)
          let days = part.days.clipped(share.period.told)
          told.append(
            Credit.Share(
              supply: Credit.Supply(
                from: days.from, to: days.to, feeMonths: [share.period.name]),
              units: part.units, exact: part.granted, amount: try next - whole,
              taxRate: share.taxRate, account: part.days.account))
          whole = next
        }
      }
      return told
    }
  }

  /// A period's share as it goes to accounts, in order of time; the ceiling cuts the later ones.
  private func parts(
    of share: PeriodShare
  ) throws(QuantityOverflow) -> [(days: AccountDays, units: Int64, granted: ExactYen)] {
    let counted = owed.counted.filter { $0.period == share.period }
    var left = share.granted
    var parts: [(days: AccountDays, units: Int64, granted: ExactYen)] = []
    for days in counted.map(\.accountDays).distinct.sorted(by: { $0.from < $1.from }) {
      let own = counted.filter { $0.accountDays == days }
      var wanted = Fraction.zero
      for time in own { wanted = try wanted + time.share() }
      let granted = min(try share.fee.exact * wanted, left)
      left = try left - granted
      parts.append((days, own.reduce(0) { $0 + $1.units }, granted))
    }
    return parts
  }
}
