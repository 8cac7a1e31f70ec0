import Bookkeeping
import Foundation
import Notation
import Spooling

/// A folder for people outside, with the digests of all its files: on disk, filled under a passing name and
/// then there whole under its own; as a tar archive where its name ends in `.tar`; or as an archive that
/// goes to somebody as it is made, and lies nowhere.
public final class ExportFolder {
  private enum Place {
    /// What is filled, and where it goes.
    case folder(temporaryPath: String, path: String)
    case archive(TarStream, AtomicFile?)
  }

  private let place: Place
  /// What the archive's folder is called; empty where it is none.
  private let prefix: String
  private var digests: [(name: String, digest: Digest)] = []

  /// Begins a folder, or an archive, that is not there yet.
  ///
  /// - Throws: ``FileFailure`` when it is there, or when it cannot be made.
  public init(_ path: String) throws {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var status = stat()
    guard lstat(url.path, &status) != 0 else { throw FileFailure("create", path, code: EEXIST) }
    if url.pathExtension == "tar" {
      let file = try AtomicFile(url.path, mode: 0o644, isShared: true)
      place = .archive(try TarStream(file.write), file)
      prefix = Self.prefix(of: url.lastPathComponent)
    } else {
      // Nobody else's, and beside its place, so that it only has to be renamed.
      let template = url.deletingLastPathComponent().path + "/.slacreditctl.XXXXXX"
      var name = Array(template.utf8CString)
      guard let made = mkdtemp(&name).map({ String(cString: $0) }) else {
        throw FileFailure("create", path)
      }
      place = .folder(temporaryPath: made, path: url.path)
      prefix = ""
    }
  }

  /// Begins an archive of that name, of which nothing is kept.
  ///
  /// - Throws: ``FileFailure``, and what the body throws.
  public init(archive name: String, to write: @escaping ([UInt8]) throws -> Void) throws {
    place = .archive(try TarStream(write), nil)
    prefix = Self.prefix(of: name)
  }

  private static func prefix(of name: String) -> String { "\(name.dropLast(".tar".count))/" }

  deinit {
    if case .folder(let temporaryPath, _) = place {
      try? FileManager.default.removeItem(atPath: temporaryPath)
    }
  }

  /// Writes a file.
  ///
  /// - Parameter size: how many bytes it is to have, where that is known.
  /// - Throws: ``FileFailure``, and what the body throws.
  public func write(
    _ name: String, size: Int64? = nil,
    _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var digest = Digester()
    switch place {
    case .folder(let temporaryPath, _):
      let file = try AtomicFile("\(temporaryPath)/folder/\(name)")
      try body { bytes in
        digest.add(bytes)
        try file.write(bytes)
      }
      try file.commitWithoutDirectorySync()
    case .archive(let archive, _):
      if let size {
        try archive.begin(prefix + name, size: size)
        try body { bytes in
          digest.add(bytes)
          try archive.add(bytes)
        }
      } else {
        var held = SpillingBuffer()
        try body { bytes in
          digest.add(bytes)
          try held.append(bytes)
        }
        try archive.begin(prefix + name, size: held.count)
        while !held.isEmpty { try archive.add(held.next(upTo: FileReader.chunkSize)) }
      }
    }
    digests.append((name, digest.digest))
  }

  /// Writes a file of text.
  ///
  /// - Throws: ``FileFailure``.
  public func write(_ name: String, text: String) throws {
    let bytes = Array(text.utf8)
    try write(name, size: Int64(bytes.count)) { try $0(bytes) }
  }

  /// Copies a file that is to have a digest.
  ///
  /// - Returns: whether it was there and had it; else nothing is copied.
  /// - Throws: ``FileFailure``.
  func copy(_ source: String, as name: String, digest: Digest) throws -> Bool {
    guard try FileReader.digest(of: source) == digest else { return false }
    let bytes = try FileReader(source, followingLinks: false)
    try write(name, size: bytes.size) { write in
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
    switch place {
    case .folder(let temporaryPath, let path):
      guard rename("\(temporaryPath)/folder", path) == 0 else { throw FileFailure("create", path) }
      try synchronizeDirectory(URL(fileURLWithPath: path).deletingLastPathComponent().path)
      try? FileManager.default.removeItem(atPath: temporaryPath)
    case .archive(let archive, let file):
      try archive.finish()
      guard let file else { return }
      guard try file.commitIfAbsent() else { throw FileFailure("create", file.path, code: EEXIST) }
      try synchronizeDirectory(AtomicFile.directory(of: file.path))
    }
  }
}
