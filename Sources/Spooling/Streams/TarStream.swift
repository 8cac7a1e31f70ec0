import CArchive
import Glibc

/// Writes a tar archive (POSIX pax) as it comes, without keeping any of it.
public final class TarStream {
  private let archive: OpaquePointer
  private let sink: Sink

  /// Where the bytes go, and what that failed with.
  private final class Sink {
    let write: ([UInt8]) throws -> Void
    var error: (any Error)?

    init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }
  }

  /// Begins an archive.
  ///
  /// - Throws: ``FileFailure`` where the library refuses, and what the body throws.
  public init(_ write: @escaping ([UInt8]) throws -> Void) throws {
    guard let archive = archive_write_new() else {
      throw FileFailure("archive", "tar", code: ENOMEM)
    }
    self.archive = archive
    sink = Sink(write)
    try check(archive_write_set_format_pax_restricted(archive))
    let sink = Unmanaged.passUnretained(self.sink).toOpaque()
    try check(
      archive_write_open(
        archive, sink, nil,
        { _, context, bytes, count in
          guard let context, let bytes else { return -1 }
          let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
          do {
            try sink.write(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
            return la_ssize_t(count)
          } catch {
            sink.error = error
            return -1
          }
        }, nil))
  }

  deinit { archive_write_free(archive) }

  /// Begins a file of so many bytes, which ``add(_:)`` then gives.
  ///
  /// - Throws: what writing throws.
  public func begin(_ path: String, size: Int64) throws {
    guard let entry = archive_entry_new() else {
      throw FileFailure("archive", path, code: ENOMEM)
    }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, path)
    archive_entry_set_filetype(entry, UInt32(Glibc.S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, size)
    archive_entry_set_mtime(entry, time(nil), 0)
    try check(archive_write_header(archive, entry))
  }

  /// Adds bytes to the file that was begun.
  ///
  /// - Throws: what writing throws.
  public func add(_ bytes: [UInt8]) throws {
    let count = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw failure }
  }

  /// Ends the archive.
  ///
  /// - Throws: what writing throws.
  public func finish() throws { try check(archive_write_close(archive)) }

  private func check(_ status: Int32) throws {
    // A name that the locale cannot show is a warning: the archive has it in Unicode.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure }
  }

  private var failure: any Error {
    let code = archive_errno(archive)
    return sink.error ?? FileFailure("archive", "tar", code: code == 0 ? EIO : code)
  }
}
