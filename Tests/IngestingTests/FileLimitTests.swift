import Domain
import Foundation
import Ingesting
import IngestingSupport
import Quantities
import Reading
import TestSupport
import Testing
import Verifying

/// Files that are larger than they may be.
@Suite struct FileLimitTests {
  private static func limits(_ text: String) throws -> FileLimits {
    let settings = """
      issuer: { name: 例示通信株式会社, registration_number: T4011001098993, address: 東京都 }
      terms: terms
      spool: spool
      state: state
      limits: { \(text) }
      """
    return try Settings.File(name: "s.yaml", bytes: Array(settings.utf8)).content.fileLimits
  }

  private static func mistake(_ text: String) -> String {
    do {
      _ = try limits(text)
      return ""
    } catch let invalid as InvalidInput {
      return invalid.message(in: .en)
    } catch {
      return "\(error)"
    }
  }

  // MARK: Settings

  @Test func `every kind of file has limits`() throws {
    #expect(FileLimits().all.map(\.kind) == RecordKind.all.map(\.name))
    #expect(FileLimits().all.allSatisfy { $0.bytes >= 1 << 24 && $0.records >= 100_000 })
  }

  @Test func `what is set holds for its kind alone`() throws {
    let set = try Self.limits("file_size: { claims: 7 }, records: { prior-credits: 8 }")
    #expect(set["claims"]?.bytes == 7)
    #expect(set["prior-credits"]?.records == 8)
    #expect(set["claims"]?.records == FileLimits()["claims"]?.records)
    #expect(set["approvals"] == FileLimits()["approvals"])
  }

  @Test(arguments: [
    ("file_size: { claim: 7 }", "limits.file_size.claim", "did you mean “claims”?"),
    ("records: { incident: 7 }", "limits.records.incident", "did you mean “incidents”?"),
    ("file_size: { claims: 0 }", "limits.file_size.claims", "from 1 to"),
    ("records: { claims: 1.5 }", "limits.records.claims", "from 1 to"),
    ("file_sizes: { claims: 1 }", "limits.file_sizes", "did you mean “file_size”?"),
    ("issue_note: 1", "limits.issue_note", "did you mean “issue_notes”?"),
    ("issue_notes: -1", "limits.issue_notes", "from 0 to"),
    ("issue_yen: 1.5", "limits.issue_yen", "yen"),
  ])
  func `what cannot be set is said, with the nearest name`(
    _ text: String, _ field: String, _ fix: String
  ) {
    let message = Self.mistake(text)
    #expect(message.contains(field) && message.contains(fix), "\(message)")
  }

  // MARK: Bytes

  @Test func `a file of exactly the limit is taken, and one of a byte more is not`() throws {
    let text = Facts.contract()
    let size = text.utf8.count
    let limits = try Self.limits("file_size: { contracts: \(size) }")
    let harness = try LedgerHarness()
    guard case .accepted = try harness.take(.contracts, text, within: limits) else {
      Issue.record("was not taken")
      return
    }
    guard case .rejected(let invalid) = try harness.take(.contracts, text + " ", within: limits)
    else {
      Issue.record("was taken")
      return
    }
    let message = invalid.message(in: .en)
    #expect(message.hasPrefix("contracts.json: expected a file of at most \(size) bytes"))
    #expect(message.contains("found “\(size + 1)”"))
    #expect(message.contains("limits: { file_size: { contracts: … } }"))
    try harness.verify()
  }

  @Test func `none of a file that is too large is read`() throws {
    let limit = try #require(try Self.limits("file_size: { claims: 7 }")["claims"])
    var reads = 0
    let next = limit.limiting("a.json", size: 8) {
      reads += 1
      return [0]
    }
    #expect(throws: Problem.self) { try next() }
    #expect(reads == 0)
  }

  @Test func `of one that grows as it is read no more is read than the limit is passed`() throws {
    let limit = try #require(try Self.limits("file_size: { claims: 7 }")["claims"])
    var reads = 0
    let next = limit.limiting("a.json", size: 3) {
      reads += 1
      return [0, 0, 0]
    }
    for _ in 1...2 { #expect(try next()?.count == 3) }
    #expect(throws: Problem.self) { try next() }
    #expect(reads == 3)
  }

  // MARK: Records

  @Test(arguments: ["json", "csv", "yaml"])
  func `as many records as the limit are taken, and of one more none is`(_ format: String) throws {
    let limits = try Self.limits("records: { contracts: 2 }")
    func text(_ ids: [String]) -> String {
      switch format {
      case "csv":
        """
        contract_id,account_id,account_name,terms,service,billing,fee,service_start
        \(ids.map { "\($0),A,甲,network-service,vpn,fixed-monthly,30000,2020-01-01" }.joined(separator: "\n"))

        """
      case "yaml": ids.map { "- \(Facts.contract($0).replacing("\n", with: " "))\n" }.joined()
      default: "[\(ids.map { Facts.contract($0) }.joined(separator: ","))]"
      }
    }
    let harness = try LedgerHarness()
    guard
      case .rejected(let invalid) = try harness.take(
        .contracts, text(["D", "E", "F"]), as: format, within: limits)
    else {
      Issue.record("was taken")
      return
    }
    let message = invalid.message(in: .en)
    #expect(message.contains("expected at most 2 records (limits.records.contracts), found “3”"))
    if format == "csv" { #expect(message.hasPrefix("contracts.csv:4:1: ")) }
    guard
      case .accepted(let report) = try harness.take(
        .contracts, text(["G", "H"]), as: format, within: limits)
    else {
      Issue.record("was not taken")
      return
    }
    #expect(report.input.records == 2)
    try harness.put(.incidents, Facts.incident(affects: #"{"terms": "network-service"}"#))
    #expect(try harness.hit(by: "I") == ["G", "H"])
    try harness.verify()
  }

  @Test func `reading stops where the limit is passed`() throws {
    let limit = try Self.limits("records: { claims: 2 }")["claims"]
    var reads = 0
    let file = RecordFile(
      name: "claims.json",
      bytes: ByteReader {
        reads += 1
        return Array((reads == 1 ? "[" : "").utf8) + Array("{},".utf8)
      }, limit: limit)
    try file.readClaims(received: Receipt(Moment(milliseconds: 1_780_000_000_000))) { _, _ in }
    #expect(reads < 10)
    #expect(file.problems.list.last?.found == "3")
  }
}
