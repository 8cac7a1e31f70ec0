import Reading
import Spooling

extension RecordFile {
  /// A file on disk.
  ///
  /// - Throws: ``FileFailure`` when it cannot be opened.
  public init(path: String) throws {
    let file = try FileBytes(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    self.init(name: name, bytes: ByteReader { try file.next() })
  }
}
