import Domain
import Quantities

/// Days of a contract whose time goes to one account: where the account changes within an outage, each
/// unit, or each day's exact time, goes to that of the day to which it belongs (docs/domain.md §11).
struct AccountDays: Hashable {
  let account: Identifier
  /// The first of them.
  let from: CivilDate
  /// The last of them; `nil` while the account is the contract's.
  let to: CivilDate?

  /// A period as far as it lies in these days.
  func clipped(_ period: Step.Period) -> Step.Period {
    Step.Period(
      from: max(period.from, from), to: to.map { min(period.to, $0) } ?? period.to,
      month: period.month)
  }
}

extension ContractHistory {
  /// The accounts of a contract in order of time; days before the first version are the first's.
  var accountDays: [AccountDays] {
    var changes: [ContractVersion] = []
    for version in versions where changes.last?.account != version.account {
      changes.append(version)
    }
    return changes.indices.map { index in
      AccountDays(
        account: changes[index].account,
        from: index == 0 ? CivilDate(dayNumber: .min) : changes[index].validFrom,
        to: index + 1 < changes.count ? changes[index + 1].validFrom + -1 : nil)
    }
  }
}
