import Assessing
import Domain

extension Step {
  /// The clause that it applies, if it applies one.
  public var clause: String? {
    switch self {
    case .excluded(let clause, _): clause
    case .clock(let clause, _, _), .threshold(let clause, _, _),
      .units(let clause, _, _, _, _, _, _), .time(let clause, _, _, _, _, _),
      .referred(let clause, _), .readInto(let clause, _), .agreed(let clause, _, _),
      .recoverable(let clause, _), .noCap(let clause),
      .damagesCap(let clause, _, _, _, _, _), .feeCap(let clause, _, _),
      .paidCap(let clause, _, _), .claimDeadline(let clause, _, _, _), .pool(let clause, _, _, _):
      clause
    case .rounded(_, let rounding, _): rounding.basis
    case .fact, .barred, .outage, .neverLess, .ceiling, .awaits, .settledWhateverIsMissing,
      .claimed, .capUsed, .decided, .notCounted, .granted, .givenBefore, .share:
      nil
    }
  }

  /// The step in a sentence.
  public var words: Words {
    switch self {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      Sentence.fact(incident, from, to, impact, attribution, fault)
    case .excluded(let clause, let reason): Sentence.excluded(clause, reason)
    case .barred(let incident, let from, let to): Sentence.barred(incident, from, to)
    case .outage(let from, let to, let incidents): Sentence.outage(from, to, incidents)
    case .clock(let clause, let clock, let from): Sentence.clock(clause, clock, from)
    case .threshold(let clause, let needed, let elapsed):
      Sentence.threshold(clause, needed, elapsed)
    case .units(let clause, let period, let count, let unit, let fee, let days, let worth):
      Sentence.units(clause, period, count, unit, fee, days, worth)
    case .time(let clause, let period, let elapsed, let fee, let days, let worth):
      Sentence.time(clause, period, elapsed, fee, days, worth)
    case .neverLess(let special, let general): Sentence.neverLess(special, general)
    case .ceiling(let period, let fee, let used, let wanted):
      Sentence.ceiling(period, fee, used, wanted)
    case .rounded(let exact, let rounding, let amount):
      Sentence.rounded(exact, rounding, amount)
    case .awaits(let awaited): Sentence.awaits(awaited)
    case .settledWhateverIsMissing: Sentence.settledWhateverIsMissing
    case .referred(let clause, let awaited): Sentence.referred(clause, awaited)
    case .readInto(let clause, let terms): Sentence.readInto(clause, terms)
    case .agreed(let clause, let agreement, let instead):
      Sentence.agreed(clause, agreement, instead)
    case .claimed(let claim, let day, let amounts): Sentence.claimed(claim, day, amounts)
    case .recoverable(let clause, let amount): Sentence.recoverable(clause, amount)
    case .damagesCap(let clause, let month, let charges, let days, let part, let cap):
      Sentence.damagesCap(clause, month, charges, days, part, cap)
    case .feeCap(let clause, let month, let cap): Sentence.feeCap(clause, month, cap)
    case .paidCap(let clause, let months, let cap): Sentence.paidCap(clause, months, cap)
    case .noCap(let clause): Sentence.noCap(clause)
    case .capUsed(let used, let left): Sentence.capUsed(used, left)
    case .claimDeadline(let clause, let damage, let last, let received):
      Sentence.claimDeadline(clause, damage, last, received)
    case .pool(let clause, let received, let wanted, let share):
      Sentence.pool(clause, received, wanted, share)
    case .decided(let id, let by, let owner, let at, let decision, let amount, let reason):
      Sentence.decided(id, by, owner, at, decision, amount, reason)
    case .notCounted(let id, let discount): Sentence.notCounted(id, discount)
    case .granted(let authority, let reason, let day): Sentence.granted(authority, reason, day)
    case .givenBefore(let id, let day, let amount): Sentence.givenBefore(id, day, amount)
    case .share(let month, let share, let fee, let worth):
      Sentence.share(month, share, fee, worth)
    }
  }
}
