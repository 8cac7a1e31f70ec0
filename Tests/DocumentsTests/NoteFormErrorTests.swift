import Crediting
import Documents
import Domain
import Quantities
import Testing
import Wording

@Suite struct NoteFormErrorTests {
  private func refusal(_ sample: NoteSample) throws -> [TradeProblem] {
    do {
      _ = try PintInvoice(
        sample.document, lines: sample.lines, parties: sample.parties, preceding: sample.preceding)
    } catch {
      return error.problems
    }
    return []
  }

  @Test func `an account without address and country is refused by both, and no other is`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    #expect(try refusal(sample) == [])
    sample.parties = TradeParties()
    #expect(
      try refusal(sample) == [.buyerEndpoint(account: "A-17"), .buyerCountry(account: "A-17")])
  }

  @Test func `an issuer whose number is no electronic address needs a setting`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)])
    let issuer = Issuer(name: "例示通信", registrationNumber: "4011001098993", address: "東京都")
    sample.header = sample.header.with(issuer: issuer)
    #expect(
      try refusal(sample) == [.sellerEndpoint(registrationNumber: "4011001098993")])
  }

  @Test func `a rate of 0 on a fee is refused once a contract until its reason is set`() throws {
    var sample = try NoteSample.of([(.waiver, 0, 5), (.waiver, 10, 7), (.damages, 0, 9)])
    sample.lines.append(sample.lines[0])
    sample.header = try NoteSample.header(sample.lines, kind: .qualifiedReturnInvoice)
    #expect(try refusal(sample) == [.zeroRate(account: "A-17", contract: "C-1")])
  }

  @Test func `a reversal is refused when nobody says what it takes back`() throws {
    var sample = try NoteSample.of([(.waiver, 10, 1)]).takenBack()
    sample.reversed = nil
    #expect(try refusal(sample) == [.reversedNumber(note: "CN-2026-000002")])
  }

  @Test func `lines that are not those of the header are refused`() throws {
    let sample = try NoteSample.of([(.waiver, 10, 5_000), (.waiver, 8, 100)])
    let damaged: [[NoteLine]] = [
      [], [sample.lines[0]], sample.lines + [sample.lines[1]],
      [sample.lines[0], try NoteSample.line("C-2", .waiver, 10, 100)],
      sample.lines + [try NoteSample.line("C-3", .damages, 0, 1)],
    ]
    for lines in damaged {
      var other = sample
      other.lines = lines
      #expect(try refusal(other) == [.sums(note: "CN-2026-000001")])
    }
  }

  @Test(arguments: [
    (TradeProblem.buyerEndpoint(account: "A-17"), "accounts: { A-17: { endpoint: "),
    (.buyerCountry(account: "A-17"), "accounts: { A-17: { country: JP } }"),
    (.zeroRate(account: "A-17", contract: "C-1"), "accounts: { A-17: { zero_rate: "),
    (.sellerEndpoint(registrationNumber: "T1"), "endpoint: { scheme: "),
  ])
  func `a refusal names the setting in both languages`(_ problem: TradeProblem, _ setting: String) {
    #expect(problem.words.ja.contains(setting))
    #expect(problem.words.en.contains(setting))
  }

  @Test(arguments: [
    ("0221", "T4011001098993", true), ("0221", "4011001098993", false), ("0221", "T401", false),
    ("0188", "4011001098993", true), ("0188", "T4011001098993", false), ("9959", "12-3", true),
    ("221", "T4011001098993", false), ("02A1", "1", false), ("0088", "", false),
    ("0088", "1 2", false), ("0088", "１２", false), ("００88", "1", false),
  ])
  func `an electronic address has a scheme of four digits and an identifier of that scheme`(
    _ scheme: String, _ id: String, _ isOne: Bool
  ) {
    #expect((ElectronicAddress(scheme: scheme, id: id) != nil) == isOne)
  }

  @Test(arguments: [("JP", true), ("jp", false), ("JPN", false), ("", false), ("日", false)])
  func `a country is two capital letters`(_ text: String, _ isOne: Bool) {
    #expect((CountryCode(text) != nil) == isOne)
  }
}
