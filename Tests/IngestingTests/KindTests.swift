import Domain
import Ingesting
import IngestingSupport
import Quantities
import Reading
import Testing

/// What a file holds is told by its fields.
@Suite struct KindTests {
  private static let files: [(RecordKind, String)] = [
    (.accounts, Facts.merger("A", into: "B")), (.accounts, #"{"account_id": "A"}"#),
    (.contracts, Facts.contract()),
    (.charges, #"{"contract_id": "C", "fee_month": "2026-04", "amount": 1}"#),
    (.priorCredits, Facts.prior(amount: 1)), (.recoveries, Facts.recovery(amount: 1)),
    (.reliefs, Facts.relief()), (.incidents, Facts.incident()), (.claims, Facts.claim()),
    (.approvals, Facts.approval(claim: "K")),
    (.acknowledgements, Facts.acknowledgement(paid: "2026-05-01")),
    (.requests, Facts.closing("2026-05")),
  ]

  /// When the facts of these files have happened: 31 May 2026.
  private static let receipt = Receipt(Moment(milliseconds: 1_780_200_000_000))

  @Test(arguments: files.indices)
  func `a file of any kind is known by its fields`(_ index: Int) throws {
    let (kind, text) = Self.files[index]
    let place = try ServiceHarness()
    try place.write(text, to: "file.json")
    let check = try InputCheck(
      place.path("file.json"), as: nil, catalogue: nil, received: Self.receipt)
    #expect(check.kind == kind)
    #expect(check.summary.en == "1 \(kind.name), valid")
  }

  @Test func `no kind is left out`() {
    #expect(Set(Self.files.map(\.0)) == Set(RecordKind.all))
  }
}
