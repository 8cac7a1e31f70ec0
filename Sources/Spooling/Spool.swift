import Glibc

/// The drop directories and where files go from them: every file is in exactly one place, and moves
/// by rename.
public struct Spool: Sendable {
  /// The directory that holds all others.
  public let root: String
  /// The drop directories, in the order in which they are scanned.
  public let kinds: [String]

  /// A file that lies in a drop directory.
  public struct Drop: Hashable, Sendable {
    /// The drop directory.
    public let kind: String
    /// Its name there.
    public let name: String
    /// Its full path.
    public let path: String
    /// When it was last modified, in nanoseconds since the epoch.
    public let modified: Int64
    /// When it came there, or was last written to, in nanoseconds since the epoch: its sender cannot set that.
    public let changed: Int64
    /// How many bytes it has.
    public let size: Int64
    /// What it is instead of a regular file with a plain name; `nil` when it is one.
    public let oddity: Oddity?
    /// Whether it was claimed before, by a run that was interrupted.
    public let isClaimed: Bool

    /// Orders by time, then name.
    static func isEarlier(_ left: Drop, _ right: Drop) -> Bool {
      (left.modified, left.name) < (right.modified, right.name)
    }
  }

  /// Whether a name tells what is in a file.
  private let isKnown: @Sendable (String) -> Bool

  /// A spool below a directory.
  ///
  /// - Parameter isKnown: whether a name tells what is in a file; others are left alone.
  public init(
    root: String, kinds: [String], isKnown: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.root = root
    self.kinds = kinds
    self.isKnown = isKnown
  }

  /// The drop directories' paths.
  public var directories: [String] { kinds.map { "\(root)/\($0)" } }

  /// Makes the directories that are missing.
  ///
  /// - Parameter others: those that somebody else has to make.
  /// - Throws: ``FileFailure`` when one cannot be made.
  public func prepare(except others: [String] = []) throws(FileFailure) {
    for kind in kinds where !others.contains("\(root)/\(kind)") {
      for place in [kind, "\(Spool.claims)/\(kind)", "accepted/\(kind)", "rejected/\(kind)"] {
        try makeDirectory("\(root)/\(place)")
      }
    }
  }

  /// Lets one process work on it at a time.
  ///
  /// - Throws: ``ProcessLock/Taken``, ``FileFailure``.
  public func lock() throws -> ProcessLock { try ProcessLock("\(root)/\(Spool.claims)/.lock") }

  /// Whether a name says that a file is still being written.
  public static func isPassing(_ name: String) -> Bool {
    name.beginsToTheByte(with: ".")
      || [".tmp", ".part", ".filepart", "~"].contains(where: name.endsToTheByte)
  }

  /// Where a file lies while it is taken in: out of its sender's hands, so that another one under
  /// the same name cannot take its place.
  private static let claims = ".taking"

  /// A drop whose taking was broken off, as it lies there now.
  public func again(_ drop: Drop) -> Drop {
    let claimed = claimedPath(drop.name, kind: drop.kind)
    guard access(claimed, F_OK) == 0 else { return drop }
    return Drop(
      kind: drop.kind, name: drop.name, path: claimed, modified: drop.modified,
      changed: drop.changed, size: drop.size,
      oddity: drop.oddity, isClaimed: true)
  }

  /// Where a claimed file lies.
  public func claimedPath(_ name: String, kind: String) -> String {
    "\(root)/\(Spool.claims)/\(kind)/\(name)"
  }

  /// What was claimed and not finished, then what lies in the drop directories, by kind, time and
  /// name. Names that say that a file is still being written are passed over, and directories that cannot be
  /// listed.
  ///
  /// - Throws: ``FileFailure`` when what was claimed cannot be listed.
  public func list() throws(FileFailure) -> [Drop] { try round(of: .max).drops }

  /// What is looked at together.
  public struct Round: Sendable {
    /// What lies there.
    public internal(set) var drops: [Drop] = []
    /// Whether more lies there.
    public internal(set) var isCut = false
    /// The directories that cannot be listed: they keep nothing from the others.
    public internal(set) var failures: [FileFailure] = []
  }

  /// The same, but of each drop directory no more than so many files, those that came first, so that none of
  /// many keeps the other directories waiting.
  ///
  /// - Parameter isWaiting: whether a file is only looked at again, and does not count.
  /// - Throws: ``FileFailure`` when what was claimed cannot be listed.
  public func round(
    of limit: Int, except isWaiting: (Drop) -> Bool = { _ in false }
  ) throws(FileFailure) -> Round {
    var round = Round()
    for kind in kinds { round.drops += Spool.inOrder(try list(kind, isClaimed: true)) }
    for kind in kinds {
      do {
        var waiting: [Drop] = []
        var (odd, counted) = (FirstDrops(limit: limit), FirstDrops(limit: limit))
        try forEach(kind, isClaimed: false) { drop in
          if drop.oddity != nil {
            odd.add(drop)
          } else if isWaiting(drop) {
            waiting.append(drop)
          } else {
            counted.add(drop)
          }
        }
        round.isCut = round.isCut || counted.isCut
        round.drops += Spool.inOrder(waiting + counted.drops + odd.drops)
      } catch {
        round.failures.append(error)
      }
    }
    return round
  }

  private static func inOrder(_ drops: [Drop]) -> [Drop] { drops.sorted(by: Drop.isEarlier) }

  /// The first of very many, with no more of them in memory than twice that.
  private struct FirstDrops {
    let limit: Int
    private(set) var all: [Drop] = []
    private(set) var isCut = false

    init(limit: Int) { self.limit = limit }

    var drops: [Drop] { Array(all.sorted(by: Drop.isEarlier).prefix(limit)) }

    mutating func add(_ drop: Drop) {
      all.append(drop)
      isCut = isCut || all.count > limit
      guard all.count / 2 > limit else { return }
      all = drops
    }
  }

  /// What lies in one drop directory, in order of name.
  ///
  /// - Throws: ``FileFailure`` when it cannot be listed.
  public func list(_ kind: String) throws(FileFailure) -> [Drop] {
    try list(kind, isClaimed: false).sorted { $0.name < $1.name }
  }

  /// The user whose spool it is; `nil` where it is not there.
  public var owner: UInt32? {
    var status = stat()
    return lstat("\(root)/rejected", &status) == 0 ? status.st_uid : nil
  }

  /// What lies in the drop directories under a name that says that it is still being written, and was not
  /// changed since a time in nanoseconds.
  ///
  /// - Throws: ``FileFailure`` when a directory cannot be listed.
  public func unfinished(before time: Int64) throws(FileFailure) -> [Drop] {
    var found: [Drop] = []
    for kind in kinds {
      found += try list(kind, isClaimed: false, isPassing: true).filter { $0.modified < time }
    }
    return found.sorted { $0.path < $1.path }
  }

  private func list(
    _ kind: String, isClaimed: Bool, isPassing: Bool = false
  ) throws(FileFailure) -> [Drop] {
    var found: [Drop] = []
    try forEach(kind, isClaimed: isClaimed, isPassing: isPassing) { found.append($0) }
    return found
  }

  private func forEach(
    _ kind: String, isClaimed: Bool, isPassing: Bool = false, _ body: (Drop) -> Void
  ) throws(FileFailure) {
    let directory = isClaimed ? "\(root)/\(Spool.claims)/\(kind)" : "\(root)/\(kind)"
    try Spool.forEachEntry(of: directory) { name, isPlain in
      guard isClaimed || Spool.isPassing(name) == isPassing else { return }
      var status = stat()
      // Gone since it was listed: whoever took it away owns it.
      guard !isPlain || lstat("\(directory)/\(name)", &status) == 0 else { return }
      body(
        Drop(
          kind: kind, name: name, path: "\(directory)/\(name)",
          modified: status.st_mtim.nanoseconds, changed: status.st_ctim.nanoseconds,
          size: Int64(status.st_size),
          oddity: oddity(name, isPlain: isPlain, status.st_mode, isClaimed: isClaimed),
          isClaimed: isClaimed))
    }
  }

  /// What something in a drop directory is that is not taken.
  public enum Oddity: String, Sendable {
    case directory
    case link = "symbolic link"
    case fifo = "FIFO"
    case socket
    case device
    /// Its name is no Unicode, or has control characters.
    case name = "name that cannot be written"
    /// Its name does not tell what is in it.
    case ending = "unknown ending"
  }

  private func oddity(
    _ name: String, isPlain: Bool, _ mode: mode_t, isClaimed: Bool
  ) -> Oddity? {
    guard isPlain else { return .name }
    switch mode & S_IFMT {
    case S_IFREG: return isClaimed || isKnown(name) ? nil : .ending
    case S_IFDIR: return .directory
    case S_IFLNK: return .link
    case S_IFIFO: return .fifo
    case S_IFSOCK: return .socket
    default: return .device
    }
  }

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

  /// Where files go that were looked at.
  public enum Place: String, Sendable {
    /// Those that were taken in.
    case accepted
    /// Those that were refused.
    case rejected
  }

  /// The directories of a place and kind, by their days as they are called.
  ///
  /// - Throws: ``FileFailure`` when they cannot be listed.
  public func days(
    of kind: String, in place: Place
  ) throws(FileFailure) -> [(day: String, path: String)] {
    let directory = "\(root)/\(place.rawValue)/\(kind)"
    return try names(in: directory, S_IFDIR).map { ($0, "\(directory)/\($0)") }
  }

  /// The directories in a directory, by path; none where it is not there.
  ///
  /// - Throws: ``FileFailure`` when it cannot be listed.
  public func directories(in directory: String) throws(FileFailure) -> [String] {
    try names(in: directory, S_IFDIR).map { "\(directory)/\($0)" }
  }

  /// The regular files in a directory, by path; none where it is not there.
  ///
  /// - Throws: ``FileFailure`` when it cannot be listed.
  public func files(in directory: String) throws(FileFailure) -> [String] {
    try names(in: directory, S_IFREG).map { "\(directory)/\($0)" }
  }

  /// What of a type is in a directory, in order of name; no link is followed.
  private func names(
    in directory: String, _ type: mode_t
  ) throws(FileFailure) -> [String] {
    var found: [String] = []
    try Spool.forEachEntry(of: directory) { name, _ in
      var status = stat()
      if lstat("\(directory)/\(name)", &status) == 0, status.st_mode & S_IFMT == type {
        found.append(name)
      }
    }
    return found.sorted()
  }

  /// Hands over what is in a directory, and whether it has a plain name: Unicode without control characters.
  private static func forEachEntry(
    of directory: String, _ body: (_ name: String, _ isPlain: Bool) -> Void
  ) throws(FileFailure) {
    guard let stream = opendir(directory) else {
      // One that was taken away is made again when the service looks next.
      if errno == ENOENT { return }
      throw FileFailure("list", directory)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let (name, isPlain) = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
          let name = String(cString: characters)
          let isPlain =
            String(validatingCString: characters) != nil
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
          return (name, isPlain)
        }
      }
      if name != ".", name != ".." { body(name, isPlain) }
    }
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
    guard let file = try? FileBytes(path, followingLinks: false), file.size == text.utf8.count
    else { return false }
    var bytes: [UInt8] = []
    while let more = try? file.next() { bytes += more }
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

/// Makes a directory and those above it, for good.
///
/// - Throws: ``FileFailure`` when one cannot be made.
public func makeDirectory(_ path: String) throws(FileFailure) {
  var status = stat()
  if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
  let slash = path.lastIndex(of: "/")
  let above = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  if above != "/", above != "." { try makeDirectory(above) }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileFailure("make", path) }
  // A file in it, however well synchronized, is lost with the power if the directory's name is.
  try synchronizeDirectory(above)
}

/// Makes renames in a directory last.
///
/// - Throws: ``FileFailure`` when that fails.
public func synchronizeDirectory(_ path: String) throws(FileFailure) {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFailure("open", path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw FileFailure("synchronize", path) }
}

extension timespec {
  /// Nanoseconds since the epoch.
  var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}
