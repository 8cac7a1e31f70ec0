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
    public let irregularity: Irregularity?
    /// Whether it was claimed before, by a run that was interrupted.
    public let isClaimed: Bool
  }

  /// The kind of which files under ``large`` go before larger ones.
  public let urgentKind: String?
  /// In bytes.
  public static let large: Int64 = 1_000_000

  /// Whether a file of the urgent kind lets smaller ones pass.
  public func isLarge(_ drop: Drop) -> Bool { drop.kind == urgentKind && drop.size >= Spool.large }

  /// Orders by time, then name, and large files of the urgent kind behind the others.
  public func isEarlier(_ left: Drop, _ right: Drop) -> Bool {
    (isLarge(left) ? 1 : 0, left.modified, left.name)
      < (isLarge(right) ? 1 : 0, right.modified, right.name)
  }

  /// Whether a name tells what is in a file.
  let isKnown: @Sendable (String) -> Bool

  /// A spool below a directory.
  ///
  /// - Parameters:
  ///   - urgentKind: the kind of which small files go first.
  ///   - isKnown: whether a name tells what is in a file; others are skipped.
  public init(
    root: String, kinds: [String], urgentKind: String? = nil,
    isKnown: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.root = root
    self.kinds = kinds
    self.urgentKind = urgentKind
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
  /// - Throws: ``LockHeldError``, ``FileFailure``.
  public func lock() throws -> ProcessLock { try ProcessLock("\(root)/\(Spool.claims)/.lock") }

  /// Whether a name says that a file is still being written.
  public static func isTemporary(_ name: String) -> Bool {
    name.beginsToTheByte(with: ".")
      || [".tmp", ".part", ".filepart", "~"].contains(where: name.endsToTheByte)
  }

  /// Where a file lies while it is taken in: out of its sender's hands, so that another one under
  /// the same name cannot take its place.
  static let claims = ".taking"

  /// A drop whose taking was broken off, as it lies there now.
  public func again(_ drop: Drop) -> Drop {
    let claimed = claimedPath(drop.name, kind: drop.kind)
    guard access(claimed, F_OK) == 0 else { return drop }
    return Drop(
      kind: drop.kind, name: drop.name, path: claimed, modified: drop.modified,
      changed: drop.changed, size: drop.size,
      irregularity: drop.irregularity, isClaimed: true)
  }

  /// Where a claimed file lies.
  public func claimedPath(_ name: String, kind: String) -> String {
    "\(root)/\(Spool.claims)/\(kind)/\(name)"
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
