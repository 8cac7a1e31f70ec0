import ArgumentParser
import Assessing
import Bookkeeping
import Documents
import Domain
import Notation
import Quantities
import Wording

/// What waits, as fields.
enum Waiting {
  /// An incident that hits no contract: the NOC says whom it hit.
  static func text(unreaching incident: Incident) -> String {
    let text = LocalizedText(
      ja: "対象に当てはまる契約がありません（affects、NOC）", en: "hits no contract (affects, NOC)")
    return "\(Ages.text(incident.receipt.moment))  \(incident.id)  \(text[Output.language])"
  }

  static func fields(unreaching incident: Incident) -> [(String, JSONValue)] {
    [
      ("since", .text(incident.receipt.moment.rfc3339())),
      ("outcome", .text(Outcome.undetermined.rawValue)), ("contract_id", .null),
      ("account_id", .null), ("remedy", .null), ("incidents", .list([.text(incident.id.text)])),
      ("amount", .integer(0)), ("waits_for", .list([.text("affects")])),
    ]
  }

  static func fields(_ assessment: Assessment, _ since: Moment) -> [(String, JSONValue)] {
    [
      ("since", .text(since.rfc3339())), ("outcome", .text(assessment.outcome.rawValue)),
      ("contract_id", .text(assessment.contract.text)),
      ("account_id", .optional(assessment.account?.text)),
      ("remedy", .text(assessment.remedy.rawValue)),
      ("incidents", .list(assessment.incidents.map { .text($0.text) })),
      ("amount", .integer(assessment.amount.value)),
      ("waits_for", .list(assessment.waitsFor.map { .text($0.description) })),
    ]
  }
}
