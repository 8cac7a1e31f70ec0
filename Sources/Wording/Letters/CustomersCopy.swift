import Assessing
import Domain
import Quantities

extension Step {
  /// The step as a customer's copy says it: what the amount rests on, and nothing else. `nil` for what
  /// stays in the house: by whose act it was, who decided and why, other reports, what others got.
  public var wordsForCustomer: LocalizedText? {
    switch self {
    case .outage(let from, let to, _): Sentence.outage(NumberFormat.times(from, to), [])
    case .paused(_, _, let from, let to, _): Sentence.uncounted(NumberFormat.times(from, to))
    case .knowledge(let clause, _, _, let from):
      Step.clock(clause: clause, clock: .known, from: from).words
    case .recognised(_, _, let amounts): Sentence.recognised(amounts)
    case .pool(let clause, _, _, _, _, let amount), .poolRest(let clause, _, _, _, _, let amount):
      Sentence.share(ofPool: clause, NumberFormat.yen(amount))
    case .granted(_, _, let day): Sentence.granted(NumberFormat.day(day))
    case .serviceEnds, .termsChanged, .clock, .threshold, .thresholdBound, .partThreshold,
      .feeOfFirstDay, .charge, .priceBase, .priceItem, .priceTotal, .units, .time, .neverLess,
      .ceiling, .rounded, .readInto, .refund, .agreed, .claimed, .recoverable,
      .leftOut(_, _, _, isForPerson: false), .damagesCap, .feeCap, .paidCap, .noCap, .capUsed,
      .claimDeadline, .settledOnBill, .paidInMoney, .concluded(_, isHeld: false), .givenBefore,
      .feesBegin, .share, .reliefConcluded:
      words
    default: nil
    }
  }
}

extension Sentence {
  /// Time that the count leaves out, whatever stopped it.
  fileprivate static func uncounted(_ times: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(times.ja)は、約款により時間を数えません。",
      en: "Under the terms, the time \(times.en) is not counted.")
  }

  fileprivate static func recognised(_ amounts: [Yen]) -> LocalizedText? {
    let items = zip(Claim.Item.Kind.allCases, amounts).filter { $0.1 > .zero }.map { kind, amount in
      let (name, sum) = (kind.words, NumberFormat.yen(amount))
      return LocalizedText(ja: "\(name.ja)\(sum.ja)", en: "\(name.en) of \(sum.en)")
    }
    guard !items.isEmpty else { return nil }
    return LocalizedText(
      ja: "当社は、\(items.map(\.ja).joined(separator: "、"))を損害として認めました。",
      en: "We have recognised the loss: \(items.map(\.en).listed).")
  }

  fileprivate static func share(ofPool clause: String, _ share: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(clause)に定める総額の制限により、このお申し出の分は\(share.ja)です。",
      en: "Under the limit on the total in \(clause), the part of this claim is \(share.en).")
  }

  fileprivate static func granted(_ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(day.ja)の当社の決定による臨時減免です。", en: "Special relief, which we decided on \(day.en).")
  }
}
