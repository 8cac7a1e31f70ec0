import Foundation
import Glibc
import Spooling
import Testing

/// One process works on a directory at a time.
@Suite struct ProcessLockTests {
  @Test func `who finds it held closes nothing that is somebody else's`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID())").path
    defer { unlink(path) }
    let held = try ProcessLock(path)
    let trying = Thread {
      for _ in 1...20_000 { _ = try? ProcessLock(path, tries: 1) }
    }
    trying.start()
    // Meanwhile descriptors of the same numbers come and go.
    var lost = 0
    while !trying.isFinished {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if close(descriptor) != 0 { lost += 1 }
    }
    #expect(lost == 0)
    #expect(throws: LockHeldError.self) { try ProcessLock(path, tries: 1) }
    withExtendedLifetime(held) {}
  }
}
