import Bookkeeping
import Foundation
import GRDB
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

/// A damaged file is the ledger's fault: no input is refused for it.
@Suite(.tags(.slow), .unlessFast) struct DamagedLedgerTests {
  private static let page = 4_096

  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    try DatabaseQueue(path: place.path("state/ledger.sqlite")).writeWithoutTransaction {
      _ = try $0.checkpoint(.truncate)
    }
    return place
  }

  /// Overwrites a page, as a failing disk may.
  private func damage(_ place: ServiceHarness, page number: Int, with byte: UInt8) throws {
    let file = try FileHandle(forUpdating: URL(filePath: place.path("state/ledger.sqlite")))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(number * Self.page))
    try file.write(contentsOf: Data(repeating: byte, count: Self.page))
  }

  @Test(arguments: [UInt8(0xFF), 0x00])
  func
    `whichever page is damaged, no good file is refused, and all is taken in once it is repaired`(
      _ byte: UInt8
    ) throws
  {
    let place = try filled()
    let whole = try Data(contentsOf: URL(filePath: place.path("state/ledger.sqlite")))
    var stopped = 0
    // Every third: all of them take a minute.
    for page in stride(from: 0, to: whole.count / Self.page, by: 3) {
      try damage(place, page: page, with: byte)
      try place.drop(
        "incidents/j.json", ServiceHarness.incident("INC-2").replacing("2026-04", with: "2026-05"))
      do { try place.run() } catch {
        stopped += 1
        let isDamage = error is CorruptRowError || LedgerFailure(error)?.isDamage == true
        #expect(isDamage, "page \(page): \(error)")
      }
      #expect(place.files("spool/rejected").isEmpty, "page \(page)")
      for directory in ["state", "spool"] {
        for file in place.files(directory) where !file.hasSuffix(".lock") {
          try FileManager.default.removeItem(atPath: place.path("\(directory)/\(file)"))
        }
      }
      try whole.write(to: URL(filePath: place.path("state/ledger.sqlite")))
    }
    #expect(stopped > 5)
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-3").replacing("-04-", with: "-05-"))
    try place.run()
    #expect(place.accepted().count == 1)
  }

  @Test func `damage that no file has met yet is found beside the work`() throws {
    let place = try filled()
    let path = place.path("state/ledger.sqlite")
    func finding() throws -> String {
      let check = PageCheck(of: path)
      for _ in 0..<100 {
        do { try check.result() } catch { return LedgerFailure(error)?.description ?? "" }
        usleep(20_000)
      }
      return ""
    }
    #expect(try finding() == "")
    let root = try DatabaseQueue(path: path).read { database in
      try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'note_line'")
    }
    try damage(place, page: #require(root) - 1, with: 0xFF)
    #expect(try finding().contains("ledger: "))
  }
}
