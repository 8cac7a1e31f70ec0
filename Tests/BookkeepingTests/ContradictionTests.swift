import Assessing
import Crediting
import Domain
import Foundation
import IngestingSupport
import Notation
import Quantities
import ServingSupport
import TestSupport
import Testing
import Verifying

@testable import Bookkeeping

/// What must hold of every record is asserted at the ledger's doors, before writing and after reading.
@Suite(.tags(.slow), .unlessFast) struct ContradictionTests {
  private let place: ServiceHarness

  init() throws {
    place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
  }

  // MARK: Before writing

  private struct RolledBack: Error {}

  /// What a door says of what is brought to it; nothing stays.
  private func refusal(_ body: (LedgerTransaction) throws -> Void) throws -> String {
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    var refusal = ""
    do {
      try ledger.write { transaction in
        do { try body(transaction) } catch let error as ContradictionError {
          refusal = error.description
        }
        throw RolledBack()
      }
    } catch is RolledBack {}
    return refusal
  }

  private static func day(_ text: String) -> CivilDate {
    CivilDate(text) ?? CivilDate(dayNumber: 0)
  }

  private static func credit(
    _ amount: Int64, exact: Int64 = 3_000, rate: Int = 10, to last: String = "2026-04-30",
    units: Int64 = 3
  ) -> Credit {
    Credit(
      account: "A", supply: Credit.Supply(from: day("2026-04-01"), to: day(last), feeMonths: []),
      units: units, exact: Yen(exact).exact, amount: Yen(amount), taxRate: rate)
  }

  @Test(arguments: [
    (credit(3_000), nil), (credit(3_001), "3001 yen is not what 3000 rounds to"),
    (credit(2_999), "2999 yen is not what 3000 rounds to"),
    (credit(-1, exact: -1), "less than nothing"), (credit(3_000, units: -1), "less than nothing"),
    (credit(3_000, rate: 100), nil),
    (credit(3_000, rate: 101), "tax rate of 101 %"), (credit(3_000, rate: -1), "tax rate of -1 %"),
    (credit(3_000, to: "2026-04-01"), nil),
    (credit(3_000, to: "2026-03-31"), "supply ends on 2026-03-31"),
  ])
  func `a credit that cannot be is not written`(_ credit: Credit, told: String?) throws {
    let subject = Subject(contract: "C-1")
    let assessment = Assessment(
      subject, account: "A", Evidence(incidents: ["INC-1"]), .credit(credit))
    let refused = try refusal { try $0.append(assessment, input: 2) }
    #expect(told.map { refused.contains($0) } ?? refused.isEmpty, "\(refused)")
    let line = NoteLine(
      subject, Evidence(incidents: ["INC-1"]), credit, monthEnd: Self.day("2026-04-30"))
    let refusedLine = try refusal { transaction in
      var lines = LinesAdded(to: 3, by: 2, in: transaction)
      try lines.add(line)
    }
    #expect(told.map { refusedLine.contains($0) } ?? refusedLine.isEmpty, "\(refusedLine)")
  }

  @Test(arguments: [
    (3_000, Step.awaits(.contract("C-1")), false), (2_999, .awaits(.contract("C-1")), true),
    // Where a person may award more (I-36), the cap is what is due without one.
    (2_999, .capForPerson(clause: "第13条", isSettled: true), false),
  ])
  func `no damages go above their cap`(_ cap: Int64, step: Step, isRefused: Bool) throws {
    let evidence = Evidence(incidents: ["INC-1"], cap: Yen(cap), steps: [step])
    let subject = Subject(contract: "C-1", remedy: .damages, request: "K")
    let assessment = Assessment(
      subject, account: "A", evidence, .credit(Self.credit(3_000)))
    let refused = try refusal { try $0.append(assessment, input: 2) }
    #expect(refused.contains("under a cap of 2999") == isRefused, "\(refused)")
  }

  /// A note as it would be the next, with one thing changed.
  private func refusal(
    totals: [NoteTotals.Rate]? = nil, kind: NoteKind = .qualifiedReturnInvoice,
    sequence: Int64 = 3, ordinal: Int64 = 3, number: String? = nil, lineCount: Int = 1
  ) throws -> String {
    try refusal { transaction in
      let next = try transaction.nextPlace(on: try transaction.issueDay(on: Self.day("2026-05-01")))
      let place = LedgerTransaction.Place(
        sequence: sequence, issuedOn: next.issuedOn, year: next.year, ordinal: ordinal)
      var lines = LinesAdded(to: sequence, by: 2, in: transaction)
      for _ in 0..<lineCount {
        try lines.add(
          NoteLine(
            Subject(contract: "C-1"), Evidence(incidents: ["INC-1"]), Self.credit(3_000),
            monthEnd: Self.day("2026-04-30")))
      }
      let rates = totals ?? [NoteTotals.Rate(percent: 10, net: Yen(3_000), tax: Yen(300))]
      let header = NoteHeader(
        sequence: sequence, number: number ?? place.number, kind: kind, issuedOn: place.issuedOn,
        issuer: SampleNote.issuer, language: .ja, account: "A", accountName: "甲",
        totals: NoteTotals(rates: rates), isReturnInvoiceRequired: false, isFormOmitted: false,
        reverses: nil, replaces: nil)
      _ = try transaction.insert(header, at: place, [], lines, input: 2)
    }
  }

  @Test func `a note that is what its lines come to, and the next of its series, is written`()
    throws
  {
    #expect(try refusal(lineCount: 1).isEmpty)
  }

  @Test func `a note whose sums are not those of its lines is not written`() throws {
    func rate(_ net: Int64, _ tax: Int64, _ percent: Int = 10) -> NoteTotals.Rate {
      NoteTotals.Rate(percent: percent, net: Yen(net), tax: Yen(tax))
    }
    #expect(try refusal(totals: [rate(3_010, 301)]).contains("not those of its lines"))
    #expect(try refusal(totals: [rate(3_000, 240, 8)]).contains("not those of its lines"))
    #expect(try refusal(lineCount: 2).contains("not those of its lines"))
    #expect(try refusal(totals: [rate(3_000, 301)]).isEmpty, "rounded up, by a hair")
    #expect(try refusal(totals: [rate(3_000, 302)]).contains("302 yen is not 10 % of 3000"))
    #expect(try refusal(totals: [rate(3_000, 298)]).contains("298 yen is not 10 % of 3000"))
    #expect(try refusal(totals: [rate(3_000, 300), rate(3_000, 300)]).contains("stands twice"))
    #expect(try refusal(totals: [rate(-3_000, -300)]).contains("-3000 yen on a note"))
    #expect(try refusal(totals: [], lineCount: 0).contains("without lines"))
    #expect(try refusal(kind: .reversal).contains("takes a note back"))
  }

  @Test func `no number is left out, and none is given twice`() throws {
    #expect(try refusal(sequence: 4).contains("not the next of its series"))
    #expect(try refusal(ordinal: 4).contains("not the next of its series"))
    #expect(try refusal(ordinal: 2).contains("not the next of its series"))
    #expect(try refusal(number: "CN-2026-000009").contains("not the next of its series"))
  }

  // MARK: After reading

  /// Every digest and the whole chain fit what was changed; only what it says cannot be.
  @Test(arguments: [
    (
      LineRecord.table, #""amount":3000,"exact"#, #""amount":2000,"exact"#, "rounds to"
    ),
    (LineRecord.table, #""tax_rate":10"#, #""tax_rate":8"#, "not those of its lines"),
    (NoteRecord.table, #""tax":300"#, #""tax":3"#, "3 yen is not 10 % of 3000"),
    (Assessment.table, #""amount":3000,"#, #""amount":2000,"#, "rounds to"),
  ])
  func `what cannot be is not read`(
    _ table: Bookkeeping.Table, was: String, says: String, told: String
  ) throws {
    try place.rewrite([table, NoteRecord.table]) { $0.replacing(was, with: says) }
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    let errors = try ledger.read { transaction in
      var errors: [String] = []
      func trying(_ body: () throws -> Void) throws {
        do { try body() } catch let error as CorruptRowError { errors.append(error.description) }
      }
      for note in Int64(1)...2 {
        try trying { try transaction.forEachLine(of: note) { _ in } }
      }
      for contract: Identifier in ["C-1", "C-2", "C-3"] {
        try trying { _ = try transaction.assessments(of: contract) }
      }
      return errors
    }
    #expect(errors.contains { $0.contains(told) }, "\(errors)")
  }

  /// Whatever a body says, it is damage and no reason to stop.
  @Test(arguments: [
    (IncidentRecord.table, #""phases":["#, #""phases":[],"others":["#, "from the beginning"),
    (Assessment.table, #""format":1"#, #""format":99999999999999999999"#, "without a form"),
    (LineRecord.table, #""line":{"credit""#, #""line":{"debit""#, "credit: is missing"),
  ])
  func `what no version wrote is not read`(
    _ table: Bookkeeping.Table, was: String, says: String, told: String
  ) throws {
    try place.rewrite([table, NoteRecord.table]) { $0.replacing(was, with: says) }
    var verification = try Verification(place.settings)
    let report = try verification.run()
    #expect(report.chain.contains { $0.contains(told) }, "\(report)")
    try place.drop("contracts/c.csv", ServiceHarness.contracts.replacing("50000", with: "60000"))
    try place.run()
    #expect(place.files("spool/rejected").isEmpty)
  }

  @Test(arguments: ["entry", "credit_note"])
  func `what is chained by another hash is not read`(_ table: String) throws {
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    try ledger.makeScratch()
    try ledger.write { transaction in
      try transaction.run(
        "UPDATE \(table) SET hash = ? WHERE sequence = 1", [Digest.none])
    }
    #expect(throws: CorruptRowError.self) {
      try ledger.read { transaction in
        _ = try table == "entry" ? transaction.entry(2) == nil : transaction.note(2) == nil
      }
    }
  }

  @Test func `a note that lost a line is not read`() throws {
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    try ledger.makeScratch()
    try ledger.write { try $0.run("DELETE FROM note_line WHERE note = 1 AND ordinal = 2") }
    #expect(throws: CorruptRowError.self) {
      try ledger.read { transaction in try transaction.forEachLine(of: 1) { _ in } }
    }
    #expect(throws: Never.self) {
      try ledger.read { transaction in try transaction.forEachLine(of: 2) { _ in } }
    }
  }
}
