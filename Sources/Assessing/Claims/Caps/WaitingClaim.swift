import Domain
import Quantities

/// For what there is one cap on damages (docs/domain.md §5).
enum CapKey: Hashable {
  /// An outage, by its start.
  case outage(Moment)
  /// The fee month of the damage.
  case month(FeeMonth)
}

/// A claim that waits while it is not known what it takes of which cap: of a later claim under the same
/// cap nothing can be said as far as that could change what is left (docs/domain.md §11 "Damages").
struct WaitingClaim {
  let claim: Claim
  let awaited: [Awaited]
  /// The caps that it may use up; `nil`: that of any outage, or of any month, in time for it.
  var caps: Set<CapKey>?

  /// The most that it may take of a cap under what terms say.
  ///
  /// - Throws: `QuantityOverflow`.
  func most(of cap: CapKey, under terms: ServiceRule) throws(QuantityOverflow) -> Yen {
    guard caps?.contains(cap) ?? isInTime(for: cap, terms.edition.offset) else { return .zero }
    let isPaidCapped = terms.damagesVia?.paidMonths != nil
    var most = Yen.zero
    for rule in terms.damages.rules where rule.cap != .unlimited || isPaidCapped {
      guard mayBeInTime(under: rule, cap) else { continue }
      // What somebody recognised counts, unless a person has to decide all the same.
      let isSettled = rule.cap != .unlimited && rule.heldIfAlso.isEmpty && !isPaidCapped
      let own = isSettled ? try claim.recognised : nil
      let claimed = try claim.claimed
      let losses = own ?? claimed
      most = max(most, try losses.total(of: rule.recoverable.union(rule.forPerson)))
    }
    return most
  }

  /// Whether the loss can have arisen where the cap holds: an outage has to begin, and a month too,
  /// before anything in it is claimed.
  private func isInTime(for cap: CapKey, _ offset: UTCOffset) -> Bool {
    let latest = claim.damageOn ?? claim.receivedOn
    switch cap {
    case .outage(let start): return offset.date(of: start) <= latest
    case .month(let month):
      return month.firstDay <= latest && (claim.damageOn.map { $0 <= month.lastDay } ?? true)
    }
  }

  private func mayBeInTime(under rule: DamagesRule, _ cap: CapKey) -> Bool {
    guard case .month(let month) = cap else { return true }
    let damageOn = claim.damageOn ?? min(month.lastDay, claim.receivedOn)
    return rule.deadline(forDamageOn: damageOn).map { claim.receivedOn <= $0.lastDay } ?? true
  }
}
