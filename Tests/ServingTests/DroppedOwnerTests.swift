import Domain
import Foundation
import Glibc
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing
import Verifying

/// What dropped files themselves show of their owners, on a disk.
@Suite(.tags(.slow), .unlessFast) struct DroppedOwnerTests {
  private let place: ServiceHarness
  private static let request =
    #"{"request_id": "Q", "action": "close-books", "through": "2026-04-30"}"#

  init() throws { place = try ServiceHarness() }

  private func outcome() throws -> String {
    try place.run()
    let found = place.files("spool").filter {
      $0.hasSuffix(".json") && !$0.contains("reason") && !$0.contains("receipt")
    }
    return try #require(found.first).split(separator: "/").first.map(String.init) ?? ""
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o444])
  func `a file that only its owner can write is taken`(mode: Int) throws {
    try place.drop("requests/q.json", Self.request, mode: mode)
    #expect(try outcome() == "accepted")
  }

  @Test(arguments: [0o620, 0o602, 0o660, 0o664, 0o666])
  func `one that the group or everybody can write is refused, with its mode and how to fix it`(
    mode: Int
  ) throws {
    try place.drop("requests/q.json", Self.request, mode: mode)
    #expect(try outcome() == "rejected")
    let reason = try #require(place.files("spool").first { $0.hasSuffix("reason.txt") })
    let text = try place.text("spool/\(reason)")
    #expect(text.contains("mode 0\(String(mode, radix: 8))"))
    #expect(text.contains("chmod 644") && text.contains("slacreditctl submit"))
  }

  @Test func `one with a second link is refused, wherever that is`() throws {
    try place.drop("requests/q.json", Self.request)
    #expect(link(place.path("spool/requests/q.json"), place.path("elsewhere")) == 0)
    #expect(try outcome() == "rejected")
    let reason = try #require(place.files("spool").first { $0.hasSuffix("reason.txt") })
    #expect(try place.text("spool/\(reason)").contains("mode 0640, links 2"))
  }

  @Test func `an access control list that lets another user write shows in the mode`() throws {
    try place.drop("requests/q.json", Self.request)
    // Of the owner, user 1001, the group, the mask and all others: tag, permissions, id.
    let list: [(UInt16, UInt16, UInt32)] = [
      (0x01, 6, .max), (0x02, 6, 1_001), (0x04, 4, .max), (0x10, 6, .max), (0x20, 0, .max),
    ]
    var bytes: [UInt8] = [2, 0, 0, 0]
    for (tag, permissions, id) in list {
      for value in [tag, permissions] { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
      withUnsafeBytes(of: id.littleEndian) { bytes += $0 }
    }
    let path = place.path("spool/requests/q.json")
    // Glibc's module leaves its header out.
    typealias SetAttribute =
      @convention(c) (
        UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeRawPointer, Int, Int32
      ) -> Int32
    let symbol = try #require(dlsym(nil, "setxattr"))
    let setAttribute = unsafeBitCast(symbol, to: SetAttribute.self)
    guard setAttribute(path, "system.posix_acl_access", bytes, bytes.count, 0) == 0 else {
      #expect(errno == ENOTSUP)
      return
    }
    #expect(try outcome() == "rejected")
  }

  @Test func `a report that the group can write is taken, and the ledger tells of it`() throws {
    try place.drop("contracts/c.csv", ServiceHarness.contracts, mode: 0o664)
    try place.drop("incidents/i.json", ServiceHarness.incident(), mode: 0o664)
    #expect(try outcome() == "accepted")
    #expect(try place.notes().count == 2)
    var verification = try Verification(place.settings)
    #expect(try verification.run().isSound)
  }

  // MARK: slacreditctl submit

  @Test(arguments: ["000", "002", "022", "077"])
  func `what is submitted is taken, whatever the umask and the mode of the file`(
    umask: String
  ) throws {
    _ = try place.makeService()
    try place.write(Self.request, to: "q.json")
    #expect(chmod(place.path("q.json"), 0o666) == 0)
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let ended = try run(
      "sh",
      [
        "-c", "umask \(umask) && exec \"$@\"", "sh", products.appending(path: "slacreditctl").path,
        "submit", "--config", place.settingsPath, place.path("q.json"),
      ])
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try FileReader(place.path("spool/requests/q.json")).permissions == 0o640)
    #expect(try outcome() == "accepted")
  }
}
