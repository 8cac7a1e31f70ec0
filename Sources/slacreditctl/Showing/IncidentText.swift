import Domain
import Notation
import Quantities
import Wording

/// Incidents for a terminal, and reports as programs read them.
enum IncidentText {
  /// A report in one line; of one that is withdrawn nothing holds, so nothing else is told.
  static func headline(_ incident: Incident, _ language: Language) -> String {
    let name = "\(incident.id) r\(incident.revision)"
    let title = incident.title ?? ""
    guard !incident.withdrawn else {
      return "\(name)  \(LocalizedText(ja: "取下げ", en: "withdrawn")[language])  \(title)"
    }
    let state =
      incident.isScheduled ? LocalizedText(ja: "予定", en: "scheduled")[language] + "  " : ""
    return "\(name)  \(state)\(period(incident, language))  "
      + "\(incident.stages[0].attribution.words[language])  \(title)"
  }

  private static func period(_ incident: Incident, _ language: Language) -> String {
    let began = NumberFormat.moment(incident.times.began)
    if let restored = incident.times.restored {
      return "\(began) – \(NumberFormat.moment(restored))"
    }
    let end = incident.isScheduled ? "" : LocalizedText(ja: "継続中", en: "open")[language]
    let expected = incident.expectedRestored.map { expected in
      let time = NumberFormat.moment(expected)
      return LocalizedText(ja: "（復旧見込み \(time)）", en: " (expected \(time))")[language]
    }
    return "\(began) – \(end)\(expected ?? "")"
  }

  static func lines(_ incident: Incident, _ language: Language) -> [String] {
    guard !incident.withdrawn else { return [headline(incident, language)] }
    let stages = incident.stages.map { stage in
      let from = NumberFormat.moment(stage.from ?? incident.times.began)
      let fault = stage.fault.map { ", " + $0.words[language] } ?? ""
      return "  \(from): \(stage.impact.words[language]), "
        + "\(stage.attribution.words[language])\(fault)"
    }
    return [headline(incident, language)] + origin(incident, language)
      + announced(incident, language) + stages
  }

  private static func origin(_ incident: Incident, _ language: Language) -> [String] {
    [
      incident.ticket.map { LocalizedText(ja: "チケット \($0)", en: "ticket \($0)") },
      incident.carrier.map { LocalizedText(ja: "電気通信事業者 \($0)", en: "carrier \($0)") },
      incident.determinedBy.map { LocalizedText(ja: "判定 \($0)", en: "determined by \($0)") },
    ].compactMap { $0.map { "  " + $0[language] } }
  }

  private static func announced(_ incident: Incident, _ language: Language) -> [String] {
    guard let announcement = incident.announcement else { return [] }
    let at = announcement.at.map(NumberFormat.moment)
    let window = announcement.window.map {
      "\(NumberFormat.moment($0.start)) – \(NumberFormat.moment($0.end))"
    }
    return [
      at.map { LocalizedText(ja: "告知 \($0)", en: "announced \($0)") },
      window.map { LocalizedText(ja: "告知した時間帯 \($0)", en: "window announced \($0)") },
    ].compactMap { $0.map { "  " + $0[language] } }
  }

  /// A report as a list has it.
  static func fields(_ incident: Incident, contracts: Int64) -> [(String, JSONValue)] {
    [
      ("incident_id", .text(incident.id.text)), ("revision", .integer(Int128(incident.revision))),
      ("title", .optional(incident.title)),
      ("customer_title", .optional(incident.customerTitle)),
    ] + times(incident) + [
      ("withdrawn", .bool(incident.withdrawn)), ("scheduled", .bool(incident.isScheduled)),
      ("contracts", .integer(Int128(contracts))),
    ]
  }

  /// The times that a report states; none of one that is withdrawn.
  private static func times(_ incident: Incident) -> [(String, JSONValue)] {
    let (times, window) = (incident.times, incident.announcement?.window)
    let moments = [
      ("began_at", times.began), ("known_at", times.known), ("restored_at", times.restored),
      ("expected_restored_at", incident.expectedRestored),
      ("announced_at", incident.announcement?.at), ("window_from", window?.start),
      ("window_until", window?.end),
    ]
    return moments.map { name, moment in
      (name, incident.withdrawn ? .null : .optional(moment?.rfc3339()))
    }
  }

  /// The report itself (docs/formats.md §3), with the moment of its receipt.
  static func report(_ incident: Incident, _ affects: [JSONValue]) -> [(String, JSONValue)] {
    let first = incident.stages[0]
    let window = incident.announcement?.window.map { window in
      JSONValue.object([
        ("from", .text(window.start.rfc3339())), ("until", .text(window.end.rfc3339())),
      ])
    }
    return [
      ("incident_id", .text(incident.id.text)), ("revision", .integer(Int128(incident.revision))),
      ("received_at", .text(incident.receipt.moment.rfc3339())),
      ("title", .optional(incident.title)), ("customer_title", .optional(incident.customerTitle)),
    ] + times(incident).filter { !$0.0.hasPrefix("window_") } + [
      ("window", incident.withdrawn ? .null : window ?? .null),
      ("impact", .text(first.impact.rawValue)), ("attribution", .text(first.attribution.rawValue)),
      ("fault", .optional(first.fault?.rawValue)),
      ("determined_by", .optional(incident.determinedBy)),
      ("carrier", .optional(incident.carrier)), ("ticket", .optional(incident.ticket)),
      ("withdrawn", .bool(incident.withdrawn)), ("drops", .bool(incident.drops)),
      ("phases", .list(incident.stages.enumerated().dropFirst().map(phase))),
      ("affects", .list(affects)),
    ]
  }

  private static func phase(_ number: Int, _ stage: Stage) -> JSONValue {
    let statesCause = stage.causeStatedIn == number
    return .object([
      ("from", .optional(stage.from?.rfc3339())),
      ("impact", stage.statesImpact ? .text(stage.impact.rawValue) : .null),
      ("attribution", statesCause ? .text(stage.attribution.rawValue) : .null),
      ("fault", statesCause ? .optional(stage.fault?.rawValue) : .null),
    ])
  }

  /// An entry of the list of whom an incident hit.
  static func entry(_ target: AffectedTarget) -> JSONValue {
    let selector: [(String, JSONValue)] =
      switch target.selector {
      case .contract(let id): [("contract_id", .text(id.text))]
      case .matching(let terms, let service, let labels):
        [
          ("terms", .optional(terms?.text)), ("service", .optional(service?.text)),
          ("labels", .object(labels.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })),
        ]
      }
    return .object(
      selector + [
        ("began_at", .optional(target.began?.rfc3339())),
        ("known_at", .optional(target.known?.rfc3339())),
        ("restored_at", .optional(target.restored?.rfc3339())),
        ("impact", .optional(target.impact?.rawValue)),
      ])
  }
}

extension Incident {
  /// Whether it lay ahead when it was reported.
  var isScheduled: Bool { !self.withdrawn && receipt.isAhead(times.began) }
}
