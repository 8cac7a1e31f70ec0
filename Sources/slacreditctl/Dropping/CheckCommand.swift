import ArgumentParser
import Domain
import Ingesting
import Reading

/// Validates input files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate input files of any kind.",
    discussion: """
      What a file holds is told by its fields, or by --as. Where the ledger can be asked, it says what \
      the service would: what it understood, whom it hits, what would be issued and taken back.
      """)

  @Argument(help: "The files.") var files: [String]
  @Option(name: .customLong("as"), help: "What the files hold.") var kind: RecordKind?
  @OptionGroup var terms: TermsOption

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one file") }
  }

  func run() throws {
    try Output.reporting {
      let catalogue = try? terms.catalogue()
      if catalogue == nil {
        Output.say("no terms at hand: services, billings and fees are not checked against them")
      }
      let checks = FileChecks(
        kind: kind, catalogue: catalogue, limits: (try? terms.fileLimits) ?? FileLimits(),
        rehearsal: rehearsal)
      _ = try checks.run(files.map { FileChecks.File(path: $0, location: $0) })
    }
  }

  /// The ledger has terms of its own: whoever names others asks about those.
  private var rehearsal: LedgerRehearsal? {
    guard terms.terms == nil, let config = terms.settingsPath,
      let settings = try? Settings.load(config)
    else { return nil }
    return LedgerRehearsal(settings, config: config)
  }
}
