import Assessing
import Bookkeeping
import Domain
import Ingesting
import IngestingSupport
import Testing

/// Contracts are assessed in pages, on every core.
@Suite struct PagesTests {
  private static let count = 600

  private static func name(_ number: Int) -> String {
    "C-" + String(1_000 + number)
  }

  private func harness() throws -> LedgerHarness {
    let harness = try LedgerHarness()
    let header = "contract_id,account_id,account_name,terms,service,billing,fee,service_start\n"
    let rows = (0..<Self.count).map { number in
      "\(Self.name(number)),A-\(number / 7),客\(number / 7),network-service,vpn,fixed-monthly,"
        + "\(8_000 + number),2024-07-01\n"
    }
    try harness.put(
      .contracts, header + rows.joined(), from: LedgerHarness.finance, as: "csv")
    // Around the end of the first page.
    for number in [254, 255, 256, 257] {
      try harness.put(
        .claims,
        """
        { "claim_id": "CL-\(number)", "incident_id": "INC-1", "contract_id": "\(Self.name(number))",
          "received_on": "2026-05-20", "tax_class": "out-of-scope",
          "items": [ { "kind": "ordinary", "amount": 1000, "description": "損失" } ] }
        """, from: LedgerHarness.legal)
    }
    let affects = (0..<Self.count).map { #"{ "contract_id": "\#(Self.name($0))" }"# }
    try harness.put(
      .incidents,
      """
      { "incident_id": "INC-1", "began_at": "2026-04-12T08:50:00+09:00",
        "known_at": "2026-04-12T09:10:00+09:00", "restored_at": "2026-04-15T08:55:00+09:00",
        "impact": "total", "attribution": "provider", "fault": "negligence",
        "affects": [ \(affects.joined(separator: ", ")), { "contract_id": "C-unknown" } ] }
      """)
    return harness
  }

  @Test func `contracts of several pages come out as they do one after another`() throws {
    let harness = try harness()
    let names = (0..<Self.count).map(Self.name) + ["C-unknown"]
    var assessor = harness.assessor
    try harness.ledger.read { transaction in
      var facts = FactFinder(transaction)
      for name in names {
        let contract = try #require(Identifier(name))
        let alone = try assessor.assess(contract, from: &facts).map { try transaction.key(of: $0) }
        #expect(!alone.isEmpty)
        #expect(try Set(transaction.keyedAssessments(of: contract).keys) == Set(alone), "\(name)")
      }
    }
  }

  @Test func `their notes follow one another by account, and so do the lines on them`() throws {
    let harness = try harness()
    try harness.ledger.read { transaction in
      var (accounts, lines): ([String], [String]) = ([], [])
      try transaction.forEachNote(after: 0, limit: .max) { note in
        accounts.append(note.account.text)
        var own: [String] = []
        try transaction.forEachLine(of: note.sequence) { own.append($0.contract.text) }
        #expect(own == own.sorted())
        lines += own
      }
      #expect(accounts == accounts.sorted())
      #expect(Set(accounts).count == (Self.count + 6) / 7)
      #expect(lines.sorted() == (0..<Self.count).map(Self.name))
    }
  }
}
