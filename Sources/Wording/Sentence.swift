import Assessing
import Domain
import Quantities

/// The sentences of an explanation, by idea.
enum Sentence {
  static let settledWhateverIsMissing = Words(
    ja: "まだ分かっていない事実がありますが、それがどのような内容でも結果は変わりません。",
    en: "Some facts are still missing. Whatever they turn out to be, the result is the same.")

  static func readInto(_ clause: String, _ terms: Identifier) -> Words {
    let title = terms.titleInSentence
    return Words(
      ja: "\(clause)により、\(title.ja)を、名称を読み替えて適用します。",
      en: "Under \(clause), we apply \(title.en), read with the names exchanged.")
  }

  static func agreed(_ clause: String, _ agreement: Identifier, _ instead: String) -> Words {
    Words(
      ja: "個別の合意\(agreement)により、\(instead)に代えて、その\(clause)を適用します。",
      en: "Under the agreement \(agreement), its \(clause) applies in place of \(instead).")
  }
}

/// What was reported, and which of it counts from when.
extension Sentence {
  static func ofOutage(_ step: Step) -> Words {
    switch step {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      fact(incident, Figures.times(from, to), impact, attribution, fault)
    case .excluded(let clause, let reason, let attribution):
      reason.words(under: clause, by: attribution).sentence
    case .paused(let incident, let attribution, let from, let to):
      paused(incident, attribution, Figures.times(from, to))
    case .outage(let from, let to, let incidents): outage(Figures.times(from, to), incidents)
    case .serviceStarts(let day): serviceStarts(Figures.day(day))
    case .serviceEnds(let day): serviceEnds(Figures.day(day))
    case .termination(let day, let clauses): termination(Figures.day(day), clauses)
    case .clock(let clause, let clock, let from): self.clock(clause, clock, Figures.time(from))
    case .knownTooLate(let clause, let known, let restored):
      knownTooLate(clause, Figures.time(known), Figures.time(restored))
    case .threshold(let clause, let needed, let elapsed): threshold(clause, needed, elapsed)
    default: Words(ja: step.kind, en: step.kind)
    }
  }

  private static func fact(
    _ incident: Identifier, _ times: Words, _ impact: Impact, _ attribution: Attribution,
    _ fault: Fault?
  ) -> Words {
    let state = impact.state
    let start = Words(
      ja: "報告\(incident)：\(times.ja)、\(state.ja)",
      en: "Report \(incident): \(state.en) \(times.en)")
    if attribution == .undetermined {
      return Words(
        ja: "\(start.ja)です。原因はまだ確定していません。", en: "\(start.en). The cause is not settled yet.")
    }
    let agent = attribution.agent
    let degree =
      fault.map(\.words)
      ?? (attribution == .provider
        ? Words(ja: "過失の程度は未確定", en: "degree of fault not settled yet") : nil)
    return Words(
      ja: "\(start.ja)で、\(agent.ja)\(degree.map { "（\($0.ja)）" } ?? "")によるものです。",
      en: "\(start.en), caused by \(agent.en)\(degree.map { " (\($0.en))" } ?? "").")
  }

  private static func paused(
    _ incident: Identifier, _ attribution: Attribution, _ times: Words
  ) -> Words {
    let agent = attribution.agent
    return Words(
      ja: "\(times.ja)は、\(agent.ja)（\(incident)）のため、時間を数えるのを止めています。"
        + "その前後に数えた時間は通算します。",
      en: "The count stopped \(times.en) because of \(agent.en) (\(incident)). The time counted "
        + "before and after is added together.")
  }

  private static func outage(_ times: Words, _ incidents: [Identifier]) -> Words {
    let names = incidents.map(\.text)
    return Words(
      ja: "\(times.ja)を、一つの利用不能として扱います（\(names.joined(separator: "、"))）。",
      en: "We treat the time \(times.en) as one outage (\(names.joined(separator: ", "))).")
  }

  private static func serviceStarts(_ day: Words) -> Words {
    Words(
      ja: "報告の時間はサービスの利用開始日より前に始まっていますが、利用開始日である\(day.ja)の0時00分から"
        + "数えます（I-38）。利用開始日そのものを改めるかどうかは、当社の担当者が判断します。",
      en: "The report begins before the service did. We count from 00:00 on the first day of "
        + "service, \(day.en) (I-38). Whether that day itself has to move is for a person at our "
        + "company to decide.")
  }

  private static func serviceEnds(_ day: Words) -> Words {
    Words(
      ja: "報告の時間はサービスの利用終了日の後まで続きますが、利用終了日である\(day.ja)の終わりまでを数えます。",
      en: "The report goes on after the service ended. We count to the end of the last day of "
        + "service, \(day.en).")
  }

  private static func termination(_ day: Words, _ clauses: [String]) -> Words {
    let verb = clauses.count == 1 ? "applies" : "apply"
    return Words(
      ja: "この利用不能の間、またはその後1か月以内の\(day.ja)に、サービスの利用が終了しています。"
        + "\(clauses.joined(separator: "、"))が当てはまるかは、この計算に含めず、当社の担当者が確認します。",
      en: "The service ended on \(day.en), during the outage or within a month after it. Whether "
        + "\(clauses.listed) \(verb) is not part of this calculation; a person at our company looks "
        + "at it.")
  }

  private static func clock(_ clause: String, _ clock: Waiver.Clock, _ from: Words) -> Words {
    switch clock {
    case .began:
      Words(
        ja: "\(clause)では、お客様がサービスを利用できなくなった時から数えます。この場合は\(from.ja)からです。",
        en: "Under \(clause), time counts from when the customer lost the service, here from "
          + "\(from.en).")
    case .known:
      Words(
        ja: "\(clause)では、利用できない状態を当社が知った時から数えます。この場合は\(from.ja)からです。",
        en: "Under \(clause), time counts from when we knew that the service was unusable, here "
          + "from \(from.en).")
    }
  }

  private static func knownTooLate(
    _ clause: String, _ known: Words, _ restored: Words
  ) -> Words {
    Words(
      ja: "当社が知ったのは\(known.ja)で、この利用不能は\(restored.ja)に終わっていました。"
        + "\(clause)では当社が知った時から数えるため、数える時間がありません。",
      en: "We learned of it on \(known.en); the outage had ended on \(restored.en). Under "
        + "\(clause), time counts from when we learned of it, so there is none to count.")
  }

  private static func threshold(
    _ clause: String, _ needed: Elapsed, _ elapsed: Elapsed
  ) -> Words {
    let (need, have) = (Figures.elapsed(needed), Figures.elapsed(elapsed))
    guard needed > .zero else {
      return Words(
        ja: "\(clause)に、続いた時間の要件はありません。数えた時間は\(have.ja)です。",
        en: "\(clause) requires no least length. The time counted is \(have.en).")
    }
    let isMet = elapsed >= needed
    return Words(
      ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数えた時間は\(have.ja)ですので、"
        + "要件を\(isMet ? "満たします" : "満たしません")。",
      en: "\(clause) requires \(need.en) or more. The time counted is \(have.en), so the "
        + "requirement is \(isMet ? "met" : "not met").")
  }
}
