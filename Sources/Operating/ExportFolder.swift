import Bookkeeping
import Foundation
import Spooling

/// A folder for people outside: filled under a passing name, then there whole under its own, with the
/// digests of all its files; as a tar archive where its name ends in `.tar`.
public final class ExportFolder {
  private let path: String
  /// Where it is filled: nobody else's, and beside its place, so that it only has to be renamed.
  private let passing: String
  /// What the archive's folder is called; `nil` when it is no archive.
  private let archived: String?
  private var digests: [(name: String, digest: String)] = []

  /// Begins a folder, or an archive, that is not there yet.
  ///
  /// - Throws: ``FileFailure`` when it is there, or when it cannot be made.
  public init(_ path: String) throws(FileFailure) {
    let url = URL(fileURLWithPath: path)
    self.path = url.standardizedFileURL.path
    archived = url.pathExtension == "tar" ? url.deletingPathExtension().lastPathComponent : nil
    var status = stat()
    guard lstat(self.path, &status) != 0 else {
      throw FileFailure("create", path, code: EEXIST)
    }
    var template = Array(
      (url.standardizedFileURL.deletingLastPathComponent().path + "/.slacreditctl.XXXXXX")
        .utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFailure("create", path) }
    passing = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit { try? FileManager.default.removeItem(atPath: passing) }

  /// The folder itself.
  private var root: String { "\(passing)/\(archived ?? "folder")" }

  /// Writes a file.
  ///
  /// - Throws: ``FileFailure``, and what the body throws.
  public func write(
    _ name: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let file = try AtomicFile("\(root)/\(name)")
    var digest = Digest()
    try body { bytes in
      digest.add(bytes)
      try file.write(bytes)
    }
    try file.commitWithoutDirectorySync()
    digests.append((name, digest.hexadecimal))
  }

  /// Writes a file of text.
  ///
  /// - Throws: ``FileFailure``.
  public func write(_ name: String, text: String) throws {
    try write(name) { try $0(Array(text.utf8)) }
  }

  /// Copies a file that is to have a digest.
  ///
  /// - Returns: whether it was there and had it; else nothing is copied.
  /// - Throws: ``FileFailure``.
  func copy(_ source: String, as name: String, digest: String) throws -> Bool {
    guard try FileBytes.digest(of: source) == digest else { return false }
    let bytes = try FileBytes(source, followingLinks: false)
    try write(name) { write in
      while let piece = try bytes.next() { try write(piece) }
    }
    return true
  }

  /// Writes the digests, as `sha256sum --check` reads them, and gives the whole its name.
  ///
  /// - Throws: ``FileFailure``.
  public func finish() throws {
    let sums = digests.sorted { $0.name < $1.name }
    try write("SHA256SUMS", text: sums.map { "\($0.digest)  \($0.name)\n" }.joined())
    // Neither takes the place of what came there meanwhile.
    let isThere = try archived.map { link(try pack($0), path) == 0 } ?? (rename(root, path) == 0)
    guard isThere else { throw FileFailure("create", path) }
    try synchronizeDirectory(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    try? FileManager.default.removeItem(atPath: passing)
  }

  /// Debian's own tar: every machine that the service runs on has it.
  ///
  /// - Returns: where the archive is.
  private func pack(_ name: String) throws(FileFailure) -> String {
    let archive = "\(passing)/.archive"
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = [
      "tar", "--create", "--force-local", "--file", archive, "--directory", passing, "--sort=name",
      "--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX", "--", "./\(name)",
    ]
    do { try tar.run() } catch { throw FileFailure("archive", path, code: ENOEXEC) }
    tar.waitUntilExit()
    switch tar.terminationStatus {
    case 0: return archive
    case 127: throw FileFailure("archive (there is no tar)", path, code: ENOENT)
    default: throw FileFailure("archive", path, code: EIO)
    }
  }
}
