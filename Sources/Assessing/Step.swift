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

  /// The clause incorporates another document, which is read with names exchanged (読替え).
  case readInto(clause: String, terms: Identifier)
  /// What was agreed stands in the place of a clause.
  case agreed(clause: String, agreement: Identifier, instead: String)

  // MARK: Damages

  /// What was claimed, by kind of loss in the order of ``Claim/Item/Kind``.
  case claimed(Identifier, receivedOn: CivilDate, amounts: [Yen])
  /// What of it a clause compensates.
  case recoverable(clause: String, amount: Yen)
  /// The cap by days without service: a part of a month's charges for each.
  case damagesCap(
    clause: String, month: FeeMonthName, charges: ExactYen, days: Int64, part: Int64, cap: ExactYen)
  /// The cap by the fee of the month in which the damage arose.
  case feeCap(clause: String, month: FeeMonthName, cap: ExactYen)
  /// The cap by what was paid for some fee months.
  case paidCap(clause: String, months: Int64, cap: Yen)
  /// There is no cap.
  case noCap(clause: String)
  /// What earlier claims have taken of the cap.
  case capUsed(used: Yen, left: Yen)
  /// The last day on which the damage could be claimed (I-11).
  case claimDeadline(
    clause: String, damageOn: CivilDate, lastDay: CivilDate, receivedOn: CivilDate)
  /// The carrier's payment against what all claims would get, and this one's share of it (I-12).
  case pool(clause: String, received: Yen, wanted: Yen, share: ExactYen)

  /// What a person decided on what was held or referred, and who owned the file that told it; the
  /// amount that is owed by it.
  case decided(
    approval: Identifier, by: String, owner: String, at: Moment, Approval.Decision, amount: Yen,
    reason: String)
  /// An approval that does not count.
  case notCounted(approval: Identifier, FiledApproval.Discount)

  // MARK: Reliefs

  /// Who granted a reduction, and why.
  case granted(authority: String, reason: String, decidedOn: CivilDate)
  /// What was given by hand before the ledger began, and is taken off.
  case givenBefore(Identifier, on: CivilDate, amount: Yen)
  /// A share of a month's fee.
  case share(month: FeeMonthName, share: Fraction, fee: ExactYen, worth: ExactYen)
}
