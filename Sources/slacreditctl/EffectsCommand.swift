import ArgumentParser
import Operating

/// What an input brought about, for those who may know amounts; `submit --wait` asks it.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects", abstract: "The notes that an input made.", shouldDisplay: false)

  @Argument(help: "The input's place in the ledger.") var input: Int64
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let notes = try Inquiry.opened(settings.load()).notes(by: input)
      for line in NotesText.lines(notes, isDone: true) {
        Output.print("  \(line[Output.language])\n")
      }
    }
  }
}
