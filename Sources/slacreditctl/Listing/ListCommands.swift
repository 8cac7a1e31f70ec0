import ArgumentParser
import Bookkeeping
import Crediting
import Domain
import Notation
import Quantities
import Wording

/// Credit notes, a line each.
struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "List credit notes, by day, amount and account, any of them together.")

  @Option(help: "Days of issue: 2026-04-01, 2026-04-01..2026-04-30, or open on one side.")
  var date: DayRange = .all
  @Option(help: "Gross amounts in yen: 5000, 1000..5000, or open on one side.")
  var amount: AmountRange = .all
  @Option(help: "The billing account, by id or by a part of its name.") var account: String?
  @Option(help: "A contract of which the notes have a line.") var contract: Identifier?
  @Flag(help: "Only notes that finance has not acknowledged as booked.") var unbooked = false
  @Option(
    help: "Write a list and all documents of these notes into this new folder, or NAME.tar.")
  var export: String?
  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      if let export { return try self.export(to: export) }
      var listing = Listing(list.format)
      try list.inquiry().forEachNote(search) { listed in
        listing.print(
          NoteText.headline(listed.note, Output.language)
            + NoteText.hangsOn(listed, Output.language)
            + NoteText.progress(listed.progress, Output.language),
          NoteText.fields(listed))
      }
    }
  }

  private func export(to path: String) throws {
    let inquiry = try list.inquiry()
    try Output.exporting(to: path) { try inquiry.export(search, to: $0) }
  }

  private var search: NoteSearch {
    var search = NoteSearch()
    (search.from, search.to) = (date.from, date.to)
    (search.least, search.most) = (amount.from, amount.to)
    search.account = account
    search.contract = contract
    search.isUnbooked = unbooked
    return search
  }
}

/// Incidents, a line each.
struct IncidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents", abstract: "List the incidents, and how long open ones have been so.")

  @Flag(help: "Only incidents that are not restored.") var open = false
  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      var listing = Listing(list.format)
      try list.inquiry().forEachIncident { incident, contracts in
        let isOpen =
          incident.times.restored == nil && !incident.withdrawn && !incident.isScheduled
        guard isOpen || !open else { return }
        let words = Words(ja: "契約\(contracts)件", en: "contracts: \(contracts)")[Output.language]
        let age = isOpen ? "  " + Ages.text(incident.times.began) : ""
        listing.print(
          IncidentText.headline(incident, Output.language) + "  \(words)\(age)",
          IncidentText.fields(incident, contracts: contracts))
      }
    }
  }
}

/// Days from one to another, as an option gives them.
struct DayRange: ExpressibleByArgument {
  let from: CivilDate?
  let to: CivilDate?

  static let all = DayRange(from: nil, to: nil)

  init(from: CivilDate?, to: CivilDate?) {
    self.from = from
    self.to = to
  }

  init?(argument: String) {
    guard let ends = RangeEnds(argument, { CivilDate($0) }) else { return nil }
    self.init(from: ends.from, to: ends.to)
  }

  var defaultValueDescription: String { "all" }
}

/// Amounts from one to another, as an option gives them.
struct AmountRange: ExpressibleByArgument {
  let from: Int64?
  let to: Int64?

  static let all = AmountRange(from: nil, to: nil)

  init(from: Int64?, to: Int64?) {
    self.from = from
    self.to = to
  }

  init?(argument: String) {
    guard let ends = RangeEnds(argument, { Int64($0) }) else { return nil }
    self.init(from: ends.from, to: ends.to)
  }

  var defaultValueDescription: String { "all" }
}

/// `A..B`, `A..`, `..B`, or `A` alone for both ends.
private struct RangeEnds<Value> {
  let from: Value?
  let to: Value?

  init?(_ text: String, _ parse: (String) -> Value?) {
    guard let dots = text.range(of: "..") else {
      guard let value = parse(text) else { return nil }
      (from, to) = (value, value)
      return
    }
    let (first, last) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    guard !(first.isEmpty && last.isEmpty) else { return nil }
    from = parse(first)
    to = parse(last)
    if (from == nil && !first.isEmpty) || (to == nil && !last.isEmpty) { return nil }
  }
}

extension Identifier: ExpressibleByArgument {
  /// A name as a command line gives it; `nil` when it is none.
  public init?(argument: String) { self.init(argument) }
}
