/// A file's bytes, one at a time and one ahead, from chunks that are fetched as they are needed:
/// the memory it takes does not depend on the file's size.
public struct ByteReader {
  private var chunk: [UInt8] = []
  private var index = 0
  private let fetch: () throws -> [UInt8]?
  /// The place of the next byte.
  public private(set) var position = Position(line: 1, column: 1)

  /// Reads from chunks; an absent or empty one ends the file.
  public init(fetching fetch: @escaping () throws -> [UInt8]?) {
    self.fetch = fetch
  }

  /// Reads bytes that are already there.
  public init(_ bytes: [UInt8]) {
    var given: [UInt8]? = bytes
    self.init {
      defer { given = nil }
      return given
    }
  }

  /// The next byte, left in place; `nil` at the end.
  @inline(__always)
  public mutating func peek() throws -> UInt8? {
    if index < chunk.count { return chunk[index] }
    chunk = try fetch() ?? []
    index = 0
    return chunk.first
  }

  /// The next byte, passed over; `nil` at the end.
  @inline(__always)
  public mutating func next() throws -> UInt8? {
    guard let byte = try peek() else { return nil }
    index += 1
    if byte == 0x0A {
      position = Position(line: position.line + 1, column: 1)
    } else if byte & 0xC0 != 0x80 {
      position = Position(line: position.line, column: position.column + 1)
    }
    return byte
  }

  /// The bytes that were fetched together with the next one.
  var atHand: [UInt8] { chunk }

  /// The bytes up to the end of the line, left in place; of a very long one, as many as are at hand.
  public mutating func lineAhead() throws -> ArraySlice<UInt8> {
    guard try peek() != nil else { return [] }
    return chunk[index...].prefix { $0 != 0x0A && $0 != 0x0D }
  }

  /// Counts a line as ended by what was read last.
  public mutating func breakLine() {
    position = Position(line: position.line + 1, column: 1)
  }

  /// Passes over a byte order mark at the start of a file.
  public mutating func skipByteOrderMark() throws {
    guard try peek() == 0xEF else { return }
    for _ in 0..<3 { _ = try next() }
    position = Position(line: 1, column: 1)
  }

  /// All that is left, up to a limit; `nil` when there is more.
  public mutating func rest(atMost limit: Int) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while try peek() != nil {
      bytes += chunk[index...]
      index = chunk.count
      if bytes.count > limit { return nil }
    }
    return bytes
  }
}
