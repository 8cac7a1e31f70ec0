import Assessing
import Domain
import Quantities

/// The sentences of an explanation, by idea.
enum Sentence {
  static let settledWhateverIsMissing = Words(
    ja: "まだ分かっていない事実がありますが、それがどのような内容でも結果は変わりません。",
    en: "Some facts are still missing. Whatever they turn out to be, the result is the same.")

  static let tooManyPossibilities = Words(
    ja: "まだ分かっていない事実が多く、考えられる場合が多すぎるため、すべてを試すことはできません。"
      + "分かった事実から順に報告してください。",
    en:
      "So much is still missing that there are too many possibilities to try them all. Report what "
      + "is established: each fact makes them fewer.")

  /// The same, of facts by name.
  static func settledWhatever(_ missing: [Words]) -> Words {
    guard !missing.isEmpty else { return settledWhateverIsMissing }
    let verb = missing.count == 1 ? "is" : "are"
    return Words(
      ja: "\(missing.map(\.ja).joined(separator: "と"))はまだ確定していませんが、"
        + "どのような内容でも結果は変わりません",
      en: "\(missing.map(\.en).listed) \(verb) not established yet, but the result is the same "
        + "whatever comes out"
    ).sentence
  }

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
    case .excludedTime(let from, let to, let clause, let reason, let attribution):
      excludedTime(Figures.times(from, to), reason.words(under: clause, by: attribution).sentence)
    case .outsideService(let from, let to):
      outsideService(Figures.day(from), to.map(Figures.day))
    case .paused(let incident, let attribution, let from, let to, let isWithin):
      paused(incident, attribution, Figures.times(from, to), isWithin)
    case .allPaused(let clause, let attribution): allPaused(clause, attribution.agent)
    case .notPaused(let incident, let announced): notPaused(incident, Figures.time(announced))
    case .outage(let from, let to, let incidents): outage(Figures.times(from, to), incidents)
    case .serviceStarts(let day): serviceStarts(Figures.day(day))
    case .serviceEnds(let day): serviceEnds(Figures.day(day))
    case .termsChanged(let day): termsChanged(Figures.day(day))
    case .termination(let day, let isWithin, let clauses):
      termination(Figures.day(day), isWithin, clauses)
    case .knowledge(let clause, let incident, let known, let from):
      knowledge(clause, incident, Figures.time(known), known < from ? Figures.time(from) : nil)
    case .knownAfterService(let clause, let known, let end):
      knownAfterService(clause, Figures.time(known), Figures.day(end))
    case .clock(let clause, let clock, let from): self.clock(clause, clock, Figures.time(from))
    case .knownTooLate(let clause, let known, let restored):
      knownTooLate(clause, Figures.time(known), Figures.time(restored))
    case .threshold(let clause, let needed, let elapsed): threshold(clause, needed, elapsed)
    case .thresholdBound(let clause, let needed, let elapsed, let isAtLeast):
      thresholdBound(clause, Figures.elapsed(needed), Figures.elapsed(elapsed), isAtLeast)
    case .partThreshold(let clause, let from, let to, let needed, let elapsed):
      partThreshold(
        clause, Figures.times(from, to), Figures.elapsed(needed), Figures.elapsed(elapsed),
        isMet: elapsed >= needed)
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

  private static func excludedTime(_ times: Words, _ why: Words) -> Words {
    Words(
      ja: "\(times.ja)は数えません。\(why.ja)", en: "The time \(times.en) does not count: \(why.en)")
  }

  private static func outsideService(_ first: Words, _ last: Words?) -> Words {
    Words(
      ja: "報告の時間は、サービスの利用期間（\(first.ja)から\(last.map { "\($0.ja)まで" } ?? "")）に"
        + "含まれません。",
      en: "The time reported lies outside the contract's service period ("
        + (last.map { "\(first.en) to \($0.en)" } ?? "from \(first.en) on") + ").")
  }

  private static func paused(
    _ incident: Identifier, _ attribution: Attribution, _ times: Words, _ isWithin: Bool
  ) -> Words {
    let agent = attribution.agent
    return Words(
      ja: "\(times.ja)は、\(agent.ja)（\(incident)）のため、時間を数えません。"
        + (isWithin ? "その前後に数えた時間は通算します。" : ""),
      en: "The time \(times.en) is not counted because of \(agent.en) (\(incident))."
        + (isWithin ? " The time counted before and after is added together." : ""))
  }

  private static func allPaused(_ clause: String, _ agent: Words) -> Words {
    Words(
      ja: "数えるべき時間はすべて\(agent.ja)の間にありますので、\(clause)により、減額はありません。",
      en: "All the time that would count lies within \(agent.en), so under \(clause) nothing is "
        + "waived.")
  }

  private static func notPaused(_ incident: Identifier, _ announced: Words) -> Words {
    Words(
      ja: "\(incident)の計画工事は、この利用不能が始まった後の\(announced.ja)に予告されたため、"
        + "利用不能が続く間は、時間を数えるのを止めません（I-32）。",
      en: "The works of \(incident) were announced on \(announced.en), when this outage had begun. "
        + "While it lasts they do not stop the count (I-32).")
  }

  private static func termsChanged(_ day: Words) -> Words {
    Words(
      ja: "\(day.ja)に、適用される約款またはサービスが変わりました。その前後の時間は、別の利用不能として数えます。",
      en: "The terms or the service changed on \(day.en). The time before and after counts as "
        + "separate outages.")
  }

  private static func knowledge(
    _ clause: String, _ incident: Identifier?, _ known: Words, _ from: Words?
  ) -> Words {
    let source = Words(
      ja: incident.map { "（報告\($0)）" } ?? "", en: incident.map { " (report \($0))" } ?? "")
    let rule = Words(
      ja: "\(clause)では、利用できない状態を当社が知った時から数えます。",
      en: "Under \(clause), time counts from when we knew that the service was unusable")
    guard let from else {
      return Words(
        ja: "\(rule.ja)この場合は\(known.ja)からです\(source.ja)。",
        en: "\(rule.en), here from \(known.en)\(source.en).")
    }
    return Words(
      ja: "\(rule.ja)当社は\(known.ja)に知っていました\(source.ja)が、その報告の利用不能が始まった"
        + "\(from.ja)から数えます。",
      en: "\(rule.en). We knew on \(known.en)\(source.en), so it counts from when what we knew of "
        + "began: \(from.en).")
  }

  private static func knownAfterService(
    _ clause: String, _ known: Words, _ end: Words
  ) -> Words {
    Words(
      ja: "当社が知ったのは\(known.ja)で、サービスの利用は\(end.ja)に終了していました。"
        + "\(clause)では当社が知った時から数えるため、数える時間がありません。",
      en: "We learned of it on \(known.en); the service had ended on \(end.en). Under \(clause), "
        + "time counts from when we learned of it, so there is none to count.")
  }

  /// - Parameter incidents: the reports that make it up; none where they are not told.
  static func outage(_ times: Words, _ incidents: [Identifier]) -> Words {
    let names = incidents.map(\.text)
    let source =
      names.isEmpty
      ? Words(ja: "", en: "")
      : Words(
        ja: "（\(names.joined(separator: "、"))）", en: " (\(names.joined(separator: ", ")))")
    return Words(
      ja: "\(times.ja)を、一つの利用不能として扱います\(source.ja)。",
      en: "We treat the time \(times.en) as one outage\(source.en).")
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

  private static func termination(
    _ day: Words, _ isWithin: Bool, _ clauses: [String]
  ) -> Words {
    let verb = clauses.count == 1 ? "applies" : "apply"
    let when =
      isWithin
      ? Words(ja: "利用できない間の\(day.ja)に", en: "on \(day.en), before the service was restored")
      : Words(ja: "復旧後1か月以内の\(day.ja)に", en: "on \(day.en), within a month of restoration")
    return Words(
      ja: "\(when.ja)、サービスの利用が終了しています。"
        + "\(clauses.joined(separator: "、"))が当てはまるかは、この計算に含めず、当社の担当者が確認します。",
      en: "The service ended \(when.en). Whether \(clauses.listed) \(verb) is not part of this "
        + "calculation; a person at our company looks at it.")
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

  private static func thresholdBound(
    _ clause: String, _ need: Words, _ have: Words, _ isAtLeast: Bool
  ) -> Words {
    isAtLeast
      ? Words(
        ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数える時間は少なくとも\(have.ja)ですので、"
          + "要件を満たします。",
        en:
          "\(clause) requires \(need.en) or more. The time counted is at least \(have.en), so the "
          + "requirement is met.")
      : Words(
        ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数える時間は長くても\(have.ja)ですので、"
          + "要件を満たしません。",
        en: "\(clause) requires \(need.en) or more. The time counted is at most \(have.en), so the "
          + "requirement is not met.")
  }

  private static func partThreshold(
    _ clause: String, _ times: Words, _ need: Words, _ have: Words, isMet: Bool
  ) -> Words {
    Words(
      ja: "\(times.ja)の部分には\(clause)を適用します。数えた時間は\(have.ja)で、\(need.ja)以上という要件を"
        + (isMet ? "満たします。" : "満たしません。"),
      en:
        "To the part \(times.en) we apply \(clause). The time counted in it is \(have.en), so the "
        + "requirement of \(need.en) is \(isMet ? "met" : "not met").")
  }
}
