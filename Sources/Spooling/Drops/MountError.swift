import Glibc

/// A directory of the spool on a mount of its own.
public struct MountError: Error, Sendable, CustomStringConvertible {
  /// Which, and what to do.
  public let description: String
}
