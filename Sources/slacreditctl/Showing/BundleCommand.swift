import ArgumentParser
import Domain
import Querying

/// Everything about one contract in a folder.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Write everything about a contract into a folder, for a dispute.",
    discussion: """
      What was received, what follows from it step by step, the clauses, and what was issued. The \
      received files may name other customers; --no-inputs leaves them out.
      """)

  @Argument(help: "The contract.") var contract: Identifier
  @Option(help: "The new folder, or NAME.tar.") var output: String
  @Flag(inversion: .prefixedNo, help: "Whether the received files are in it.") var inputs = true
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let inquiry = try Inquiry.opened(settings)
      guard try inquiry.contract(contract) != nil else {
        Output.say(
          LocalizedText(
            ja: "「\(contract)」という契約は台帳にありません",
            en: "the ledger has no contract “\(contract)”")[Output.language])
        throw ExitCode(1)
      }
      try Output.exporting(to: output) {
        try inquiry.writeBundle(about: contract, hasInputs: inputs, to: $0)
      }
    }
  }
}
