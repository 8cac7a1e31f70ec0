import Spooling

extension Spool {
  /// Claims a file that nobody writes to.
  ///
  /// - Returns: where it lies now; `nil` when it is gone or has to wait.
  package func claim(_ drop: Drop) throws -> String? {
    var still = StillFiles(settle: .zero)
    guard case .taken(let file) = try claim(drop, &still) else { return nil }
    return file.path
  }
}
