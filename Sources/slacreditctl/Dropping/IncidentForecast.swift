import Assessing
import Bookkeeping
import Domain
import Ingesting
import Notation
import Quantities
import Wording

/// What of a report was understood, whom it would hit, and what it changes in the one that stands.
struct IncidentForecast {
  private let report: RehearsedReport
  private let now: Moment

  init(_ report: RehearsedReport, on now: Moment) {
    self.report = report
    self.now = now
  }

  private var incident: Incident { report.incident }

  /// All of it, a line each.
  var lines: [LocalizedText] {
    [headline] + stages + (meanings + matches + differences).map(indented)
  }

  private var meanings: [LocalizedText] {
    guard !incident.withdrawn else { return [] }
    let named = Set(incident.stages.map(\.attribution))
    return Attribution.allCases.filter(named.contains).map(\.told)
  }

  private func indented(_ line: LocalizedText) -> LocalizedText {
    LocalizedText(ja: "  \(line.ja)", en: "  \(line.en)")
  }

  private var headline: LocalizedText {
    let name = "\(incident.id) r\(incident.revision)"
    guard !incident.withdrawn else {
      return LocalizedText(ja: "\(name): 取下げ", en: "\(name): withdrawn")
    }
    let first = incident.stages[0]
    let reach = report.reach
    let undetermined = reach.undetermined > 0
    return LocalizedText(
      ja: "\(name): \(period.ja)\(first.impact.label.ja) \(cause(first).ja)、契約\(reach.matched)件"
        + (undetermined ? "（うち判定未確定\(reach.undetermined)件）" : ""),
      en: "\(name): \(period.en), \(first.impact.label.en), \(cause(first).en), contracts: "
        + "\(reach.matched)" + (undetermined ? " (undetermined: \(reach.undetermined))" : ""))
  }

  private func cause(_ stage: Stage) -> LocalizedText {
    let cause = stage.attribution.label
    guard let fault = stage.fault?.words else { return cause }
    return LocalizedText(ja: "\(cause.ja)（\(fault.ja)）", en: "\(cause.en) (\(fault.en))")
  }

  /// `4/12 08:50 → 4/15 08:55（72時間5分）`
  private var period: LocalizedText {
    let (began, restored) = (incident.times.began, incident.times.restored)
    let start = time(began)
    guard let restored else {
      return incident.isScheduled
        ? LocalizedText(ja: "\(start) →（予定）", en: "\(start) → scheduled")
        : LocalizedText(ja: "\(start) →（継続中）", en: "\(start) → open")
    }
    let length = NumberFormat.elapsed(restored - began)
    return LocalizedText(
      ja: "\(start) → \(time(restored))（\(length.ja)）",
      en: "\(start) → \(time(restored)) (\(length.en))")
  }

  /// A time without its year, where that is this one.
  private func time(_ moment: Moment) -> String {
    let (date, time) = moment.civil()
    let (year, month, day) = date.components
    let isThisYear = year == now.civil().date.components.year
    let clock = time.hasSuffix(":00") && time.utf8.count == 8 ? String(time.dropLast(3)) : time
    return (isThisYear ? "" : "\(year)/") + "\(month)/\(day) \(clock)"
  }

  /// What holds from a later instant on.
  private var stages: [LocalizedText] {
    guard !incident.withdrawn else { return [] }
    return incident.stages.dropFirst().map { stage in
      let from = stage.from.map(time) ?? ""
      return LocalizedText(
        ja: "  \(from) から \(stage.impact.label.ja) \(cause(stage).ja)",
        en: "  from \(from): \(stage.impact.label.en), \(cause(stage).en)")
    }
  }

  /// How many contracts each entry hits that selects some.
  private var matches: [LocalizedText] {
    let entries = report.reach.selecting
    let more = entries.count - Self.listed
    return entries.prefix(Self.listed).map { entry in
      let selector = entry.target.selector.told
      return LocalizedText(
        ja: "affects[\(entry.place)] \(selector): 契約\(entry.matched)件",
        en: "affects[\(entry.place)] \(selector): contracts: \(entry.matched)")
    } + (more > 0 ? [LocalizedText(ja: "ほか\(more)項目", en: "more entries: \(more)")] : [])
  }

  private static let listed = 20

  // MARK: The report that stands

  private var differences: [LocalizedText] {
    guard let earlier = report.earlier else { return [] }
    let fields =
      incident.withdrawn || earlier.incident.withdrawn ? [] : fields(since: earlier.incident)
    return (fields + contracts(since: earlier)).map { line in
      let revision = "r\(earlier.incident.revision)"
      return LocalizedText(
        ja: "\(revision)からの変更: \(line.ja)", en: "changed since \(revision): \(line.en)")
    }
  }

  private func fields(since earlier: Incident) -> [LocalizedText] {
    let before = IncidentText.report(earlier, []), after = IncidentText.report(incident, [])
    let own: Set<String> = ["revision", "received_at", "drops", "affects"]
    return zip(before, after).filter { !own.contains($0.0.0) && $0.0.1 != $0.1.1 }.map {
      let (name, old, new) = ($0.0.0, $0.0.1.told, $0.1.1.told)
      return LocalizedText(ja: "\(name) \(old.ja) → \(new.ja)", en: "\(name) \(old.en) → \(new.en)")
    }
  }

  private func contracts(since earlier: RehearsedReport.Earlier) -> [LocalizedText] {
    guard let (added, left) = earlier.contracts else {
      return [
        LocalizedText(
          ja: "契約が多いため、増減は比べていません", en: "so many contracts that they were not compared")
      ]
    }
    let told = [
      added.map {
        LocalizedText(ja: "追加となる契約\($0.count)件", en: "contracts newly affected: \($0.count)")
          + names($0)
      },
      left.map {
        LocalizedText(ja: "対象外となる契約\($0.count)件", en: "contracts no longer affected: \($0.count)")
          + names($0)
      },
    ].compactMap { $0 }
    guard told.isEmpty, !incident.withdrawn, !earlier.namesTheSame else { return told }
    return [
      LocalizedText(
        ja: "affects の内容（時刻・影響・選び方。契約は同じ）",
        en: "affects: times, impact or selectors (of the same contracts)")
    ]
  }

  /// Which contracts they are, for whoever may know.
  private func names(_ contracts: NamedContracts) -> LocalizedText {
    guard Session.current.mayKnowAmounts else { return LocalizedText(ja: "", en: "") }
    return LocalizedText(ja: "（\(contracts.words.ja)）", en: " (\(contracts.words.en))")
  }
}

extension LocalizedText {
  fileprivate static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
    LocalizedText(ja: left.ja + right.ja, en: left.en + right.en)
  }
}

extension JSONValue {
  /// The value as it stands in a file; without one, that it is not there.
  fileprivate var told: LocalizedText {
    switch self {
    case .null: LocalizedText(ja: "なし", en: "none")
    case .text(let text): LocalizedText(ja: text, en: text)
    default: LocalizedText(ja: compact, en: compact)
    }
  }
}

extension AffectedTarget.Selector {
  /// What it selects by, as a file has it.
  fileprivate var told: String {
    switch self {
    case .contract(let id): return id.text
    case .matching(let terms, let service, let labels):
      let parts = [terms.map { "terms=\($0)" }, service.map { "service=\($0)" }].compactMap { $0 }
      return (parts + labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        .joined(separator: " ")
    }
  }
}
