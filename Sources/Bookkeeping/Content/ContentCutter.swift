/// Cuts bytes into pieces where their content says so, so that what is the same in two files is cut the same, wherever
/// it stands: FastCDC (Xia et al., USENIX ATC 2016), by a rolling hash and with normalised sizes.
struct ContentCutter {
  /// In bytes; a file's last piece may be shorter.
  static let least = 4 << 10
  static let usual = 16 << 10
  static let most = 64 << 10

  /// What of the hash has to be zero for a cut: more of it before the usual size than after it.
  private static let strict: UInt64 = 0xFFFF_0000_0000_0000
  private static let loose: UInt64 = 0xFFF0_0000_0000_0000

  /// What each byte adds to the hash: SplitMix64 from zero on. With other numbers files are cut elsewhere, and nothing
  /// else changes.
  private static let gears: [UInt64] = {
    var state: UInt64 = 0
    return (0..<256).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }()

  private var rest: [UInt8] = []
  /// How far the rest was looked at without a cut, and the hash there.
  private var seen = 0
  private var hash: UInt64 = 0

  /// Adds bytes.
  ///
  /// - Parameter body: told each piece that ends in them.
  mutating func add(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
    rest += bytes
    var start = 0
    while let end = nextCut(from: start) {
      try body(Array(rest[start..<end]))
      start = end
    }
    rest.removeFirst(start)
  }

  /// What is left after the last cut.
  mutating func finish() -> [UInt8] {
    defer { self = ContentCutter() }
    return rest
  }

  /// Where a piece that begins at a place ends; `nil` where the bytes do not tell yet.
  private mutating func nextCut(from start: Int) -> Int? {
    let end = Self.gears.withUnsafeBufferPointer { gears in
      rest.withUnsafeBufferPointer { bytes -> Int? in
        // Nothing before the least size matters.
        var place = max(start + Self.least, start + seen)
        while place < bytes.count {
          if place - start == Self.most { return place }
          hash = hash << 1 &+ gears[Int(bytes[place])]
          let mask = place - start < Self.usual ? Self.strict : Self.loose
          place += 1
          if hash & mask == 0 { return place }
        }
        seen = max(0, place - start)
        return nil
      }
    }
    if end != nil { (seen, hash) = (0, 0) }
    return end
  }
}
