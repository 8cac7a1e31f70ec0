import Assessing
import Domain
import Quantities
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
    [headline] + grounds.map { "    " + $0 } + assessment.steps.map { "    " + $0.words[language] }
  }

  /// The contract, by which right and for which time, what is owed or why nothing is, and the
  /// incidents.
  public var headline: String {
    let incidents = assessment.incidents.map(\.text).joined(separator: ", ")
    let about = [assessment.request?.text, time?[language]].compactMap { $0 }
    let right = assessment.remedy.words
    let subject = LocalizedText(
      ja: right.ja + (about.isEmpty ? "" : "（\(about.joined(separator: "、"))）") + "：",
      en: right.en + (about.isEmpty ? "" : " (\(about.joined(separator: "; ")))") + ": ")
    return "\(assessment.contract)  \(subject[language])\(verdict)"
      + (incidents.isEmpty ? "" : "  [\(incidents)]")
  }

  /// The time that it is about: the outage or, where there is none, what was reported.
  private var time: LocalizedText? {
    if let outage = assessment.outage { return NumberFormat.span(outage.from, outage.to) }
    let reported = assessment.steps.compactMap { step -> (from: Moment, to: Moment?)? in
      guard case .fact(_, let from, let to, _, _, _) = step else { return nil }
      return (from, to)
    }
    guard let from = reported.map(\.from).min() else { return nil }
    let ends = reported.compactMap(\.to)
    return NumberFormat.span(from, ends.count == reported.count ? ends.max() : nil)
  }

  private var verdict: String {
    let outcome = assessment.outcome.words
    let told: LocalizedText
    switch assessment.outcome {
    case .credit:
      told = NumberFormat.yen(assessment.amount)
    case .held:
      let yen = NumberFormat.yen(assessment.amount)
      told = LocalizedText(ja: "\(yen.ja)（\(outcome.ja)）", en: "\(yen.en), \(outcome.en)")
    case .nothingOwed:
      let reason = reason
      told = LocalizedText(
        ja: outcome.ja + (reason.map { "（\($0.ja)）" } ?? ""),
        en: outcome.en + (reason.map { ", because \($0.en)" } ?? ""))
    case .undetermined, .referred:
      let awaited = assessment.waitsFor.map(\.words)
      told = LocalizedText(
        ja: "\(outcome.ja) – \(awaited.map(\.ja).joined(separator: "、"))",
        en: "\(outcome.en) – \(awaited.map(\.en).joined(separator: "; "))")
    }
    return told[language]
  }

  /// Why nothing is owed, by whose act where the steps say so.
  private var reason: LocalizedText? {
    guard let reason = assessment.reason else { return nil }
    if assessment.remedy == .damages, let words = reason.wordsOfClaims { return words }
    let isWithdrawn = assessment.steps.contains {
      if case .withdrawn = $0 { true } else { false }
    }
    if isWithdrawn { return LocalizedText(ja: "障害の報告は取り下げられました", en: "the report was withdrawn") }
    let causes = assessment.steps.compactMap { step -> Attribution? in
      switch step {
      case .excluded(_, reason, let attribution), .excludedTime(_, _, _, reason, let attribution):
        attribution
      default: nil
      }
    }
    return reason.words(under: nil, by: causes.first)
  }

  /// The clauses, and the interpretations applied.
  private var grounds: [String] {
    let cited = assessment.clauses.map { clause in
      let title =
        clause.terms.termsTitle ?? LocalizedText(ja: clause.terms.text, en: clause.terms.text)
      return NoteLabels.clause(title, clause.number, NumberFormat.day(clause.heldFrom))[language]
    }
    let basis = cited.isEmpty ? [] : [NoteLabels.basis(cited)[language]]
    guard !assessment.readings.isEmpty else { return basis }
    let readings = assessment.readings.joined(separator: ", ")
    let label = NoteLabels.reliesOn[language]
    return basis + [language == .ja ? "\(label)　\(readings)" : "\(label): \(readings)"]
  }
}
