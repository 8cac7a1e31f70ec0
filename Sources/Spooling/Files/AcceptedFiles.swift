import Glibc

/// Where accepted files are kept: `accepted/KIND/DAY/NAME`, each the service's own copy of what was taken
/// in, with its receipt beside it.
extension Spool {
  /// What the name of a receipt ends with.
  public static let receiptSuffix = ".receipt.json"

  /// Keeps a file that was accepted, and then its receipt: for good once the directory was synchronized. Whoever is
  /// interrupted does it again.
  ///
  /// - Parameters:
  ///   - place: the directory, below `accepted/`.
  ///   - sequence: the input's, by which files of one name are told apart.
  ///   - isSame: whether a receipt that lies there is of the same file.
  ///   - content: hands over the bytes.
  /// - Returns: the directory.
  /// - Throws: ``FileFailure``, and what the parameters throw.
  public func keep(
    _ name: String, in place: String, sequence: Int64, receipt: String,
    isSame: (_ receipt: String) -> Bool,
    _ content: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws -> String {
    let directory = "\(root)/accepted/\(place)"
    var short = Spool.shortened(name)
    // Nothing that a sender names may be taken for a receipt.
    if short.endsToTheByte(with: Spool.receiptSuffix) { short += ".dropped" }
    let copy = try AtomicFile("\(directory)/\(short)")
    try content(copy.write)
    var (number, target) = (1, "\(directory)/\(short)")
    while true {
      let lying = try Spool.text(of: target + Spool.receiptSuffix)
      if lying.map(isSame) ?? true {
        if try copy.commitIfAbsent(as: target) { break }
        if try copy.isEqual(to: target) { break }
      }
      target = "\(directory)/\(sequence)-\(number > 1 ? "\(number)-" : "")\(short)"
      number += 1
    }
    if try Spool.text(of: target + Spool.receiptSuffix) == nil {
      let file = try AtomicFile(target + Spool.receiptSuffix)
      try file.write(receipt)
      try file.commitWithoutDirectorySync()
    }
    return directory
  }

  /// Removes a claimed file, for good once the directory was synchronized; one that is gone was removed before.
  ///
  /// - Returns: the directory.
  /// - Throws: ``FileFailure`` when it cannot be removed.
  public func release(_ name: String, kind: String) throws(FileFailure) -> String {
    let path = claimedPath(name, kind: kind)
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
    return AtomicFile.directory(of: path)
  }

  /// The text of a small regular file; `nil` where there is none.
  private static func text(of path: String) throws(FileFailure) -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    let file = try FileReader(path, followingLinks: false)
    return String(decoding: try file.rest(), as: UTF8.self)
  }
}
