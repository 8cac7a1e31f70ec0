import Glibc

/// What lies in the drop directories, and in which order it is looked at.
extension Spool {
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
    /// The kinds of which more lies there.
    public internal(set) var cut: Set<String> = []
    /// Whether more lies there.
    public var isCut: Bool { !cut.isEmpty }
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
    for kind in kinds { round.drops += try list(kind, isClaimed: true).sorted(by: isEarlier) }
    for kind in kinds {
      do {
        var waiting: [Drop] = []
        var (odd, counted) = (FirstDrops(limit, isEarlier), FirstDrops(limit, isEarlier))
        try forEach(kind, isClaimed: false) { drop in
          if drop.irregularity != nil {
            odd.add(drop)
          } else if isWaiting(drop) {
            waiting.append(drop)
          } else {
            counted.add(drop)
          }
        }
        if counted.isCut { round.cut.insert(kind) }
        round.drops += (waiting + counted.drops + odd.drops).sorted(by: isEarlier)
      } catch {
        round.failures.append(error)
      }
    }
    return round
  }

  /// The first of very many, with no more of them in memory than twice that.
  private struct FirstDrops {
    private let limit: Int
    private let isEarlier: (Drop, Drop) -> Bool
    private var all: [Drop] = []
    private(set) var isCut = false

    init(_ limit: Int, _ isEarlier: @escaping (Drop, Drop) -> Bool) {
      (self.limit, self.isEarlier) = (limit, isEarlier)
    }

    var drops: [Drop] { Array(all.sorted(by: isEarlier).prefix(limit)) }

    mutating func add(_ drop: Drop) {
      all.append(drop)
      isCut = isCut || all.count > limit
      guard all.count / 2 > limit else { return }
      all = drops
    }
  }

  /// What lies in the directory of the urgent kind, in the order in which it is looked at.
  ///
  /// - Throws: ``FileFailure`` when it cannot be listed.
  public func urgent() throws(FileFailure) -> [Drop] {
    guard let urgentKind else { return [] }
    return try list(urgentKind, isClaimed: false).sorted(by: isEarlier)
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
      found += try list(kind, isClaimed: false, isTemporary: true).filter { $0.modified < time }
    }
    return found.sorted { $0.path < $1.path }
  }

  private func list(
    _ kind: String, isClaimed: Bool, isTemporary: Bool = false
  ) throws(FileFailure) -> [Drop] {
    var found: [Drop] = []
    try forEach(kind, isClaimed: isClaimed, isTemporary: isTemporary) { found.append($0) }
    return found
  }

  private func forEach(
    _ kind: String, isClaimed: Bool, isTemporary: Bool = false, _ body: (Drop) -> Void
  ) throws(FileFailure) {
    let directory = isClaimed ? "\(root)/\(Spool.claims)/\(kind)" : "\(root)/\(kind)"
    try Spool.forEachEntry(of: directory) { name, isPlain in
      guard isClaimed || Spool.isTemporary(name) == isTemporary else { return }
      var status = stat()
      // Gone since it was listed: whoever took it away owns it.
      guard !isPlain || lstat("\(directory)/\(name)", &status) == 0 else { return }
      body(
        Drop(
          kind: kind, name: name, path: "\(directory)/\(name)",
          modified: status.st_mtim.nanoseconds, changed: status.st_ctim.nanoseconds,
          size: Int64(status.st_size),
          irregularity: irregularity(name, isPlain: isPlain, status.st_mode, isClaimed: isClaimed),
          isClaimed: isClaimed))
    }
  }

  /// What something in a drop directory is that is not taken.
  public enum Irregularity: Sendable {
    case directory
    case link
    case fifo
    case socket
    case device
    /// Its name is no Unicode, or has control characters.
    case name
    /// Its name does not tell what is in it.
    case ending
  }

  private func irregularity(
    _ name: String, isPlain: Bool, _ mode: mode_t, isClaimed: Bool
  ) -> Irregularity? {
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

  /// Hands over what is in a directory, and whether it has a plain name: Unicode without control characters.
  static func forEachEntry(
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
}
