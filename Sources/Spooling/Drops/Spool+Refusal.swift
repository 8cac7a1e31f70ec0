import Glibc

/// Where refused files go, each with its reasons.
extension Spool {
  /// What the names of reasons end with.
  public static let reasonSuffixes = [".reason.json", ".reason.txt"]

  /// Writes the reasons, then moves a claimed file that is refused beside them.
  ///
  /// - Returns: where it is now, below the spool.
  /// - Throws: ``FileFailure`` when that fails.
  @discardableResult
  public func reject(
    _ name: String, kind: String, day: String, reasons: [(suffix: String, text: String)]
  ) throws(FileFailure) -> String? {
    let place = "rejected/\(kind)/\(day)"
    let source = claimedPath(name, kind: kind)
    guard access(source, F_OK) == 0 || errno != ENOENT else { return nil }
    try makeDirectory("\(root)/\(place)")
    var short = Spool.shortened(name)
    // Nothing that a sender names may be taken for reasons.
    if Spool.reasonSuffixes.contains(where: short.endsToTheByte) { short += ".dropped" }
    var target = "\(root)/\(place)/\(short)"
    var copy = 1
    while !Spool.isFree(target, for: reasons) {
      copy += 1
      target = "\(root)/\(place)/\(copy)-\(short)"
    }
    for reason in reasons {
      let file = try AtomicFile("\(target).\(reason.suffix)")
      try file.write(reason.text)
      try file.commit()
    }
    guard rename(source, target) == 0 else { throw FileFailure("move", source) }
    try synchronizeDirectory("\(root)/\(place)")
    try synchronizeDirectory("\(root)/\(Spool.claims)/\(kind)")
    return String(target.dropFirst(root.count + 1))
  }

  /// Whether a file and its reasons can be put somewhere. The same reasons with no file beside them
  /// are from a try that was interrupted, and are written once more.
  private static func isFree(
    _ target: String, for reasons: [(suffix: String, text: String)]
  ) -> Bool {
    guard access(target, F_OK) != 0 else { return false }
    return reasonSuffixes.allSatisfy { suffix in
      let path = target + suffix
      if access(path, F_OK) != 0 { return true }
      return reasons.contains { ".\($0.suffix)" == suffix && holds(path, $0.text) }
    }
  }

  private static func holds(_ path: String, _ text: String) -> Bool {
    guard let file = try? FileReader(path, followingLinks: false), file.size == text.utf8.count,
      let bytes = try? file.rest(upTo: text.utf8.count)
    else { return false }
    return bytes == Array(text.utf8)
  }

  /// A name that leaves room for what is put before and behind it: a file system takes 255 bytes.
  public static func shortened(_ name: String) -> String {
    guard name.utf8.count > 200 else { return name }
    let end = text(of: name.unicodeScalars.reversed(), upTo: 20)
    return text(of: name.unicodeScalars, upTo: 180) + "-"
      + text(of: end.unicodeScalars.reversed(), upTo: 20)
  }

  /// As many scalars as so many bytes take: one character may have any number of them.
  private static func text(of scalars: some Sequence<Unicode.Scalar>, upTo bytes: Int) -> String {
    var text = String.UnicodeScalarView()
    var left = bytes
    for scalar in scalars {
      left -= UTF8.width(scalar)
      guard left >= 0 else { break }
      text.append(scalar)
    }
    return String(text)
  }
}
