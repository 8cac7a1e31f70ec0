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
