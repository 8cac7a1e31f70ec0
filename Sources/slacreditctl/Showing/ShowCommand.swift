import ArgumentParser
import Assessing
import Bookkeeping
import Crediting
import Delivering
import Documents
import Domain
import Ingesting
import Notation
import Quantities
import Querying
import Wording

/// A note, an incident, a contract or a claim as the ledger has it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a credit note, an incident, a contract or a claim.")

  /// The forms in which something can be shown.
  enum Format: ExpressibleByArgument, CaseIterable, CustomStringConvertible {
    case text
    case json
    case noteForm(DocumentSettings.Form)

    static var allCases: [Format] {
      [.text, .json] + DocumentSettings.Form.allCases.map { .noteForm($0) }
    }

    init?(argument: String) {
      guard let format = Self.allCases.first(where: { $0.description == argument }) else {
        return nil
      }
      self = format
    }

    var description: String {
      switch self {
      case .text: "text"
      case .json: "json"
      case .noteForm(let form): form.rawValue
      }
    }

    static var allValueStrings: [String] { allCases.map(\.description) }
  }

  @Argument(help: "Its number or name.") var id: String
  @OptionGroup var settings: SettingsOption
  @Option(help: "text or json; of a note also pdf, pint (JP PINT) or ubl (UBL credit note).")
  var format: Format = .text
  @Option(help: "The file to write; else it goes to standard output.") var output: String?

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let inquiry = try Inquiry.opened(settings)
      let subjects = try inquiry.allNamed(id)
      try Output.redirecting(to: output) {
        for subject in subjects { try show(subject, inquiry, settings) }
      }
    }
  }

  private func show(
    _ subject: Inquiry.Subject, _ inquiry: Inquiry, _ settings: Settings
  ) throws {
    switch format {
    case .text: try showText(subject, inquiry)
    case .json: try showJSON(subject, inquiry)
    case .noteForm(let form): try showForm(form, subject, inquiry, settings)
    }
  }

  private func showForm(
    _ form: DocumentSettings.Form, _ subject: Inquiry.Subject, _ inquiry: Inquiry,
    _ settings: Settings
  ) throws {
    guard case .note(let note) = subject else {
      throw ValidationError("only a credit note has the form \(form.rawValue)")
    }
    let forms = NoteForms(try inquiry.grounds())
    try inquiry.write(form, of: note, by: forms) { Output.print($0) }
  }

  // MARK: Text

  private func showText(_ subject: Inquiry.Subject, _ inquiry: Inquiry) throws {
    let language = Output.language
    switch subject {
    case .note(let note):
      let progress = NoteText.progress(try inquiry.progress(of: note), language)
      Output.print(NoteText.headline(note, language) + progress + "\n")
      if let other = try inquiry.counterpart(of: note) {
        let words =
          note.reverses == nil
          ? LocalizedText(ja: "取消済み: \(other.number)", en: "reversed by \(other.number)")
          : LocalizedText(ja: "\(other.number) の取消", en: "takes back \(other.number)")
        let paid = try inquiry.paidBefore(note).map { NoteLabels.wasPaid($0)[language] } ?? ""
        Output.print("  \(words[language])\(paid)\n")
      }
      try inquiry.forEachLine(of: note) { Output.print(NoteText.line($0, language) + "\n") }
      Output.print(NoteText.totals(note, language) + "\n")
      return
    case .incident(let id, let revision):
      if let incident = try inquiry.incident(id, revision: revision) {
        Output.print(IncidentText.lines(incident, language).joined(separator: "\n") + "\n")
      }
    case .contract(let id):
      if let contract = try inquiry.contract(id) {
        Output.print(ContractText.lines(contract, language).joined(separator: "\n") + "\n")
      }
      for charge in try inquiry.charges(of: id) {
        Output.print(ContractText.line(charge, language) + "\n")
      }
      for credit in try inquiry.priorCredits(of: id) {
        Output.print(ContractText.line(credit, language) + "\n")
      }
      for note in try inquiry.notes(about: id) {
        Output.print("  \(NoteText.headline(note, language))\n")
      }
    case .claim(let claim):
      Output.print(ClaimText.headline(claim, language) + "\n")
    }
    try inquiry.forEachAssessment(of: subject) { assessment in
      Output.print("  \(AssessmentText(assessment, language).headline)\n")
    }
  }

  // MARK: JSON

  private func showJSON(_ subject: Inquiry.Subject, _ inquiry: Inquiry) throws {
    if case .note(let note) = subject {
      try inquiry.writeJSON(of: note) { Output.print(document: $0) }
      return
    }
    var assessments: [JSONValue] = []
    try inquiry.forEachAssessment(of: subject) {
      assessments.append(AssessmentForm(withSteps: false).json($0))
    }
    var fields: [(String, JSONValue)] = []
    switch subject {
    case .note: break
    case .incident(let id, let revision):
      guard let incident = try inquiry.incident(id, revision: revision) else { break }
      var affects: [JSONValue] = []
      try inquiry.forEachTarget(of: id, revision: revision) {
        affects.append(IncidentText.entry($0))
      }
      fields = IncidentText.report(incident, affects)
    case .contract(let id):
      fields = [("contract_id", .text(id.text))]
      if let history = try inquiry.contract(id) {
        fields += try ContractText.fields(
          history, inquiry.charges(of: id), inquiry.priorCredits(of: id))
      }
      let notes = try inquiry.notes(about: id)
      fields.append(("credit_notes", .list(notes.map { .text($0.number) })))
    case .claim(let claim):
      fields = ClaimText.fields(claim)
    }
    let shown = JSONValue.object(fields + [("assessments", .list(assessments))])
    Output.print(json: shown.pretty() + "\n")
  }
}

/// Why an amount is owed, step by step.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Why this amount: every step from the facts to the yen.")

  @Argument(help: "A credit note, an incident, a contract or a claim.") var id: String
  @OptionGroup var settings: SettingsOption
  @Option(help: "How to print.") var format: OutputFormat = .text

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let inquiry = try Inquiry.opened(settings)
      for subject in try inquiry.allNamed(id) {
        if case .note(let note) = subject {
          try explain(note, inquiry)
          continue
        }
        if case .contract(let id) = subject, format == .text {
          try tellVersion(of: id, inquiry)
        }
        try inquiry.forEachExplanation(of: subject) { assessment in
          switch format {
          case .text:
            Output.print(
              AssessmentText(assessment, Output.language).lines.joined(separator: "\n") + "\n\n")
          case .json:
            Output.print(json: AssessmentForm(withSteps: true).json(assessment).compact + "\n")
          }
        }
      }
    }
  }

  private func explain(_ note: NoteHeader, _ inquiry: Inquiry) throws {
    guard format == .text else {
      try inquiry.writeJSON(of: note) { Output.print(document: $0) }
      return
    }
    let language = Output.language
    Output.print(NoteText.headline(note, language) + "\n")
    try inquiry.forEachLine(of: note) { line in
      Output.print(NoteText.line(line, language) + "\n")
      for step in line.steps { Output.print("      \(step.words[language])\n") }
    }
    Output.print(NoteText.totals(note, language) + "\n")
    if let engine = try inquiry.engine(of: note) {
      Output.print(
        LocalizedText(
          ja: "    計算の版 \(engine) が決めたとおりです。\n",
          en: "    as version \(engine) of the engine decided\n")[language])
    }
  }

  /// That today's version speaks, and which decided what stands: they may disagree.
  private func tellVersion(of contract: Identifier, _ inquiry: Inquiry) throws {
    let earlier = try inquiry.engines(of: contract).filter { $0 != Engine.version }
    guard !earlier.isEmpty else { return }
    let names = earlier.map { String($0) }.joined(separator: ", ")
    Output.print(
      LocalizedText(
        ja: "計算の版 \(Engine.version) による説明です。現在の記録は版 \(names) が決めたもので、異なることがあります"
          + "（slacreditctl reassess --dry-run）。\n\n",
        en:
          "explained by version \(Engine.version) of the engine; what stands was decided by version "
          + "\(names), and may differ (slacreditctl reassess --dry-run)\n\n")[Output.language])
  }
}

extension Inquiry {
  /// What goes by a name, or the end with status 1.
  fileprivate func allNamed(_ name: String) throws -> [Subject] {
    let found = try subjects(named: name)
    if found.isEmpty {
      Output.say(
        LocalizedText(
          ja: "「\(name)」という通知・障害・契約・請求は台帳にありません",
          en: "the ledger has no note, incident, contract or claim “\(name)”")[Output.language])
      throw ExitCode(1)
    }
    return found
  }
}
