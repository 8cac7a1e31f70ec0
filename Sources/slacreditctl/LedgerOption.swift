import ArgumentParser
import Bookkeeping
import Domain
import Operating
import Spooling

/// Where the ledger is found.
struct LedgerOption: ParsableArguments {
  @Option(help: "The settings file.") var config = Settings.defaultPath
  @Option(help: "How to print: \(OutputFormat.allCases.map(\.rawValue).joined(separator: " or ")).")
  var format: OutputFormat = .text

  func settings() throws -> Settings { try Settings.load(config) }

  /// What goes by a name, or the end with status 1.
  static func subjects(named name: String, _ inquiry: Inquiry) throws -> [Inquiry.Subject] {
    let subjects = try inquiry.subjects(named: name)
    if subjects.isEmpty {
      Output.say(
        Words(
          ja: "「\(name)」という通知・障害・契約・請求は台帳にありません",
          en: "the ledger has no note, incident, contract or claim “\(name)”")[Output.language])
      throw ExitCode(1)
    }
    return subjects
  }
}
