import Glibc

/// A failure of a system call on a file, in words.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, such as `open`.
  public let operation: String
  /// On which file.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// The failure that the system just reported.
  public init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// `path: cannot open: reason`.
  public var description: String { "\(path): cannot \(operation): \(reason)" }

  /// What the system says of it.
  public var reason: String { String(cString: strerror(code)) }
}
