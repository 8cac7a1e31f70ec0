import ArgumentParser
import Bookkeeping
import Domain
import Querying

/// What an input brought about, for those who may know amounts; `submit --wait` asks it.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects", abstract: "The notes that an input made.", shouldDisplay: false)

  @Argument(help: "The input's place in the ledger.") var input: Int64
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let notes = try Inquiry.opened(settings.load()).notes(by: input)
      let told: [(InputNotes.Sum, LocalizedText)] = [
        (notes.reversed, LocalizedText(ja: "取り消した通知書", en: "credit notes reversed")),
        (notes.issued, LocalizedText(ja: "発行した通知書", en: "credit notes issued")),
      ]
      for (sum, name) in told {
        guard let line = NotesText.line(sum, name, sum.first.map(\.number)) else { continue }
        Output.print("  \(line[Output.language])\n")
      }
    }
  }
}
