import ArgumentParser
import Assessing
import Documents
import Domain
import Ingesting
import Quantities
import Reading
import Spooling
import Wording

/// What would be owed, computed from files alone.
struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "What would be owed for these incidents; needs no service and no ledger.")

  @Option(parsing: .upToNextOption, help: "Incident reports.") var incidents: [String]
  @Option(parsing: .upToNextOption, help: "Contracts.") var contracts: [String]
  @Option(parsing: .upToNextOption, help: "Booked charges.") var charges: [String] = []
  @Option(parsing: .upToNextOption, help: "Claims of damages.") var claims: [String] = []
  @Option(parsing: .upToNextOption, help: "What carriers paid.") var recoveries: [String] = []
  @Option(parsing: .upToNextOption, help: "Reductions of the provider's own accord.")
  var reliefs: [String] = []
  @Option(
    help: "The moment at which everything is received, in RFC 3339; else this one.",
    transform: MomentArgument.read)
  var at: Moment?
  @Option(help: "How to print.") var format: OutputFormat = .text
  @Flag(name: .customLong("no-steps"), help: "Leave the steps out of JSON.") var withoutSteps =
    false
  @OptionGroup var terms: TermsOption

  func run() throws {
    try Output.reporting {
      let catalogue = try terms.catalogue()
      let facts = try load(catalogue)
      let bar = ProgressBar(isHidden: Session.current.isTerminal)
      defer { bar.clear() }
      switch format {
      case .json: try printJSON(facts, catalogue, bar)
      case .text: try printText(facts, catalogue, bar)
      }
    }
  }

  private func load(_ catalogue: TermsCatalogue) throws -> FactsInMemory {
    var facts = FactsInMemory()
    let receipt = at.map { Receipt($0) } ?? Receipt(.now)
    var problems: [Problem] = []
    var unlisted = 0
    let files: [([String], RecordKind)] = [
      (contracts, .contracts), (charges, .charges), (incidents, .incidents), (claims, .claims),
      (recoveries, .recoveries), (reliefs, .reliefs),
    ]
    for (paths, kind) in files {
      for path in paths {
        let file = try RecordFile(path: path)
        try facts.read(file, kind, checking: catalogue, received: receipt)
        problems += file.problems.list
        unlisted += file.problems.unlisted
      }
    }
    problems += facts.droppedContracts()
    guard problems.isEmpty else { throw InvalidInput(problems: problems, unlisted: unlisted) }
    return facts
  }

  private func printJSON(
    _ facts: FactsInMemory, _ catalogue: TermsCatalogue, _ bar: ProgressBar
  ) throws {
    let form = AssessmentForm(withSteps: !withoutSteps)
    var total = Yen.zero
    var buffer = "{\n  \"assessments\": ["
    var isFirst = true
    try facts.assess(catalogue, bar.meter, bar.show) { assessment in
      if assessment.outcome == .credit { total = try total + assessment.amount }
      buffer += (isFirst ? "\n    " : ",\n    ") + form.json(assessment).pretty(indent: 2)
      isFirst = false
      if buffer.utf8.count > 1 << 16 {
        Output.print(json: buffer)
        Output.flush()
        buffer = ""
      }
    }
    Output.print(json: buffer + (isFirst ? "],\n" : "\n  ],\n") + "  \"total\": \(total)\n}\n")
  }

  private func printText(
    _ facts: FactsInMemory, _ catalogue: TermsCatalogue, _ bar: ProgressBar
  ) throws {
    let language = try terms.language
    var (total, held) = (Yen.zero, Yen.zero)
    var count: Int64 = 0
    try facts.assess(catalogue, bar.meter, bar.show) { assessment in
      if assessment.outcome == .credit { total = try total + assessment.amount }
      if assessment.outcome == .held { held = try held + assessment.amount }
      count += 1
      Output.print(AssessmentText(assessment, language).lines.joined(separator: "\n") + "\n\n")
      Output.flush()
    }
    Output.print(summary(count, total, held)[language] + "\n")
  }

  private func summary(_ count: Int64, _ total: Yen, _ held: Yen) -> LocalizedText {
    let (sum, rest) = (NumberFormat.yen(total), NumberFormat.yen(held))
    let isHeld = held > .zero
    return LocalizedText(
      ja: "\(count)件、合計\(sum.ja)" + (isHeld ? "（ほかに承認待ち\(rest.ja)）" : ""),
      en: "\(count) \(count == 1 ? "assessment" : "assessments"), \(sum.en) in all"
        + (isHeld ? " (and \(rest.en) awaiting approval)" : ""))
  }
}
