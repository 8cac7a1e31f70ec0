import Bookkeeping
import Glibc
import Notation
import Spooling

extension FileReader {
  /// Whether a file that may be somebody else's still is of a size and has a digest; no more of it is read.
  ///
  /// - Throws: ``FileFailure``.
  public static func isSame(_ path: String, size: Int64, sha256: Digest) throws -> Bool {
    let file: FileReader
    // Whatever its owner did to it concerns that file alone.
    do { file = try FileReader(path, followingLinks: false) } catch { return false }
    guard file.size == size else { return false }
    var (digest, left) = (Digester(), size)
    while left >= 0, let bytes = try file.next() {
      digest.add(bytes)
      left -= Int64(bytes.count)
    }
    return left == 0 && digest.digest == sha256
  }

  /// SHA-256 of a regular file; `nil` where there is none. What cannot be read for
  /// another reason is not taken for gone.
  ///
  /// - Throws: ``FileFailure``.
  public static func digest(of path: String) throws -> Digest? {
    guard let file = try existing(path) else { return nil }
    var digest = Digester()
    while let bytes = try file.next() { digest.add(bytes) }
    return digest.digest
  }

  /// A regular file; `nil` where there is none.
  static func existing(_ path: String) throws(FileFailure) -> FileReader? {
    do { return try FileReader(path, followingLinks: false) } catch {
      switch error.code {
      case ENOENT, ENOTDIR, ELOOP, EISDIR, ENXIO: return nil
      default: throw error
      }
    }
  }
}
