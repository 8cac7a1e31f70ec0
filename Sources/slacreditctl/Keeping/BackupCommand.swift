import ArgumentParser
import Domain
import Quantities
import Verifying

/// Copies the ledger, while the service works or not.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger, whole as of one moment, and verify the copy.",
    discussion: """
      The service may be at work. The copy gets an anchor beside it. Documents need no copy, they \
      are made from the ledger; what came after the copy is taken in again from the accepted files.
      """)

  @Argument(help: "A directory of its own, made if need be.") var directory: String
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let now = Moment.now
      let backup = try LedgerBackup(of: settings.load().state, into: directory, at: now)
      let (inputs, notes) = (backup.anchor?.inputs ?? 0, backup.anchor?.notes ?? 0)
      Output.print(
        LocalizedText(
          ja: "\(backup.path): 入力\(inputs)件、通知\(notes)通までを複製し、照合しました",
          en: "\(backup.path): copied and verified, \(inputs) inputs and \(notes) notes")[
            Output.language] + "\n")
    }
  }
}
