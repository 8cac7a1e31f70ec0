import Bookkeeping
import Glibc
import Spooling

/// A failure of the place where the service keeps things, and not of what was sent: a full or
/// read-only disk, an I/O error. No file is refused for it; the service waits until it is over.
public struct StorageError {
  /// What failed, in words.
  public let description: String
  /// Whether there was no room.
  public let isOfRoom: Bool

  private static let codes: Set<Int32> = [
    ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM, EACCES, EPERM, EFBIG, ENODEV, ENXIO, EINTR,
    EAGAIN,
  ]

  /// The trouble that an error tells of; `nil` for any other error.
  public init?(_ error: any Error) {
    if let failure = error as? FileFailure, StorageError.codes.contains(failure.code) {
      description = failure.description
      isOfRoom = [ENOSPC, EDQUOT, EFBIG].contains(failure.code)
    } else if let failure = LedgerFailure(error), failure.isOfStorage {
      description = failure.description
      isOfRoom = failure.isOfRoom
    } else {
      return nil
    }
  }
}
