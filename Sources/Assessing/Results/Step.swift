import Domain
import Notation
import Quantities

/// One step from the facts to an amount, as data; `Wording` puts it into sentences.
public enum Step: Hashable, Sendable {
  /// What was reported of a stretch of time.
  case fact(
    incident: Identifier, from: Moment, to: Moment?, impact: Impact, attribution: Attribution,
    fault: Fault?)
  /// A stretch of a report that does not count, or all of it where no clause tells the stretches
  /// apart; by whose act it was, where the reason lies in that.
  case excluded(clause: String?, reason: Reason, by: Attribution?)
  /// A stretch of a report that makes up an outage, or nothing, by its other stretches: why this one
  /// does not count.
  case excludedTime(
    from: Moment, to: Moment, clause: String?, reason: Reason, by: Attribution?)
  /// All of a report lies outside the days of service.
  case outsideService(from: CivilDate, to: CivilDate?)
  /// Time in which the count stops because of another report (I-19, I-31); whether time was counted
  /// both before and after it.
  case paused(by: Identifier, attribution: Attribution, from: Moment, to: Moment, isWithin: Bool)
  /// All the time that would be counted lies in such time, so a clause gives nothing.
  case allPaused(clause: String, by: Attribution)
  /// Works over the outage stop nothing, because they were announced when it had begun (I-32).
  case notPaused(by: Identifier, announcedAt: Moment)
  /// What counts, united into one outage.
  case outage(from: Moment, to: Moment?, incidents: [Identifier])
  /// The outage counts from the first moment of the service, though the report begins before it
  /// (I-38).
  case serviceStarts(on: CivilDate)
  /// The outage ends with the last day of the service, though the report goes on.
  case serviceEnds(on: CivilDate)
  /// Other terms, or another service, from a day on cut what was reported into two outages
  /// (docs/domain.md §11).
  case termsChanged(on: CivilDate)
  /// The clauses that a person should look at, because service ended in the outage or within a month
  /// after it (docs/domain.md §11).
  case termination(serviceEnd: CivilDate, isWithin: Bool, clauses: [String])
  /// From when the clause counts.
  case clock(clause: String, clock: Waiver.Clock, from: Moment)
  /// From when a clause counts that asks when the provider knew: what it knew, by which report where
  /// there are several, and from when that counts, which is not before the outage (I-20).
  case knowledge(clause: String, by: Identifier?, known: Moment, from: Moment)
  /// The provider learned of it only when the service had ended.
  case knownAfterService(clause: String, known: Moment, serviceEnd: CivilDate)
  /// The provider learned of it only when the service worked again.
  case knownTooLate(clause: String, known: Moment, restored: Moment)
  /// The clause's least length against the time there is.
  case threshold(clause: String, needed: Elapsed, elapsed: Elapsed)
  /// The same where the time is not established: at least, or at most, so much.
  case thresholdBound(clause: String, needed: Elapsed, elapsed: Elapsed, isAtLeast: Bool)
  /// The same for what gross negligence or intent left of an outage.
  case partThreshold(clause: String, from: Moment, to: Moment, needed: Elapsed, elapsed: Elapsed)
  /// A month's fee by the version in force on its first day, where the contract changed within it
  /// (I-30).
  case feeOfFirstDay(period: Period, on: CivilDate, fee: Yen)
  /// A month's charge as finance booked it, before credits.
  case charge(period: Period, amount: Yen, isEstimated: Bool)
  /// The base fee of a price table, for a plan and days of application where it has several.
  case priceBase(clause: String, plan: String?, from: CivilDate?, to: CivilDate?, base: Yen)
  /// What a price table adds for what is counted, at the price for counts from `low` to `high`; both
  /// `nil` where it has one price.
  case priceItem(
    clause: String, quantities: [Quantity], low: Int64?, high: Int64?, count: Int64, each: Yen,
    amount: Yen)
  /// The monthly fee that a price table comes to.
  case priceTotal(clause: String, fee: Yen)
  /// Whole units that began in one fee month or contract year.
  case units(
    clause: String, period: Period, count: Int64, unit: Elapsed, fee: Yen, days: Int64,
    worth: ExactYen)
  /// Exact time in one fee month or contract year.
  case time(
    clause: String, period: Period, elapsed: Elapsed, fee: Yen, days: Int64, worth: ExactYen)
  /// The special row against the general one on the whole outage; the greater is owed (I-9).
  case neverLess(special: ExactYen, general: ExactYen)
  /// What is left of a period's fee (I-5); nothing was used where `used` is zero.
  case ceiling(period: Period, fee: Yen, used: ExactYen, wanted: ExactYen)
  /// From exact to whole yen.
  case rounded(exact: ExactYen, rounding: Rounding, amount: Yen)
  /// A missing fact that could change the amount.
  case awaits(Awaited)
  /// A booked charge that is missing and could change the amount.
  case awaitsCharge(Period)
  /// No missing fact could change the amount.
  case settledWhateverIsMissing
  /// The same, of facts by name.
  case settledWhatever(missing: [Awaited])
  /// There are too many possibilities of what is missing to try them all.
  case tooManyPossibilities
  /// Another document or a person's ruling decides.
  case referred(clause: String, to: Awaited)

  /// The clause incorporates another document, which is read with names exchanged (読替え).
  case readInto(clause: String, terms: Identifier)
  /// A fee that was paid goes back, without interest: of which periods.
  case refund(clause: String, periods: [Period])
  /// What was agreed stands in the place of a clause.
  case agreed(clause: String, agreement: Identifier, instead: String)

  // MARK: Damages

  /// The report of the claimed incident was taken back.
  case withdrawn(Identifier)
  /// The incident is part of several outages, and the day of damage lies in none of them.
  case damageOutside(on: CivilDate)
  /// The day of damage lies in several outages of the incident: the first of them is meant.
  case damageWithin(on: CivilDate, from: Moment, to: Moment)
  /// A clause by which the provider is not liable for a loss.
  case notLiable(clause: String)
  /// Whether the provider is liable follows a document that a clause incorporates and that is not held;
  /// another clause may limit how much. Without a clause it is an agreement that decides.
  case liabilityReferred(clause: String, limitedBy: String?, terms: Identifier)
  /// What was claimed, by kind of loss in the order of `Claim.Item.Kind`.
  case claimed(claim: Identifier, receivedOn: CivilDate, amounts: [Yen])
  /// Who of ours recognised the loss, on which day, and how much of each kind.
  case recognised(by: String, on: CivilDate, amounts: [Yen])
  /// Nobody of ours recognised the loss, or only who filed the claim, which is nobody.
  case unrecognised(onlyByFiler: Bool)
  /// What of it a clause compensates.
  case recoverable(clause: String, amount: Yen)
  /// What of it a clause leaves out; a person may award it all the same where that is said (I-36).
  case leftOut(clause: String, kind: Claim.Item.Kind, amount: Yen, isForPerson: Bool)
  /// The cap by days without service: a part of a month's charges for each, that month being the one
  /// before the outage or, where nothing was used in it, the outage's own.
  ///
  /// `by` is the number of the alternative, where the document numbers the two; the cap is the least that
  /// it can be where the outage may last longer.
  case damagesCap(
    clause: String, by: String?, period: Period, isOutagesOwn: Bool, charges: ExactYen, days: Int64,
    part: Int64, cap: ExactYen, isLeast: Bool)
  /// The cap by the fee of the month in which the damage arose, with the tax on it (I-25).
  case feeCap(clause: String, period: Period, fee: Yen, taxRate: Int64, cap: Yen)
  /// The customer's other contracts under the same document: the cap is by the fee of the claimed one
  /// (I-37). Told in an explanation only, which knows of other contracts.
  case otherContracts([Identifier])
  /// The cap by what was paid, with tax, for some fee months, of which so many are paid (I-35).
  case paidCap(clause: String, months: Int64, paidMonths: Int64, cap: Yen)
  /// Whether that cap holds against gross negligence or intent is for a person to say (I-36); it may not
  /// be settled yet that the loss is due to either.
  case capForPerson(clause: String, isSettled: Bool)
  /// The provider and a carrier made up the outage together: a person says which days are ours. What
  /// one clause gives on the whole stands beside the other (I-29).
  case bothCauses(clause: String, other: String, amount: Yen)
  /// There is no cap, nor what the clauses displaced ask for: a least length, a term in days, the
  /// exclusion of kinds of loss.
  case noCap(clause: String, length: Elapsed?, days: Int64?, kinds: [Claim.Item.Kind])
  /// Earlier claims may still take of the cap what is not known yet.
  case capOpen(claims: [Identifier])
  /// What earlier claims have taken of the cap.
  case capUsed(used: Yen, left: Yen)
  /// The last day on which the damage could be claimed: that of the term or, where no business is
  /// done on it, the next on which it is (I-11).
  case claimDeadline(
    clause: String, damageOn: CivilDate, termDay: CivilDate, lastDay: CivilDate,
    receivedOn: CivilDate)
  /// The carrier's payment against what all claims received by the cut-off would get, and this one's
  /// share of it, before and after the odd yen were given out (I-12).
  case pool(
    clause: String, received: Yen, wanted: Yen, cutOff: CivilDate, share: ExactYen, amount: Yen)
  /// What the claims before it left of the payment for one that was received after the cut-off (I-12).
  case poolRest(
    clause: String, received: Yen, cutOff: CivilDate, receivedOn: CivilDate, left: Yen,
    amount: Yen)
  /// All customers together get no more than the carrier paid, which may leave less than is held.
  case poolHeld(clause: String)

  /// What a person decided on what was held or referred, and who owned the file that told it; the
  /// amount that is owed by it, and what it recognises by kind of loss, where it says so.
  case decided(
    approval: Identifier, by: String, owner: String, at: Moment, decision: Approval.Decision,
    amount: Yen,
    reason: String, recognised: [Yen])
  /// An approval that does not count.
  case approvalDisregarded(approval: Identifier, why: FiledApproval.DisqualificationReason)

  /// On the bill of which fee month it is settled: so many months after that of recognition (I-33). The
  /// tax is that within the amount, where it lowers a taxed fee (I-34).
  case settledOnBill(
    clause: String, recognised: YearMonth, after: Int64, bill: YearMonth, tax: Yen?)
  /// It is paid in money, because the service ended before that bill (民法第417条), though a lower bill
  /// may have been asked for.
  case paidInMoney(serviceEnd: CivilDate, insteadOfBill: Bool)
  /// What the claim comes to: owed, nothing, or shown until a person decides.
  case concluded(amount: Yen, isHeld: Bool)

  // MARK: Reliefs

  /// Who granted a reduction, and why.
  case granted(authority: String, reason: String, decidedOn: CivilDate)
  /// What was given by hand before the ledger began, and is taken off.
  case givenBefore(prior: Identifier, on: CivilDate, amount: Yen)
  /// Fees accrue only from a day on.
  case feesBegin(clause: String, on: CivilDate)
  /// A share of a month's fee.
  case share(period: Period, share: Fraction, fee: ExactYen, worth: ExactYen)
  /// What the reduction comes to.
  case reliefConcluded(amount: Yen)

  /// A fee month or a contract year, as a sentence names it.
  public struct Period: Hashable, Sendable {
    /// The first day.
    public let from: CivilDate
    /// The last day.
    public let to: CivilDate
    /// The fee month; `nil` for a contract year.
    public let month: YearMonth?

    /// A period by its days.
    public init(from: CivilDate, to: CivilDate, month: YearMonth?) {
      self.from = from
      self.to = to
      self.month = month
    }

    /// Whether the name of the month says which days it has.
    public var isCalendarMonth: Bool {
      guard let month else { return false }
      let calendar = FeeMonth(year: month.year, month: month.month, startDay: 1)
      return (from, to) == (calendar.firstDay, calendar.lastDay)
    }
  }
}

extension Step {
  /// Its kind, as documents name it: `excluded-time`.
  public var kind: String {
    let name = CanonicalJSON.caseName(of: self) ?? ""
    let hyphen = UInt8(ascii: "-")
    return String(
      decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? hyphen : $0 }, as: UTF8.self)
  }
}
