import Assessing
import Domain
import Notation
import Quantities
import Wording

/// An assessment as JSON (docs/formats.md §4).
public struct AssessmentForm: Sendable {
  /// Whether the steps are told.
  private let withSteps: Bool

  /// A form with or without steps.
  public init(withSteps: Bool) {
    self.withSteps = withSteps
  }

  /// The object.
  public func json(_ assessment: Assessment) -> JSONValue {
    var request: [(String, JSONValue)] = []
    if let id = assessment.request { request = [(assessment.remedy.requestField, .text(id.text))] }
    var settlement: [(String, JSONValue)] = []
    if let cap = assessment.cap { settlement.append(("cap", .integer(cap.value))) }
    if let month = assessment.decision.credit?.settledOn {
      settlement.append(("settled_on", .text(month.description)))
    }
    return .object(
      [
        ("contract_id", .text(assessment.contract.text)),
        ("account_id", .optional(assessment.account?.text)),
        ("remedy", .text(assessment.remedy.rawValue)),
      ] + request + [
        ("outcome", .text(assessment.outcome.rawValue)),
        ("amount", .integer(assessment.amount.value)),
        ("exact", .text(assessment.exact.description)),
        ("clauses", Self.clauses(assessment.clauses)),
        ("incidents", .list(assessment.incidents.map { .text($0.text) })),
        ("outage", assessment.outage.map(Self.window) ?? .null),
        ("units", .integer(Int128(assessment.units))),
        ("reason", .optional(assessment.reason?.rawValue)),
        ("waits_for", .list(assessment.waitsFor.map { .text($0.description) })),
        ("readings", .list(assessment.readings.map { .text($0) })),
      ] + settlement + (withSteps ? [("steps", Self.steps(assessment.steps))] : []))
  }

  /// Citations.
  public static func clauses(_ citations: [Citation]) -> JSONValue {
    .list(
      citations.map { citation in
        .object([
          ("terms", .text(citation.terms.text)),
          ("held_from", .text(citation.heldFrom.description)),
          ("number", .text(citation.number)),
        ])
      })
  }

  /// Steps, each in both languages.
  public static func steps(_ steps: [Step]) -> JSONValue {
    .list(
      steps.map { step in
        let words = step.words
        return .object([
          ("kind", .text(step.kind)),
          ("clause", .optional(step.clause)),
          ("ja", .text(words.ja)),
          ("en", .text(words.en)),
        ])
      })
  }

  /// The time of an outage.
  public static func window(_ window: TimeWindow) -> JSONValue {
    .object([
      ("from", .text(window.from.rfc3339())), ("to", .optional(window.to?.rfc3339())),
    ])
  }
}

extension Remedy {
  /// The field that names the claim or the relief.
  var requestField: String { self == .damages ? "claim_id" : "relief_id" }
}
