import ArgumentParser
import Domain
import Quantities
import Verifying

/// Puts a copy of the ledger in its place.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a copy of the ledger in its place, with the service stopped.",
    discussion: """
      Run it as the owner of the state directory. The ledger that is there is kept beside it. Then \
      run slacreditd --catch-up as that user: it takes in again what came after the copy.
      """)

  @Argument(help: "The directory that `backup` made.") var directory: String
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let state = try settings.load().state
      let restored = try LedgerRestoration(of: state, from: directory)
      var lines = [
        LocalizedText(
          ja: "\(state)/ledger.sqlite: 入力\(restored.lastInput)件までの台帳を復元しました",
          en: "\(state)/ledger.sqlite: restored, with inputs up to \(restored.lastInput)")
      ]
      if let replaced = restored.replaced {
        lines.append(
          LocalizedText(
            ja: "これまでの台帳は \(replaced) に残してあります",
            en: "the ledger that was there is kept as \(replaced)"))
      }
      if restored.isBare {
        lines.append(
          LocalizedText(
            ja: "照合用の記録（anchors/）がないので、backup によるものではなく、ファイルだけの複製です。"
              + "複製の時に書き込みログにあった分は入っていません",
            en:
              "it has no anchor beside it, so it is not a copy made by backup but one of the file "
              + "alone: what was in its write-ahead log then is missing"))
      }
      lines.append(
        LocalizedText(
          ja: "続けて slacreditd --catch-up を実行し、複製より後の受付済みファイルを取り込んでください",
          en: "now run slacreditd --catch-up: it takes in what was accepted after the copy"))
      for line in lines { Output.print(line[Output.language] + "\n") }
    }
  }
}
