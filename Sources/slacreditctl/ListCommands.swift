import ArgumentParser
import Crediting
import Domain
import Notation
import Operating
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
  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      var listing = Listing(list.format)
      try list.inquiry().forEachNote { note in
        guard date.contains(note.issuedOn), amount.contains(note.totals.gross.amount),
          account.map({ note.account.text == $0 || note.accountName.contains($0) }) ?? true
        else { return }
        listing.print(NoteText.headline(note, Output.language), NoteText.fields(note))
      }
    }
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
        let isOpen = incident.times.restored == nil && !incident.withdrawn
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

  func contains(_ day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }
}

/// Amounts from one to another, as an option gives them.
struct AmountRange: ExpressibleByArgument {
  let from: Int128?
  let to: Int128?

  static let all = AmountRange(from: nil, to: nil)

  init(from: Int128?, to: Int128?) {
    self.from = from
    self.to = to
  }

  init?(argument: String) {
    guard let ends = RangeEnds(argument, { Int128($0) }) else { return nil }
    self.init(from: ends.from, to: ends.to)
  }

  var defaultValueDescription: String { "all" }

  func contains(_ amount: Int128) -> Bool {
    (from.map { $0 <= amount } ?? true) && (to.map { amount <= $0 } ?? true)
  }
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
