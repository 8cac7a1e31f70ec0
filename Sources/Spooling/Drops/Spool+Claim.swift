import Glibc

extension Spool {
  /// What came of the attempt to take a dropped file.
  public enum Claim {
    /// It is whole, and out of its sender's hands.
    case taken(FileReader)
    /// It is gone, or became something else since the directory was listed.
    case gone
    /// It stays where it is.
    case waits(Wait)
  }

  /// Why a file stays where it is.
  public enum Wait: Hashable, Sendable {
    /// Somebody has it open for writing.
    case writer
    /// It was changed a moment ago, and nothing better tells whether it is whole.
    case settling
    /// It was empty a moment ago.
    case empty
    /// It has no proof at its end, and its directory demands one.
    case unproven
    /// It may not be read.
    case unreadable(FileFailure)
    /// It may not be moved.
    case unmovable(FileFailure)
    /// Another of its name is being taken.
    case name
    /// What it needs of the ledger is not what was written.
    case ledger
  }

  /// Takes a file out of its drop directory, once nobody can be writing to it.
  ///
  /// - Parameters:
  ///   - still: how long files have been as they are, for file systems that do not tell who writes.
  ///   - isProven: whether its directory demands a proof at its end that it is whole.
  /// - Throws: ``FileFailure`` when it cannot be moved or read.
  public func claim(
    _ drop: Drop, _ still: inout StillFiles, isProven: Bool = false
  ) throws(FileFailure) -> Claim {
    let file: FileReader
    do {
      file = try FileReader(drop.path, followingLinks: false)
    } catch {
      switch error.code {
      case ENOENT, ENOTDIR, ELOOP, EISDIR, ENXIO: return .gone
      case EACCES, EPERM: return .waits(.unreadable(error))
      // Its sender holds a lease on it.
      case EAGAIN: return .waits(.writer)
      default: throw error
      }
    }
    defer { file.releaseLease() }
    let writer = file.lease()
    guard writer != .some else { return .waits(.writer) }
    let isEmpty = file.content.size == 0
    if isEmpty || writer == .unknown, !still.isStill(file) {
      return .waits(isEmpty ? .empty : .settling)
    }
    if isProven, !isEmpty, try !ProofOfWholeness.isGiven(by: file, named: drop.name) {
      return .waits(.unproven)
    }
    still.forget(drop.path)
    guard !drop.isClaimed else { return .taken(file) }
    do {
      let place = claimedPath(drop.name, kind: drop.kind)
      // Where the name is another file's meanwhile, that is claimed now, and looked at next.
      return try file.claim(to: place) ? .taken(file) : .waits(.name)
    } catch {
      var status = stat()
      if lstat(drop.path, &status) != 0 || status.st_mode & S_IFMT != S_IFREG { return .gone }
      // One directory with a wrong mode keeps nothing from the others.
      if [EACCES, EPERM].contains(error.code) { return .waits(.unmovable(error)) }
      throw error
    }
  }
}
