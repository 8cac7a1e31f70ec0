import Domain
import Quantities

/// The fields that a report and a row of one have in common.
struct ReportFields {
  let id: Identifier?
  let revision: Int
  let title: String?
  let customerTitle: String?
  let began: Moment?
  let known: Moment?
  let restored: Moment?
  let expectedRestored: Moment?
  let announcement: Announcement?
  let impact: Impact?
  let attribution: Attribution
  let fault: Fault?
  let determinedBy: String?
  let carrier: String?
  let ticket: String?
  let isWithdrawn: Bool
  let drops: Bool

  /// Reads them; a report that is withdrawn needs nothing but its name, and says nothing of the past.
  ///
  /// - Parameter isRow: whether the record is a row, which has its window in two columns.
  init(_ fields: Fields, _ receipt: Receipt, isRow: Bool = false) {
    id = fields.required("incident_id", .identifier)
    revision = Int(fields.optional("revision", .integer(1...1_000_000_000)) ?? 1)
    let isWithdrawn = fields.optional("withdrawn", .flag) ?? false
    self.isWithdrawn = isWithdrawn
    title = fields.optional("title", .text)
    customerTitle = fields.optional("customer_title", .text)
    began =
      isWithdrawn ? fields.optional("began_at", .moment) : fields.required("began_at", .moment)
    known = fields.optional("known_at", .moment)
    restored = fields.optional("restored_at", .moment)
    expectedRestored = fields.optional("expected_restored_at", .moment)
    let announced =
      isWithdrawn
      ? fields.optional("announced_at", .moment)
      : fields.optional("announced_at", .moment, by: receipt)
    let window = isRow ? Self.windowOfRow(fields) : Self.window(fields)
    announcement =
      announced == nil && window == nil ? nil : Announcement(at: announced, window: window)
    impact =
      isWithdrawn
      ? fields.optional("impact", FieldKind<Impact>.oneOf)
      : fields.required("impact", FieldKind<Impact>.oneOf)
    attribution = fields.optional("attribution", .attribution) ?? .undetermined
    fault = fields.optional("fault", FieldKind<Fault>.oneOf)
    determinedBy = fields.optional("determined_by", .name)
    carrier = fields.optional("carrier", .text)
    ticket = fields.optional("ticket", .text)
    drops = fields.optional("drops", .flag) ?? false
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
        expected: Words(ja: "開始（\(from)）より後の時刻", en: "a time after the window's start, \(from)"),
        mend: Words(
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
      id: id, revision: revision, title: title, customerTitle: customerTitle, times: times,
      expectedRestored: expectedRestored, announcement: announcement, stages: stages,
      determinedBy: determinedBy, carrier: carrier, ticket: ticket, withdrawn: isWithdrawn,
      drops: drops, receipt: receipt)
  }

  /// What held from the beginning on; of a withdrawn report, what it says, if anything.
  var firstStage: Stage {
    Stage(
      from: nil, impact: impact ?? .total, attribution: attribution, fault: fault,
      causeStatedIn: 0)
  }
}
