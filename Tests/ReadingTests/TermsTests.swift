import Domain
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Reading

/// The problems of a text as a terms file; none when it is sound.
func termsProblems(_ text: String) throws -> [Problem] {
  let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(text.utf8)))
  let edition = try file.readTerms()
  #expect((edition == nil) == !file.problems.isEmpty)
  return file.problems.list
}

@Suite struct TermsTests {
  @Test(arguments: ShippedDocument.allCases)
  func `the documents held are sound`(_ document: ShippedDocument) throws {
    #expect(try termsProblems(document.text).isEmpty)
  }

  /// A document changed in one place, and what must be said of it.
  static let mutations: [(document: ShippedDocument, from: String, to: String, says: String)] = [
    (
      .networkService, "attributions: [customer, suspension]\n    because",
      "attributions: [customer]\n    because", "suspension"
    ),
    (.networkService, "impacts: [partial]", "impacts: [partial, equivalent]", "一つの答え"),
    (
      .networkService, "billings: [metered, one-time]\n    because",
      "billings: [metered]\n    because", "one-time"
    ),
    (
      .networkService, "billings: [fixed-annual]", "billings: [fixed-annual, fixed-monthly]",
      "一つの答え"
    ),
    (
      .networkService, "billings: [metered-monthly]", "billings: [metered-monthly, metered]",
      "no-formula"
    ),
    (.networkService, "threshold: 24h", "threshold: one day", "24h"),
    (.networkService, "day_share: 1/30", "day_share: 1/0", "calendar-days"),
    (.networkService, "I-38]", "I-99]", "readings"),
    (.networkService, "services: any", "services: []", "services"),
    (.networkService, "number: 第8条第6項(2)", "number: 第8条第6項(1)", "第8条第6項(1)"),
    (.networkService, "because: attribution", "because: partial-impact", "partial-impact"),
    (.optage, "displaces: 第24条第2項(2)表1欄", "displaces: 第24条", "第24条"),
    (.optage, "displaces: 第24条第2項(2)表1欄\n", "\n", "一つの答え"),
    (.optage, "clock: known", "clock: began", "同じ services"),
    (
      .optage, "attributions: [provider], faults: [gross-negligence, intent]",
      "attributions: [provider, carrier], faults: [intent]", "一部"
    ),
    (
      .optage, "services: [cloud-storage]\n    qualifies", "services: [cloud]\n    qualifies",
      "services"
    ),
    (.optage, "plan: standard", "plan: entry", "重なら"),
    (.iot, "because: no-guarantee", "because: too-short", "no-guarantee"),
    (.backup, "applied_from: 2025-04-01", "applied_from: 2025-03-31", "重なら"),
    // What pauses, what joins and what counts exclude one another.
    (
      .networkService, "attributions: [suspension]", "attributions: [suspension, carrier]",
      "paused_by"
    ),
    (
      .optage, "attributions: [emergency-maintenance]", "attributions: [provider]", "joined_by"
    ),
    (
      .optage, "attributions: [emergency-maintenance]", "attributions: [suspension]",
      "paused_by にない"
    ),
    (
      .optage, "impacts: [total]\n      attributions: [planned-maintenance",
      "impacts: [total, partial]\n      attributions: [planned-maintenance", "qualifies にある impacts"
    ),
    (
      .optage, "impacts: [total]\n      attributions: [emergency",
      "impacts: [equivalent]\n      attributions: [emergency", "qualifies にある impacts"
    ),
    (.optage, "paused_by: *fees-stay-due", "paused_by: *without-notice", "paused_by"),
    (.optage, "    joined_by: *without-notice\n", "", "joined_by"),
    // Reasons and rulings.
    (
      .networkService, "impacts: [partial]\n    because: partial-impact",
      "attributions: [customer, carrier]\n    because: attribution", "一つの答え"
    ),
    (
      .optage, "because: fees-stay-due",
      "because: fees-stay-due\n    ruling: { clause: 第18条, attributions: [customer] }", "範囲内"
    ),
    (.iot, "clause: 第23条", "clause: ''", "ruling.clause"),
    (
      .networkService, "because: no-formula",
      "because: no-formula\n  - number: 第9条\n    summary: { ja: あ, en: a }\n    "
        + "billings: [metered]\n    because: attribution\n    attributions: [customer]\n    "
        + "ruling: { clause: 第9条, attributions: [customer] }", "一つの答え"
    ),
    (.iot, "with: [第22条, 第23条, 第32条]", "with: [第22条, 第22条]", "重複"),
    (.optage, "with: [第21条第2項]", "with: [第21条第1項]", "第21条第1項"),
    // Claims.
    (.networkService, "kinds: [special, lost-profit]", "kinds: [special]", "lost-profit"),
    (
      .networkService, "recoverable: [ordinary]", "recoverable: [ordinary, special]",
      "special を recoverable か left_out に一度だけ（実際は2回）"
    ),
    (.networkService, "by: 第19条第1項 }", "for_person: true }", "left_out[0].by"),
    (
      .networkService, "held_if_also: { attributions: [carrier] }",
      "held_if_also: { attributions: [provider] }", "any_part にない"
    ),
    (
      .networkService, "held_if_also: { attributions: [carrier] }",
      "held_if_also: { attributions: [third-party] }", "over にある"
    ),
    (
      .networkService, "any_part: { attributions: [carrier] }",
      "any_part: { attributions: [carrier], impacts: [total] }", "any_part.impacts"
    ),
    (.networkService, "displaces: [第19条第3項]", "displaces: [第19条第9項]", "第19条第9項"),
    (.networkService, "      displaces: [第19条第3項]\n", "", "優先順位"),
    (
      .networkService, "displaces: [第19条第1項, 第19条第3項]", "displaces: [第19条第3項]",
      "第19条第1項"
    ),
    (
      .networkService, "      pooled: true", "      pooled: true\n      displaces: [第19条第2項]",
      "優先順位"
    ),
    (.networkService, "faults: [gross-negligence, intent]\n      ruling: 第20条第1項", "", "ruling"),
    (
      .networkService, "impacts: [partial]\n      attributions: [provider]\n      faults",
      "impacts: [total]\n      attributions: [provider]\n      faults", "一つの答え"
    ),
    (
      .networkService, "        - suspension\n      because", "      because",
      "suspension への答え"
    ),
    (
      .optage, "attributions: [faultless-failure, customer, carrier, third-party]",
      "attributions: [faultless-failure, customer, carrier, third-party, provider]", "一つの答え"
    ),
    (
      .optage, "attributions: [faultless-failure, customer, carrier, third-party]",
      "attributions: [faultless-failure, customer, carrier, third-party, force-majeure]",
      "一つの答え"
    ),
    (.optage, "number: 第21条第1項（故意・重大な過失の場合）", "number: 第21条第1項", "一度だけの番号"),
    (.optage, "also_closed: [05-01]", "also_closed: [02-30]", "05-01"),
    (.optage, "      claimed_within_days: 30\n", "", "claimed_within_days"),
    (.optage, "      needs_details: true\n    # ", "    # ", "needs_details"),
    (.optage, "over: incident", "over: { impacts: [total], attributions: [provider] }", "への答え"),
    (.iot, "ruling: 第23条", "cap_paid_months: 12", "to か ruling"),
    (
      .iot, "      because: no-guarantee\n  referred",
      "      ruling: { clause: 第23条 }\n      because: no-guarantee\n  referred", "referred の条項"
    ),
    (
      .backup, "because: attribution",
      "services: [iij-id]\n      because: attribution", "damages.precluded[0].services"
    ),
    (
      .backup, "      to: iij-internet",
      "      to: iij-internet\n    - { number: 第1条, summary: { ja: あ, en: a }, to: iij-internet }",
      "一つの答え"
    ),
    (.iot, "last_month: as-booked", "last_month: whole", "as-booked"),
    (.optage, "  number: 第24条第3項\n", "", "refund.number"),
    (.optage, "- number: 第11条第2項", "- clause: 第11条第2項", "termination[0].number"),
  ]

  @Test(arguments: mutations.indices)
  func `a document that contradicts itself or leaves a gap is refused with line and reason`(
    _ index: Int
  ) throws {
    let mutation = Self.mutations[index]
    let found = try termsProblems(
      mutation.document.changing(mutation.from, to: mutation.to))
    let told = found.map { $0.message(in: .ja) }.joined(separator: "\n")
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.position != nil })
    #expect(told.contains(mutation.says), "\(told)")
  }

  @Test func `a contradiction between clauses is told at the later of them, not at their section`()
    throws
  {
    let text = try ShippedDocument.networkService.changing(
      "impacts: [partial]\n      because", to: "impacts: [partial, total]\n      because")
    let found = try termsProblems(text)
    #expect(found.map(\.path) == ["damages.nothing[1].number"])
    let line = try #require(found[0].position?.line)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1] == "    - number: 第19条第1項")
  }

  static let formerWords: [(document: ShippedDocument, from: String, to: String, says: String)] = [
    (.networkService, "paused_by: *suspension", "barred_by: *suspension", "I-19"),
    (
      .optage, "left_out:\n        - { kinds", "at_approval:\n        - { kinds",
      "for_person: true"
    ),
  ]

  @Test(arguments: formerWords.indices)
  func `a word that the format no longer has is refused with what to write instead`(
    _ index: Int
  ) throws {
    let word = Self.formerWords[index]
    let found = try termsProblems(word.document.changing(word.from, to: word.to))
    #expect(found.contains { $0.fix.ja.contains(word.says) && $0.fix.en.contains(word.says) })
    #expect(found.allSatisfy { $0.position != nil })
  }

  @Test func `the register has every reading once, in order`() {
    let numbers = Interpretation.register.map(\.number)
    #expect(numbers == (1...39).map { "I-\($0)" })
  }
}
