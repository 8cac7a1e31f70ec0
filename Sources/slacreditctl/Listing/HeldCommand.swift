import ArgumentParser
import Assessing
import Bookkeeping
import Documents
import Domain
import Notation
import Quantities
import Wording

/// What is owed but not issued before a person decides.
struct HeldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "held",
    abstract:
      "What waits for an approval: claims, and corrections or new notes that were too large.")

  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      let inquiry = try list.inquiry()
      var claims = Listing(list.format)
      try inquiry.forEachWaiting([.held]) { assessment, since in
        claims.print(
          "\(Ages.text(since))  \(AssessmentText(assessment, Output.language).headline)"
            + "  claim_id: \(assessment.request?.text ?? "")",
          [("subject", .text("claim_id:\(assessment.request?.text ?? "")"))]
            + Waiting.fields(assessment, since))
      }
      try inquiry.forEachBatch { batch in
        let file = "\(batch.input.kind)/\(batch.input.fileName)"
        let refusal = batch.refusal.map { refused in
          LocalizedText(
            ja: "、\(refused.decidedBy)が承認せず: \(refused.reason)",
            en: ", refused by \(refused.decidedBy): \(refused.reason)")[Output.language]
        }
        let summary = Self.summary(batch, file)[Output.language]
        let notes = [batch.reasons.words, batch.doubt?.words].compactMap { $0?[Output.language] }
          .map { "\n    \($0)" }.joined()
        let remedy = batch.afterCredits > 0 ? Self.afterCredits(batch.afterCredits) : ""
        claims.print(
          "\(Ages.text(batch.input.received))  \(summary)\(refusal ?? "")\(notes)\(remedy)",
          [
            ("subject", .text("batch_id:\(batch.id)")),
            ("since", .text(batch.input.received.rfc3339())),
            ("outcome", .text("held")), ("contract_id", .null), ("account_id", .null),
            ("remedy", .null), ("incidents", .list([])),
            ("amount", .integer(try (batch.raised - batch.lowered).value)),
            ("waits_for", .list([.text("approval")])),
          ],
          more: [
            ("input", .text(file)), ("notes", .integer(Int128(batch.notes))),
            ("new_notes", .integer(Int128(batch.newNotes))),
            ("reasons", .list(batch.reasons.map { .text($0.kind.rawValue) })),
            ("contracts", .integer(Int128(batch.contracts))),
            ("after_credits", .integer(Int128(batch.afterCredits))),
            ("refused_by", .optional(batch.refusal?.decidedBy)),
          ])
      }
    }
  }

  /// What is held in a batch.
  private static func summary(_ batch: HeldBatch, _ file: String) -> LocalizedText {
    let (lowered, raised) = (
      NumberFormat.grouped(batch.lowered.value), NumberFormat.grouped(batch.raised.value)
    )
    return LocalizedText(
      ja: "batch_id: \(batch.id)  \(file) による訂正と発行: 取消\(batch.notes)通、差引\(lowered)円減、"
        + "新規\(batch.newNotes)通、\(raised)円、契約\(batch.contracts)件",
      en: "batch_id: \(batch.id)  corrections and new notes by \(file): \(batch.notes) notes to "
        + "reverse, \(lowered) yen less; \(batch.newNotes) new notes, \(raised) yen; "
        + "contracts: \(batch.contracts)")
  }

  /// What to do about charges that seem to have come again after credits.
  private static func afterCredits(_ contracts: Int64) -> String {
    LocalizedText(
      ja: "\n    うち契約\(contracts)件は、減額後の料金が送られたものと見られます。charges/ に、減額前の額を "
        + "before_credits に書いて送り直してください。",
      en:
        "\n    Of these, \(contracts) contracts seem to have been charged after credits: send their "
        + "charges again with before_credits, what they were before.")[Output.language]
  }
}
