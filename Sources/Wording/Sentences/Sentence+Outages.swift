import Assessing
import Domain
import Quantities

/// What was reported, and which of it counts from when.
extension Sentence {
  static func ofOutage(_ step: Step) -> LocalizedText {
    switch step {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      fact(incident, NumberFormat.times(from, to), impact, attribution, fault)
    case .excluded(let clause, let reason, let attribution):
      reason.words(under: clause, by: attribution).sentence
    case .excludedTime(let from, let to, let clause, let reason, let attribution):
      excludedTime(
        NumberFormat.times(from, to), reason.words(under: clause, by: attribution).sentence)
    case .outsideService(let from, let to):
      outsideService(NumberFormat.day(from), to.map(NumberFormat.day))
    case .paused(let incident, let attribution, let from, let to, let isWithin):
      paused(incident, attribution, NumberFormat.times(from, to), isWithin)
    case .allPaused(let clause, let attribution): allPaused(clause, attribution.agent)
    case .notPaused(let incident, let announced): notPaused(incident, NumberFormat.time(announced))
    case .outage(let from, let to, let incidents): outage(NumberFormat.times(from, to), incidents)
    case .serviceStarts(let day): serviceStarts(NumberFormat.day(day))
    case .serviceEnds(let day): serviceEnds(NumberFormat.day(day))
    case .termsChanged(let day): termsChanged(NumberFormat.day(day))
    case .termination(let day, let isWithin, let clauses):
      termination(NumberFormat.day(day), isWithin, clauses)
    case .knowledge(let clause, let incident, let known, let from):
      knowledge(
        clause, incident, NumberFormat.time(known), known < from ? NumberFormat.time(from) : nil)
    case .knownAfterService(let clause, let known, let end):
      knownAfterService(clause, NumberFormat.time(known), NumberFormat.day(end))
    case .clock(let clause, let clock, let from): self.clock(clause, clock, NumberFormat.time(from))
    case .knownTooLate(let clause, let known, let restored):
      knownTooLate(clause, NumberFormat.time(known), NumberFormat.time(restored))
    case .threshold(let clause, let needed, let elapsed): threshold(clause, needed, elapsed)
    case .thresholdBound(let clause, let needed, let elapsed, let isAtLeast):
      thresholdBound(clause, NumberFormat.elapsed(needed), NumberFormat.elapsed(elapsed), isAtLeast)
    case .partThreshold(let clause, let from, let to, let needed, let elapsed):
      partThreshold(
        clause, NumberFormat.times(from, to), NumberFormat.elapsed(needed),
        NumberFormat.elapsed(elapsed),
        isMet: elapsed >= needed)
    default: LocalizedText(ja: step.kind, en: step.kind)
    }
  }

  /// - Parameter incidents: the reports that make it up; none where they are not told.
  static func outage(_ times: LocalizedText, _ incidents: [Identifier]) -> LocalizedText {
    let names = incidents.map(\.text)
    let source =
      names.isEmpty
      ? LocalizedText(ja: "", en: "")
      : LocalizedText(
        ja: "（\(names.joined(separator: "、"))）", en: " (\(names.joined(separator: ", ")))")
    return LocalizedText(
      ja: "\(times.ja)を、一つの利用不能として扱います\(source.ja)。",
      en: "We treat the time \(times.en) as one outage\(source.en).")
  }

  static func fact(
    _ incident: Identifier, _ times: LocalizedText, _ impact: Impact, _ attribution: Attribution,
    _ fault: Fault?
  ) -> LocalizedText {
    let state = impact.state
    let start = LocalizedText(
      ja: "報告\(incident)：\(times.ja)、\(state.ja)",
      en: "Report \(incident): \(state.en) \(times.en)")
    if attribution == .undetermined {
      return LocalizedText(
        ja: "\(start.ja)です。原因はまだ確定していません。", en: "\(start.en). The cause is not settled yet.")
    }
    let agent = attribution.agent
    let degree =
      fault.map(\.words)
      ?? (attribution == .provider
        ? LocalizedText(ja: "過失の程度は未確定", en: "degree of fault not settled yet") : nil)
    return LocalizedText(
      ja: "\(start.ja)で、\(agent.ja)\(degree.map { "（\($0.ja)）" } ?? "")によるものです。",
      en: "\(start.en), caused by \(agent.en)\(degree.map { " (\($0.en))" } ?? "").")
  }

  static func excludedTime(_ times: LocalizedText, _ why: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(times.ja)は数えません。\(why.ja)", en: "The time \(times.en) does not count: \(why.en)")
  }

  static func outsideService(_ first: LocalizedText, _ last: LocalizedText?)
    -> LocalizedText
  {
    LocalizedText(
      ja: "報告の時間は、サービスの利用期間（\(first.ja)から\(last.map { "\($0.ja)まで" } ?? "")）に"
        + "含まれません。",
      en: "The time reported lies outside the contract's service period ("
        + (last.map { "\(first.en) to \($0.en)" } ?? "from \(first.en) on") + ").")
  }

  static func paused(
    _ incident: Identifier, _ attribution: Attribution, _ times: LocalizedText, _ isWithin: Bool
  ) -> LocalizedText {
    let agent = attribution.agent
    return LocalizedText(
      ja: "\(times.ja)は、\(agent.ja)（\(incident)）のため、時間を数えません。"
        + (isWithin ? "その前後に数えた時間は通算します。" : ""),
      en: "The time \(times.en) is not counted because of \(agent.en) (\(incident))."
        + (isWithin ? " The time counted before and after is added together." : ""))
  }

  static func allPaused(_ clause: String, _ agent: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "数えるべき時間はすべて\(agent.ja)の間にありますので、\(clause)により、減額はありません。",
      en: "All the time that would count lies within \(agent.en), so under \(clause) nothing is "
        + "waived.")
  }

  static func notPaused(_ incident: Identifier, _ announced: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(incident)の計画工事は、この利用不能が始まった後の\(announced.ja)に予告されたため、"
        + "利用不能が続く間は、時間を数えるのを止めません（I-32）。",
      en: "The works of \(incident) were announced on \(announced.en), when this outage had begun. "
        + "While it lasts they do not stop the count (I-32).")
  }

  static func termsChanged(_ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "\(day.ja)に、適用される約款またはサービスが変わりました。その前後の時間は、別の利用不能として数えます。",
      en: "The terms or the service changed on \(day.en). The time before and after counts as "
        + "separate outages.")
  }

  static func knowledge(
    _ clause: String, _ incident: Identifier?, _ known: LocalizedText, _ from: LocalizedText?
  ) -> LocalizedText {
    let source = LocalizedText(
      ja: incident.map { "（報告\($0)）" } ?? "", en: incident.map { " (report \($0))" } ?? "")
    let rule = LocalizedText(
      ja: "\(clause)では、利用できない状態を当社が知った時から数えます。",
      en: "Under \(clause), time counts from when we knew that the service was unusable")
    guard let from else {
      return LocalizedText(
        ja: "\(rule.ja)この場合は\(known.ja)からです\(source.ja)。",
        en: "\(rule.en), here from \(known.en)\(source.en).")
    }
    return LocalizedText(
      ja: "\(rule.ja)当社は\(known.ja)に知っていました\(source.ja)が、その報告の利用不能が始まった"
        + "\(from.ja)から数えます。",
      en: "\(rule.en). We knew on \(known.en)\(source.en), so it counts from when what we knew of "
        + "began: \(from.en).")
  }

  static func knownAfterService(
    _ clause: String, _ known: LocalizedText, _ end: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      ja: "当社が知ったのは\(known.ja)で、サービスの利用は\(end.ja)に終了していました。"
        + "\(clause)では当社が知った時から数えるため、数える時間がありません。",
      en: "We learned of it on \(known.en); the service had ended on \(end.en). Under \(clause), "
        + "time counts from when we learned of it, so there is none to count.")
  }

  static func serviceStarts(_ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "報告の時間はサービスの利用開始日より前に始まっていますが、利用開始日である\(day.ja)の0時00分から"
        + "数えます（I-38）。利用開始日そのものを改めるかどうかは、当社の担当者が判断します。",
      en: "The report begins before the service did. We count from 00:00 on the first day of "
        + "service, \(day.en) (I-38). Whether that day itself has to move is for a person at our "
        + "company to decide.")
  }

  static func serviceEnds(_ day: LocalizedText) -> LocalizedText {
    LocalizedText(
      ja: "報告の時間はサービスの利用終了日の後まで続きますが、利用終了日である\(day.ja)の終わりまでを数えます。",
      en: "The report goes on after the service ended. We count to the end of the last day of "
        + "service, \(day.en).")
  }

  static func termination(
    _ day: LocalizedText, _ isWithin: Bool, _ clauses: [String]
  ) -> LocalizedText {
    let verb = clauses.count == 1 ? "applies" : "apply"
    let when =
      isWithin
      ? LocalizedText(ja: "利用できない間の\(day.ja)に", en: "on \(day.en), before the service was restored")
      : LocalizedText(ja: "復旧後1か月以内の\(day.ja)に", en: "on \(day.en), within a month of restoration")
    return LocalizedText(
      ja: "\(when.ja)、サービスの利用が終了しています。"
        + "\(clauses.joined(separator: "、"))が当てはまるかは、この計算に含めず、当社の担当者が確認します。",
      en: "The service ended \(when.en). Whether \(clauses.listed) \(verb) is not part of this "
        + "calculation; a person at our company looks at it.")
  }

  static func clock(_ clause: String, _ clock: Waiver.Clock, _ from: LocalizedText)
    -> LocalizedText
  {
    switch clock {
    case .began:
      LocalizedText(
        ja: "\(clause)では、お客様がサービスを利用できなくなった時から数えます。この場合は\(from.ja)からです。",
        en: "Under \(clause), time counts from when the customer lost the service, here from "
          + "\(from.en).")
    case .known:
      LocalizedText(
        ja: "\(clause)では、利用できない状態を当社が知った時から数えます。この場合は\(from.ja)からです。",
        en: "Under \(clause), time counts from when we knew that the service was unusable, here "
          + "from \(from.en).")
    }
  }

  static func knownTooLate(
    _ clause: String, _ known: LocalizedText, _ restored: LocalizedText
  ) -> LocalizedText {
    LocalizedText(
      ja: "当社が知ったのは\(known.ja)で、この利用不能は\(restored.ja)に終わっていました。"
        + "\(clause)では当社が知った時から数えるため、数える時間がありません。",
      en: "We learned of it on \(known.en); the outage had ended on \(restored.en). Under "
        + "\(clause), time counts from when we learned of it, so there is none to count.")
  }

  static func threshold(
    _ clause: String, _ needed: Elapsed, _ elapsed: Elapsed
  ) -> LocalizedText {
    let (need, have) = (NumberFormat.elapsed(needed), NumberFormat.elapsed(elapsed))
    guard needed > .zero else {
      return LocalizedText(
        ja: "\(clause)に、続いた時間の要件はありません。数えた時間は\(have.ja)です。",
        en: "\(clause) requires no least length. The time counted is \(have.en).")
    }
    let isMet = elapsed >= needed
    return LocalizedText(
      ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数えた時間は\(have.ja)ですので、"
        + "要件を\(isMet ? "満たします" : "満たしません")。",
      en: "\(clause) requires \(need.en) or more. The time counted is \(have.en), so the "
        + "requirement is \(isMet ? "met" : "not met").")
  }

  static func thresholdBound(
    _ clause: String, _ need: LocalizedText, _ have: LocalizedText, _ isAtLeast: Bool
  ) -> LocalizedText {
    isAtLeast
      ? LocalizedText(
        ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数える時間は少なくとも\(have.ja)ですので、"
          + "要件を満たします。",
        en:
          "\(clause) requires \(need.en) or more. The time counted is at least \(have.en), so the "
          + "requirement is met.")
      : LocalizedText(
        ja: "\(clause)は、\(need.ja)以上続くことを要件としています。数える時間は長くても\(have.ja)ですので、"
          + "要件を満たしません。",
        en: "\(clause) requires \(need.en) or more. The time counted is at most \(have.en), so the "
          + "requirement is not met.")
  }

  static func partThreshold(
    _ clause: String, _ times: LocalizedText, _ need: LocalizedText, _ have: LocalizedText,
    isMet: Bool
  ) -> LocalizedText {
    LocalizedText(
      ja: "\(times.ja)の部分には\(clause)を適用します。数えた時間は\(have.ja)で、\(need.ja)以上という要件を"
        + (isMet ? "満たします。" : "満たしません。"),
      en:
        "To the part \(times.en) we apply \(clause). The time counted in it is \(have.en), so the "
        + "requirement of \(need.en) is \(isMet ? "met" : "not met").")
  }
}
