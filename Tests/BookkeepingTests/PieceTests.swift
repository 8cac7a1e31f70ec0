import Foundation
import IngestingSupport
import Notation
import TestSupport
import Testing

@testable import Bookkeeping

/// Bytes are kept in pieces, each of them once, whatever file they came in.
@Suite struct PieceTests {
  private static func text(lines: Int, changed: Int? = nil) -> [UInt8] {
    var random = SeededRandom(seed: 7)
    var bytes: [UInt8] = []
    for line in 0..<lines {
      bytes +=
        "C-\(line),A-\(line / 10),株式会社\(random.next()),vpn\(line == changed ? "!" : "")\n".utf8
    }
    return bytes
  }

  private static func pieces(of bytes: [UInt8], by size: Int) -> [[UInt8]] {
    var (cutter, pieces): (ContentCutter, [[UInt8]]) = (ContentCutter(), [])
    for start in stride(from: 0, to: bytes.count, by: size) {
      cutter.add(Array(bytes[start..<min(start + size, bytes.count)])) { pieces.append($0) }
    }
    pieces.append(cutter.finish())
    return pieces
  }

  @Test(arguments: [1 << 20, 1 << 18, 4_097, 4_096, 1_000])
  func `where bytes are cut does not depend on how they came`(_ size: Int) {
    let bytes = Self.text(lines: 20_000)
    let pieces = Self.pieces(of: bytes, by: size)
    #expect(pieces == Self.pieces(of: bytes, by: bytes.count))
    #expect(Array(pieces.joined()) == bytes)
    #expect(pieces.dropLast().allSatisfy { (4_096...65_536).contains($0.count) })
    let usual = bytes.count / pieces.count
    #expect((10_000...24_000).contains(usual), "\(usual)")
  }

  @Test func `a line in the middle that changes, or goes, changes a piece or two`() {
    let before = Set(Self.pieces(of: Self.text(lines: 20_000), by: 1 << 18))
    let bytes = Self.text(lines: 20_000, changed: 9_000)
    let changed = Self.pieces(of: bytes, by: 1 << 18)
    #expect(changed.filter { !before.contains($0) }.count <= 2)
    let shorter = Self.pieces(of: Array(bytes[60...]), by: 1 << 18)
    #expect(shorter.filter { !before.contains($0) }.count <= 4)
  }

  private func scratch() throws -> Ledger {
    try Ledger(
      making: FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sqlite").path)
  }

  private struct RolledBack: Error {}

  /// What is kept of some contents, one after another, and whether each comes back.
  private func kept(_ contents: [[UInt8]]) throws -> [(rows: Int64, bytes: Int64)] {
    var kept: [(rows: Int64, bytes: Int64)] = []
    do {
      try scratch().write { transaction in
        for bytes in contents {
          var writer = PieceWriter(transaction, input: 1)
          for start in stride(from: 0, to: bytes.count, by: 1 << 18) {
            try writer.add(Array(bytes[start..<min(start + 1 << 18, bytes.count)]))
          }
          let content = try writer.finish()
          var short = PieceReader(content, size: Int64(bytes.count) - 1)
          #expect(throws: CorruptRowError.self, "a byte more than is said") {
            while try short.next(in: transaction) != nil {}
          }
          var reader = PieceReader(content, size: Int64(bytes.count))
          var read: [UInt8] = []
          while let piece = try reader.next(in: transaction) { read += piece }
          #expect(read == bytes)
          kept.append(
            (
              try transaction.number("SELECT count(*) FROM piece") ?? 0,
              try transaction.number("SELECT sum(length(bytes)) FROM piece") ?? 0
            ))
        }
        throw RolledBack()
      }
    } catch is RolledBack {}
    return kept
  }

  @Test(arguments: [0, 1, 4_096, 65_536, 65_537])
  func `whatever its size, what was kept comes back`(_ size: Int) throws {
    var random = SeededRandom(seed: 3)
    let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let kept = try kept([bytes, bytes, [UInt8](repeating: 0, count: size)])
    #expect(kept[1].rows == kept[0].rows, "the same again")
  }

  @Test func `an export with one changed row costs about what changed`() throws {
    let kept = try kept([
      Self.text(lines: 60_000), Self.text(lines: 60_000),
      Self.text(lines: 60_000, changed: 30_000),
    ])
    #expect(kept[1] == kept[0])
    let more = kept[2].bytes - kept[0].bytes
    #expect(more * 50 < kept[0].bytes, "\(kept)")
    #expect(kept[2].rows - kept[0].rows <= 5, "two pieces and the lists above them")
  }

  @Test func `a list is not taken for the bytes that it is made of`() {
    let digests = [Digest(of: [1]), Digest(of: [2])]
    let list = Piece(level: 1, listing: digests)
    #expect(list.listed == digests)
    #expect(Piece(level: 0, bytes: list.bytes).digest != list.digest)
    #expect(Piece(level: 2, bytes: list.bytes).digest != list.digest)
  }

  @Test(arguments: [
    "DELETE FROM piece WHERE rowid = (SELECT max(rowid) FROM piece)",
    "UPDATE piece SET bytes = (SELECT bytes FROM piece LIMIT 1)",
    "UPDATE piece SET level = 1 WHERE rowid = (SELECT max(rowid) FROM piece)",
  ])
  func `what is not there, or is other than it was, is told`(_ sql: String) throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    try ledger.makeScratch()
    try ledger.write { try $0.run(sql) }
    try ledger.read { transaction in
      let input = try #require(try transaction.latestInput(kind: "contracts"))
      #expect(throws: CorruptRowError.self) { try transaction.bytes(of: input) }
      var chain = ChainVerification(transaction)
      try chain.run()
      #expect(chain.faults.contains { $0.hasPrefix("piece") }, "\(chain.faults)")
    }
  }
}
