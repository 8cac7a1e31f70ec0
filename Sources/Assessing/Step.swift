import Domain
import Quantities

/// One step from the facts to an amount, as data; `Wording` puts it into sentences.
public enum Step: Hashable, Sendable {
  /// What was reported of a stretch of time.
  case fact(
    incident: Identifier, from: Moment, to: Moment?, impact: Impact, attribution: Attribution,
    fault: Fault?)
  /// A stretch of a report that does not count, or all of it where no clause tells the stretches
  /// apart.
  case excluded(clause: String?, reason: Reason)
  /// Time that counts for nothing because another incident bars the clause (I-19).
  case barred(by: Identifier, from: Moment, to: Moment?)
  /// What counts, united into one outage.
  case outage(from: Moment, to: Moment?, incidents: [Identifier])
  /// From when the clause counts.
  case clock(clause: String, Waiver.Clock, from: Moment)
  /// The clause's least length against the time there is.
  case threshold(clause: String, needed: Elapsed, elapsed: Elapsed)
  /// Whole units that began in one fee month or contract year.
  case units(
    clause: String, period: String, count: Int64, unit: Elapsed, fee: Yen, days: Int64,
    worth: ExactYen)
  /// Exact time in one fee month or contract year.
  case time(
    clause: String, period: String, elapsed: Elapsed, fee: Yen, days: Int64, worth: ExactYen)
  /// The special row against the general one on the whole outage; the greater is owed (I-9).
  case neverLess(special: ExactYen, general: ExactYen)
  /// What is left of a period's fee (I-5).
  case ceiling(period: String, fee: Yen, used: ExactYen, wanted: ExactYen)
  /// From exact to whole yen.
  case rounded(exact: ExactYen, Rounding, amount: Yen)
  /// A missing fact that could change the amount.
  case awaits(Awaited)
  /// No missing fact could change the amount.
  case settledWhateverIsMissing
  /// Another document or a person's ruling decides.
  case referred(clause: String, to: Awaited)
}
