import ArgumentParser
import Domain
import Operating

/// Whether the ledger is what its inputs give.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Replay every input and compare every row, note and amount of the ledger.")

  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      var verification = try Verification(settings.load())
      switch try verification.run() {
      case .sound(let inputs, let notes):
        let words = Words(
          ja: "台帳は正しい: 入力\(inputs)件、通知\(notes)通",
          en: "the ledger is sound: \(inputs) inputs, \(notes) notes")
        Output.print(words[Output.language] + "\n")
      case .differs(let row):
        let words = Words(ja: "台帳が入力と一致しません", en: "the ledger is not what its inputs give")
        Output.print("\(words[Output.language]): \(row)\n")
        throw ExitCode(1)
      }
    }
  }
}
