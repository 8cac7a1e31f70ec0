import Crediting
import Documents
import Domain
import Foundation
import GRDB
import IngestingSupport
import Quantities
import Querying
import ServingSupport
import Spooling
import Testing
import Verifying

/// What finance books: the register and the journal entries of a month.
@Suite struct EntryTests {
  @Test func `entries balance, and come to the gross sum of the notes`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    try place.drop(
      "incidents/j.json",
      ServiceHarness.incident().replacing(
        #""incident_id":"#, with: #""revision": 2, "incident_id":"#
      )
      .replacing("third-party", with: "customer"))
    try place.run()
    let rows = try Self.entries(of: place)
    var receivable = 0
    for row in rows {
      #expect(row["借方金額"] == row["貸方金額"])
      let amount = try #require(row["借方金額"].flatMap { Int($0) })
      #expect(amount > 0)
      if row["貸方科目"] == "売掛金" { receivable += amount }
      if row["借方科目"] == "売掛金" { receivable -= amount }
    }
    var gross: Int128 = 0
    try Inquiry(place.settings).forEachNote { gross += $0.note.totals.gross.value }
    #expect(Int128(receivable) == gross)
    #expect(rows.contains { $0["借方科目"] == "仮受消費税" })
  }

  @Test func `entries are written as CP932 where set, with the account's own name`() throws {
    let place = try ServiceHarness(more: "entries: { encoding: cp932, returns: 返品 }")
    try place.drop("contracts/c.csv", ServiceHarness.contracts.replacing("株式会社甲", with: "髙𠮷商店"))
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let file = try #require(place.files("state/registers").first { $0.hasPrefix("entries-") })
    let bytes = try Array(Data(contentsOf: place.root.appending(path: "state/registers/\(file)")))
    // 返品, and 髙〓商店: the one has a place in CP932, the other has not.
    #expect(bytes.contains([0x95, 0xD4, 0x95, 0x69]))
    #expect(bytes.contains([0xFB, 0xFC, 0x81, 0xAC, 0x8F, 0xA4]))
  }

  @Test(arguments: [("T4011001098993", true), ("T5011001098993", false), ("T1234567890123", false)])
  func `a corporation's registration number has its check digit`(number: String, isSound: Bool) {
    let issuer = Issuer(name: "甲", registrationNumber: number, address: "東京都")
    #expect(issuer.hasCorporateCheckDigit == isSound)
  }

  private static func entries(of place: ServiceHarness) throws -> [[String: String]] {
    let file = try #require(place.files("state/registers").first { $0.hasPrefix("entries-") })
    let text = try String(
      contentsOf: place.root.appending(path: "state/registers/\(file)"), encoding: .utf8)
    let lines = text.split(separator: "\r\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines[0].map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\u{FEFF}")) }
    return lines.dropFirst().map {
      Dictionary(zip(header, $0)) { first, _ in first }
    }
  }

  @Test(arguments: [100, 101])
  func `where every contract has an invoice of its own the entries are apart all the same`(
    _ count: Int
  ) throws {
    let place = try ServiceHarness()
    let names = (1...count).map { "M-\($0)" }
    try place.drop(
      "contracts/c.csv",
      "contract_id,account_id,account_name,terms,service,billing,fee,service_start\n"
        + names.map { "\($0),A-1,甲,network-service,vpn,fixed-monthly,30000,2025-01-01\n" }.joined())
    try place.drop(
      "charges/c.csv",
      "contract_id,fee_month,amount,invoice_no,invoiced_on\n"
        + names.map { "\($0),2026-04,30000,V-\($0),2026-05-01\n" }.joined())
    let affects = names.map { #"{"contract_id": "\#($0)"}"# }.joined(separator: ", ")
    try place.drop("incidents/i.json", Facts.incident("INC-1", affects: affects))
    try place.run()
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let kept = try queue.read {
      try Bool.fetchOne($0, sql: "SELECT body ->> '$.summary' IS NOT NULL FROM credit_note")
    }
    #expect(kept == (count <= 100))
    let entries = place.files("state/registers").first { $0.hasPrefix("entries") }
    let rows = try place.text("state/registers/\(try #require(entries))")
    for name in names { #expect(rows.contains("V-\(name)"), "\(name)") }
    var verification = try Verification(place.settings)
    let report = try verification.run()
    #expect(report.chain.isEmpty && report.faults.isEmpty && report.documents.isEmpty, "\(report)")
  }
}

extension [UInt8] {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    Data(self).range(of: Data(part)) != nil
  }
}
