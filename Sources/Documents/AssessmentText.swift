import Assessing
import Domain
import Wording

/// An assessment for a terminal: a line that says what is owed, then why.
public struct AssessmentText {
  private let assessment: Assessment
  private let language: Language

  /// The text of an assessment in a language.
  public init(_ assessment: Assessment, _ language: Language) {
    self.assessment = assessment
    self.language = language
  }

  /// The lines.
  public var lines: [String] {
    [headline] + clauses + assessment.steps.map { "    " + $0.words[language] }
  }

  /// The contract, the outcome, the amount or the reason, and the incidents.
  public var headline: String {
    let incidents = assessment.incidents.map(\.text).joined(separator: ", ")
    return
      "\(assessment.contract)  \(assessment.remedy.words[language]): \(verdict)  [\(incidents)]"
  }

  private var verdict: String {
    switch assessment.outcome {
    case .credit, .held:
      let amount = Figures.grouped(assessment.amount.amount)
      let yen = Words(ja: "\(amount)円", en: "\(amount) yen")[language]
      return assessment.outcome == .held ? "\(yen) (\(assessment.outcome.words[language]))" : yen
    case .none:
      let reason = assessment.reason?.words[language] ?? ""
      return "\(assessment.outcome.words[language]) – \(reason)"
    case .undetermined, .referred:
      let awaited = assessment.waitsFor.map { $0.words[language] }.joined(separator: ", ")
      return "\(assessment.outcome.words[language]) – \(awaited)"
    }
  }

  private var clauses: [String] {
    guard !assessment.clauses.isEmpty else { return [] }
    let cited = assessment.clauses.map { "\($0.terms) \($0.number) (\($0.heldFrom))" }
    let readings =
      assessment.readings.isEmpty
      ? "" : "; " + assessment.readings.joined(separator: " ")
    return ["    " + cited.joined(separator: ", ") + readings]
  }
}
