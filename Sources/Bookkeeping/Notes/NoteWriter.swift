import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Threads

/// Writes lines that are due as the notes on which they stand: their bodies are made by every core, while those
/// before them are added to the ledger.
struct NoteWriter {
  private let context: IssuingContext
  private var place: LedgerTransaction.Place
  /// The note on which the last line was placed.
  private var placed: (group: GatheredAdjustments.Group, ordinal: Int64)?
  /// The note of which lines were added last.
  private var note: NoteInWork?
  private var names: [String: NoteIncident?] = [:]
  private var transaction: LedgerTransaction { context.transaction }
  private var rules: IssuingRules { context.rules }

  init(_ context: IssuingContext) throws {
    self.context = context
    place = try context.transaction.nextPlace(on: context.rules.day)
  }

  /// A line with its place.
  private struct PlacedLine: Sendable {
    let row: KeptRow
    let group: GatheredAdjustments.Group
    let place: LedgerTransaction.Place
    let ordinal: Int64
  }

  /// A note while its lines are added.
  private struct NoteInWork {
    let group: GatheredAdjustments.Group
    let place: LedgerTransaction.Place
    var lines: LinesAdded
    var byRate: [Int: Yen] = [:]
    var duty = ReturnInvoiceDuty()
    var incidents: Set<String> = []

    mutating func add(_ made: LineMade) throws {
      let row = made.placed.row
      let (rate, amount) = (Int(row.integer("tax_rate")), Yen(row.integer("amount")))
      byRate[rate] = try (byRate[rate] ?? .zero) + amount
      try duty.add(amount, rate: rate, invoice: row.optionalText("invoice_no"))
      incidents.formUnion(made.incidents)
      try lines.add(
        made.body, made.line, contract: row.text("contract_id"),
        request: row.optionalText("request_id"))
    }
  }

  /// Writes all of them.
  ///
  /// - Parameter issued: told each note.
  mutating func write(
    _ gathered: GatheredAdjustments, _ issued: (NoteHeader) throws -> Void
  ) throws {
    context.meter.begin(.issuing, of: try gathered.dueCount())
    var pipeline = Pipeline<PlacedLine, LineMade>(context.progress) { try LineMade($0) }
    try gathered.forEachDue { row in
      try pipeline.add(placed(row)) { try add($0, issued) }
    }
    try pipeline.finish { try add($0, issued) }
    try finish(issued)
  }

  /// Places a line on the note of the line before it, or on the next.
  private mutating func placed(_ row: KeptRow) throws -> PlacedLine {
    let group = try GatheredAdjustments.Group(row)
    if let before = placed, before.group == group {
      placed = (group, before.ordinal + 1)
    } else {
      if placed != nil { place = place.next }
      placed = (group, 1)
    }
    return PlacedLine(row: row, group: group, place: place, ordinal: placed?.ordinal ?? 1)
  }

  /// A line as it is added.
  private struct LineMade: Sendable {
    let placed: PlacedLine
    let body: StoredBody
    /// By its text itself, and not by what it was gathered by.
    let line: NoteSummary.Line
    let incidents: [String]

    init(_ placed: PlacedLine) throws {
      let text = placed.row.text("line")
      self.placed = placed
      body = try KeptLine(text: text, steps: StoredSteps(placed.row)).body(
        note: placed.place.sequence, ordinal: placed.ordinal)
      line = try NoteSummary.Line(text)
      incidents = try CanonicalJSON.decode([String].self, from: placed.row.text("incidents"))
    }
  }

  private mutating func add(
    _ lines: [LineMade], _ issued: (NoteHeader) throws -> Void
  ) throws {
    for made in lines {
      try context.progress()
      context.meter.advance()
      let placed = made.placed
      if note?.place.sequence != placed.place.sequence {
        try finish(issued)
        note = NoteInWork(
          group: placed.group, place: placed.place,
          lines: LinesAdded(to: placed.place.sequence, by: context.input, in: transaction))
      }
      try note?.add(made)
    }
  }

  /// Issues the note whose lines are all added.
  private mutating func finish(_ issued: (NoteHeader) throws -> Void) throws {
    guard let note else { return }
    self.note = nil
    let (group, policy) = (note.group, rules.policy)
    let totals =
      try group.isTaxIncluded
      ? NoteTotals(grossByRate: note.byRate)
      : NoteTotals(netByRate: note.byRate, rounding: policy.taxRounding)
    let isRequired =
      try group.kind == .qualifiedReturnInvoice
      && note.duty.isRequired(rounding: policy.taxRounding)
    let incidents = try note.incidents.sorted().compactMap { try incident(named: $0) }
    try issued(
      transaction.insert(
        rules.header(
          note.place, group.kind, for: group.account,
          named: transaction.name(of: group.account, rules.mergers), totals,
          isRequired: isRequired,
          isFormOmitted: policy.omitsForm(of: group.kind, isRequired: isRequired), reverses: nil,
          replaces: group.replaces),
        at: note.place, incidents, note.lines, input: context.input))
  }

  private mutating func incident(named name: String) throws -> NoteIncident? {
    if let known = names[name] { return known }
    guard let id = Identifier(name) else { throw CorruptRowError("due.incidents", name) }
    let found = try transaction.unlessCorrupt { try transaction.named(id) } ?? nil
    // An event has few; a contract base of years must not pile up here.
    if names.count > 1_000 { names = [:] }
    names[name] = .some(found)
    return found
  }
}
