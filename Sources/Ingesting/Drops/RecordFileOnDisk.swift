import Reading
import Spooling

extension RecordFile {
  /// A file on disk.
  ///
  /// - Parameter limit: how large it may be.
  /// - Throws: ``FileFailure`` when it cannot be opened.
  public init(path: String, limit: FileLimits.Limit? = nil) throws {
    let file = try FileReader(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try self.init(
      name: name,
      pieces: { limit?.limiting(name, size: file.size, file.pieces()) ?? file.pieces() },
      limit: limit)
  }
}
