import ArgumentParser
import Domain
import Notation
import Verifying
import Wording

/// Whether the ledger is whole, decides as it did, and has the documents on disk that it wrote.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look at the chain, decide every input anew, and look at the files on disk.")

  @Option(
    help: "Look only at what came after this anchor, a file below anchors/ that was kept elsewhere."
  )
  var since: String?
  @Option(help: "The ledger has to have what this anchor says.") var against: String?
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let bar = ProgressBar()
      defer { bar.clear() }
      var verification = try Verification(
        settings.load(), meter: bar.meter, progress: bar.show)
      let report = try verification.run(since: since, against: against)
      bar.clear()
      for line in Self.lines(report) { Output.print(line[Output.language] + "\n") }
      guard report.isSound else { throw ExitCode(1) }
    }
  }

  private static func lines(_ report: VerificationReport) -> [LocalizedText] {
    var lines: [LocalizedText] = []
    func add(_ heading: LocalizedText, _ found: [String]) {
      guard !found.isEmpty else { return }
      lines.append(heading)
      lines += found.map { LocalizedText(ja: "  \($0)", en: "  \($0)") }
    }
    add(
      LocalizedText(ja: "台帳の記録が書かれたままではありません:", en: "the ledger is not what was written:"),
      report.chain)
    add(
      LocalizedText(
        ja: "同じ版の計算で、台帳と異なる結果になりました:",
        en: "decided anew by the same version, these inputs come out otherwise:"),
      report.faults.flatMap(told))
    add(
      LocalizedText(
        ja: "以前の版が決めたことで、この版では異なる結果になるもの（台帳のままで正しい）:",
        en: "decided by an earlier version, these inputs would come out otherwise now (the ledger "
          + "stands as it is):"), report.changes.flatMap(told))
    add(
      LocalizedText(
        ja: "ディスク上の文書が、書かれたままではありません:",
        en: "files on disk are not those of the ledger:"), report.documents)
    add(
      LocalizedText(ja: "発行したときと異なる内容で作り直した文書:", en: "documents made again, not to the byte:"),
      report.reissued)
    if report.isSound {
      lines.append(
        LocalizedText(
          ja: "台帳は正しい: 入力\(report.inputs)件、通知\(report.notes)通",
          en: "the ledger is sound: \(report.inputs) inputs, \(report.notes) notes"))
    }
    return lines
  }

  private static func told(_ decision: VerificationReport.Redecision) -> [String] {
    decision.differences.map { "\(decision.input) (engine \(decision.engine)): \($0)" }
  }
}
