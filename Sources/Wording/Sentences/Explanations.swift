import Assessing
import Domain

extension Step {
  /// The clause that it applies, if it applies one.
  public var clause: String? {
    switch self {
    case .excluded(let clause, _, _), .excludedTime(_, _, let clause, _, _): clause
    case .allPaused(let clause, _): clause
    case .clock(let clause, _, _), .knownTooLate(let clause, _, _), .threshold(let clause, _, _),
      .knowledge(let clause, _, _, _), .knownAfterService(let clause, _, _),
      .thresholdBound(let clause, _, _, _), .partThreshold(let clause, _, _, _, _),
      .priceBase(let clause, _, _, _, _), .priceItem(let clause, _, _, _, _, _, _),
      .priceTotal(let clause, _),
      .units(let clause, _, _, _, _, _, _), .time(let clause, _, _, _, _, _),
      .referred(let clause, _), .readInto(let clause, _), .refund(let clause, _),
      .agreed(let clause, _, _), .recoverable(let clause, _), .leftOut(let clause, _, _, _),
      .damagesCap(let clause, _, _, _, _, _, _, _, _), .feeCap(let clause, _, _, _, _),
      .paidCap(let clause, _, _, _), .capForPerson(let clause, _), .bothCauses(let clause, _, _),
      .noCap(let clause, _, _, _), .claimDeadline(let clause, _, _, _, _),
      .pool(let clause, _, _, _, _, _), .poolRest(let clause, _, _, _, _, _),
      .poolHeld(let clause), .settledOnBill(let clause, _, _, _, _), .notLiable(let clause),
      .liabilityReferred(let clause, _, _), .feesBegin(let clause, _):
      clause
    case .rounded(_, let rounding, _): rounding.basis
    case .fact, .outsideService, .paused, .notPaused, .outage, .serviceStarts, .serviceEnds,
      .termsChanged, .termination, .feeOfFirstDay, .charge, .neverLess, .ceiling, .awaits,
      .awaitsCharge, .settledWhateverIsMissing, .settledWhatever, .tooManyPossibilities, .withdrawn,
      .damageOutside,
      .damageWithin, .claimed, .recognised, .unrecognised, .capUsed, .capOpen, .otherContracts,
      .decided, .approvalDisregarded, .paidInMoney, .concluded, .granted, .givenBefore, .share,
      .reliefConcluded:
      nil
    }
  }

  /// The step in a sentence. Here is said which group of sentences tells it; a group calls a step that
  /// it does not know by its kind.
  public var words: LocalizedText {
    switch self {
    case .fact, .excluded, .excludedTime, .outsideService, .paused, .allPaused, .notPaused,
      .outage, .serviceStarts, .serviceEnds, .termsChanged, .termination, .clock, .knowledge,
      .knownAfterService, .knownTooLate, .threshold, .thresholdBound, .partThreshold:
      Sentence.ofOutage(self)
    case .feeOfFirstDay, .charge, .priceBase, .priceItem, .priceTotal, .units, .time, .neverLess,
      .ceiling, .rounded, .refund, .granted, .givenBefore, .feesBegin, .share, .reliefConcluded:
      Sentence.ofFee(self)
    case .awaits(let awaited): awaited.sentence
    case .awaitsCharge(let period): Awaited.sentence(charge: period.words)
    case .settledWhateverIsMissing: Sentence.settledWhateverIsMissing
    case .tooManyPossibilities: Sentence.tooManyPossibilities
    case .settledWhatever(let missing): Sentence.settledWhatever(missing.map(\.subject))
    case .referred(let clause, let awaited):
      awaited.referral(by: clause.isEmpty ? nil : clause)
    case .readInto(let clause, let terms): Sentence.readInto(clause, terms)
    case .agreed(let clause, let agreement, let instead):
      Sentence.agreed(clause, agreement, instead)
    case .withdrawn, .damageOutside, .damageWithin, .notLiable, .liabilityReferred, .claimed,
      .recognised, .unrecognised, .recoverable, .leftOut:
      Sentence.ofClaim(self)
    case .damagesCap, .feeCap, .paidCap, .capForPerson, .otherContracts, .bothCauses, .noCap,
      .capUsed, .capOpen, .claimDeadline:
      Sentence.ofCap(self)
    case .pool, .poolRest, .poolHeld, .decided, .approvalDisregarded, .settledOnBill, .paidInMoney,
      .concluded:
      Sentence.ofSettlement(self)
    }
  }
}
