import Foundation
import Glibc
import IngestingSupport
import ServingSupport
import Testing
import Verifying

/// The files of a ledger are their owner's alone: who may open one, if only to read, can hold up the writer.
@Suite struct LedgerModeTests {
  private let names = [
    "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "slacreditd.lock",
  ]

  private func modes(_ place: ServiceHarness) -> [mode_t] {
    names.map { name in
      var status = stat()
      return stat(place.path("state/\(name)"), &status) == 0 ? status.st_mode & 0o777 : 0
    }
  }

  @Test func `a ledger that is made is its owner's alone`() throws {
    #expect(modes(try ServiceHarness()) == [0o600, 0o600, 0o600, 0o600])
  }

  @Test func `a ledger that others may open is narrowed when the service starts`() throws {
    let place = try ServiceHarness()
    for name in names { chmod(place.path("state/\(name)"), 0o644) }
    _ = try place.makeService()
    #expect(modes(place) == [0o600, 0o600, 0o600, 0o600])
  }

  @Test func `what verification works on has no name that others could open`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    var verification = try Verification(place.settings)
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }.filter { $0.contains("scratch.sqlite") }
    #expect(!open.isEmpty)
    // Of verifications that other tests make, some may just begin.
    #expect(open.contains { $0.hasSuffix("(deleted)") })
    #expect(try verification.run().isSound)
  }
}
