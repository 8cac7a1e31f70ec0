import Domain
import Foundation
import GRDB
import IngestingSupport
import Notation
import ServingSupport
import TestSupport
import Testing

@testable import Bookkeeping

@Suite(.tags(.slow), .unlessFast) struct LedgerTests {
  private func filled() throws -> (ServiceHarness, DatabaseQueue) {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return (place, try DatabaseQueue(path: place.path("state/ledger.sqlite")))
  }

  @Test(arguments: [
    "UPDATE credit_note SET net = net + 1", "DELETE FROM credit_note",
    "UPDATE note_line SET contract_id = 'x'", "DELETE FROM note_line",
    "UPDATE input SET file_name = 'x'",
    "DELETE FROM piece", "UPDATE assessment SET amount = 1", "DELETE FROM incident",
    "UPDATE contract_version SET terms = 'x'",
  ])
  func `nothing that was received, decided or issued can be changed`(_ sql: String) throws {
    let (_, database) = try filled()
    let refusal = #expect(throws: DatabaseError.self) {
      try database.write { try $0.execute(sql: sql) }
    }
    #expect(refusal?.message?.contains("append-only") == true)
  }

  @Test(arguments: Bookkeeping.Table.all)
  func `each table of the catalogue is filled by all its columns`(
    _ table: Bookkeeping.Table
  ) throws {
    let (_, database) = try filled()
    let columns = try database.read { try $0.columns(in: table.name).map(\.name) }
    let given = table.into.split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init)
    // Where SQLite gives a row its number, that is left to it.
    #expect(Set(columns).subtracting(["id"]) == Set(given.dropFirst()), "\(table.into)")
  }

  @Test func `every input is kept to the byte, with its digest`() throws {
    let (place, _) = try filled()
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    try ledger.read { transaction in
      for (kind, text) in [
        ("contracts", ServiceHarness.contracts), ("incidents", ServiceHarness.incident()),
      ] {
        let input = try #require(try transaction.latestInput(kind: kind))
        let bytes = try transaction.bytes(of: input)
        #expect(bytes == Array(text.utf8))
        #expect(input.sha256 == Digest(of: bytes) && input.size == Int64(bytes.count))
      }
    }
  }

  @Test func `a refused file leaves no trace in the ledger`() throws {
    let (place, database) = try filled()
    let before = try database.read { try dump($0) }
    try place.drop("contracts/bad.csv", ServiceHarness.contracts + "C-9,A-9\n")
    try place.run()
    #expect(try database.read { try dump($0) } == before)
  }

  private func dump(_ database: Database) throws -> [String] {
    try ["input", "piece", "contract_version", "assessment", "credit_note"].map {
      try "\($0) \(Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? -1)"
    }
  }

  @Test(arguments: [
    ("ALTER TABLE unwritten ADD COLUMN since TEXT", "tables are not those"),
    ("INSERT INTO grdb_migrations VALUES ('99-later')", "later version"),
    ("INSERT INTO grdb_migrations VALUES ('1-inputs')", "began anew"),
  ])
  func `a ledger that another version made is refused in words`(sql: String, says: String) throws {
    let (place, database) = try filled()
    try database.write { try $0.execute(sql: sql) }
    let path = place.path("state/ledger.sqlite")
    #expect { try Ledger(writing: path) } throws: { "\($0)".contains(says) }
    #expect(throws: Ledger.UnsafeLedgerError.self) { try Ledger(reading: path) }
  }

  @Test func `what SQLite itself adds to a ledger is no other version's`() throws {
    let (place, database) = try filled()
    try database.write { try $0.execute(sql: "ANALYZE") }
    _ = try Ledger(writing: place.path("state/ledger.sqlite"))
    _ = try Ledger(reading: place.path("state/ledger.sqlite"))
  }

  @Test func `a reader does not bring an earlier ledger up to date`() throws {
    let (place, database) = try filled()
    try database.write {
      try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '1-content'")
    }
    #expect {
      try Ledger(reading: place.path("state/ledger.sqlite"))
    } throws: { "\($0)".contains("when it starts") }
  }

  @Test func `the hash of each note covers the one before it`() throws {
    let (place, _) = try filled()
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    try ledger.read { transaction in
      var hash = Digest.none
      for row in try transaction.rows("SELECT digest, hash FROM credit_note ORDER BY sequence") {
        hash = Digest.chained(hash, row.digest("digest"))
        #expect(row.digest("hash") == hash)
      }
      #expect(try transaction.noteCount() == 2)
    }
  }

  @Test func `numbers have no gaps, whatever was refused in between`() throws {
    let (place, _) = try filled()
    try place.drop("incidents/bad.json", "{")
    try place.drop("incidents/later.json", ServiceHarness.incident("INC-0", restored: nil))
    try place.drop(
      "incidents/more.json",
      ServiceHarness.incident("INC-2", restored: "2026-04-20T08:50:00+09:00"))
    try place.run()
    try place.drop("incidents/closed.json", ServiceHarness.incident("INC-0", revision: 2))
    try place.run()
    let numbers = try place.notes().map { $0.prefix(14).suffix(6) }
    #expect(numbers.map { Int($0) } == Array(1...numbers.count))
  }
}
