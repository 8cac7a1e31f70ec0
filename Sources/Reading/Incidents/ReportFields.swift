import Domain
import Quantities

/// The fields that a report and a row of one have in common.
@dynamicMemberLookup
struct ReportFields {
  let id: Identifier?
  let revision: Int
  let particulars: Incident.Particulars
  let began: Moment?
  let known: Moment?
  let restored: Moment?
  let impact: Impact?
  let attribution: Attribution
  let fault: Fault?

  subscript<Value>(dynamicMember path: KeyPath<Incident.Particulars, Value>) -> Value {
    particulars[keyPath: path]
  }

  /// Reads them; a report that is withdrawn needs nothing but its name, and says nothing of the past.
  ///
  /// - Parameter isRow: whether the record is a row, which has its window in two columns.
  init(_ fields: Fields, _ receipt: Receipt, isRow: Bool = false) {
    id = fields.required("incident_id", .identifier)
    revision = Int(fields.optional("revision", .integer(1...1_000_000_000_000)) ?? 1)
    particulars = Self.particulars(fields, receipt, isRow)
    let isWithdrawn = particulars.withdrawn
    began =
      isWithdrawn ? fields.optional("began_at", .moment) : fields.required("began_at", .moment)
    known = fields.optional("known_at", .moment)
    restored = fields.optional("restored_at", .moment)
    impact =
      isWithdrawn
      ? fields.optional("impact", FieldKind<Impact>.oneOf)
      : fields.required("impact", FieldKind<Impact>.oneOf)
    attribution = fields.optional("attribution", .attribution) ?? .undetermined
    fault = fields.optional("fault", FieldKind<Fault>.oneOf)
  }

  private static func particulars(
    _ fields: Fields, _ receipt: Receipt, _ isRow: Bool
  ) -> Incident.Particulars {
    var found = Incident.Particulars()
    found.withdrawn = fields.optional("withdrawn", .flag) ?? false
    found.title = fields.optional("title", .text)
    found.customerTitle = fields.optional("customer_title", .text)
    found.expectedRestored = fields.optional("expected_restored_at", .moment)
    let announced =
      found.withdrawn
      ? fields.optional("announced_at", .moment)
      : fields.optional("announced_at", .moment, by: receipt)
    let window = isRow ? windowOfRow(fields) : window(fields)
    if announced != nil || window != nil {
      found.announcement = Announcement(at: announced, window: window)
    }
    found.determinedBy = fields.optional("determined_by", .name)
    found.carrier = fields.optional("carrier", .text)
    found.ticket = fields.optional("ticket", .text)
    found.drops = fields.optional("drops", .flag) ?? false
    return found
  }

  private static func window(_ record: Fields) -> Interval? {
    guard let fields = record.fields("window") else { return nil }
    let from = fields.required("from", .moment)
    let until = fields.required("until", .moment)
    fields.finish()
    return window(from, until, fields, endsAt: "until")
  }

  private static func windowOfRow(_ fields: Fields) -> Interval? {
    let names = ["window_from", "window_until"]
    for name in names { fields.describe(name, FieldKind<Moment>.moment) }
    guard names.contains(where: { fields.node($0) != nil }) else { return nil }
    let ends = names.map { fields.required($0, FieldKind<Moment>.moment) }
    return window(ends[0], ends[1], fields, endsAt: "window_until")
  }

  private static func window(
    _ from: Moment?, _ until: Moment?, _ fields: Fields, endsAt name: String
  ) -> Interval? {
    guard let from, let until else { return nil }
    guard until > from else {
      fields.reject(
        name,
        expected: LocalizedText(
          ja: "開始（\(from)）より後の時刻", en: "a time after the window's start, \(from)"),
        fix: LocalizedText(
          ja: "告知した時間帯の開始と終了を確かめてください。",
          en: "check the start and the end of the window that was announced"))
      return nil
    }
    return Interval(from, until)
  }

  /// The report that these fields make, with the stages that held and the times of the whole.
  func incident(
    _ id: Identifier, _ times: OutageTimes, _ stages: [Stage], _ receipt: Receipt
  ) -> Incident {
    Incident(
      id: id, revision: revision, particulars, times: times, stages: stages, receipt: receipt)
  }

  /// What held from the beginning on; of a withdrawn report, what it says, if anything.
  var firstStage: Stage {
    Stage(
      from: nil, impact: impact ?? .total, attribution: attribution, fault: fault,
      causeStatedIn: 0)
  }
}

extension ReportFields {
  /// Whether two rows of one report say the same of it.
  func agrees(with other: ReportFields) -> Bool {
    particulars == other.particulars && attribution == other.attribution && fault == other.fault
  }

  /// What all rows of one report must agree on, by the columns' names.
  var shared: [(String, String?)] {
    [
      ("title", self.title), ("customer_title", self.customerTitle),
      ("expected_restored_at", self.expectedRestored?.description),
      ("announced_at", self.announcement?.at?.description),
      ("window_from", self.announcement?.window?.start.description),
      ("window_until", self.announcement?.window?.end.description),
      ("attribution", attribution.rawValue), ("fault", fault?.rawValue),
      ("determined_by", self.determinedBy), ("carrier", self.carrier), ("ticket", self.ticket),
      ("withdrawn", String(self.withdrawn)), ("drops", String(self.drops)),
    ]
  }
}
