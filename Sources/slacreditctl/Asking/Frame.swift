/// A piece of an answer on its way: a byte that says what it is, four that say how long, big-endian.
enum Frame {
  /// What a piece is.
  enum Kind: UInt8 {
    /// The exit status, a byte; the last piece.
    case status = 0
    /// For standard output.
    case results = 1
    /// For standard error.
    case messages = 2
    /// What would become of each file that came with the question, a byte each (``FileVerdict``).
    case verdicts = 3
  }

  /// The most that one piece has.
  static let limit = 1 << 16

  static func header(_ kind: Kind, _ count: Int) -> [UInt8] {
    let count = UInt32(count)
    return [kind.rawValue] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> UInt32($0)) }
  }

  /// Puts pieces together again, whatever they were cut into.
  struct Reader {
    private var bytes: [UInt8] = []
    private var taken = 0

    /// Whether what came is no answer.
    private(set) var isBroken = false

    mutating func add(_ more: [UInt8]) {
      bytes.removeFirst(taken)
      taken = 0
      bytes += more
    }

    /// The next whole piece; `nil` until more comes.
    mutating func next() -> (Kind, [UInt8])? {
      let rest = bytes[taken...]
      guard !isBroken, let first = rest.first, rest.count >= 5 else { return nil }
      let count = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard let kind = Kind(rawValue: first), count <= Frame.limit else {
        isBroken = true
        return nil
      }
      guard rest.count >= 5 + count else { return nil }
      taken += 5 + count
      return (kind, Array(rest.dropFirst(5).prefix(count)))
    }
  }
}
