/// A canonical text while it is written.
public struct CanonicalText {
  /// Of an object that is being written.
  private struct Level {
    /// The name of its last field; `nil` before the first.
    var last: String?
    /// The number of its form, while that still has to come.
    var format: Int?
  }

  private(set) var bytes: [UInt8] = []
  private var level = Level()
  /// Where the number of a form was written, with the comma before it: what else there is stands without
  /// it, unless it came first.
  private(set) var formatPlace = 0..<0
  /// The field that is written apart, and leaves an empty list in its place; and what was written of it.
  private let nameApart: String?
  private(set) var apart: [UInt8]?
  /// Whether only the name of a case is wanted, and the names that were given.
  private var isNaming = false
  private var names: [String] = []

  init(apart name: String? = nil) {
    nameApart = name
    bytes.reserveCapacity(1024)
  }

  /// The name of the case that a value is; nothing else of it is written.
  static func caseName(of value: some CanonicalObject) -> String? {
    var text = CanonicalText(isNaming: true)
    try? value.add(to: &text)
    return text.names.count == 1 ? text.names[0] : nil
  }

  private init(isNaming: Bool) {
    nameApart = nil
    self.isNaming = isNaming
  }

  /// Writes an object.
  ///
  /// - Parameter body: adds its fields, in order of name.
  public mutating func object(_ body: (inout CanonicalText) throws -> Void) rethrows {
    try object(format: nil, body)
  }

  mutating func object(
    format: Int?, _ body: (inout CanonicalText) throws -> Void
  ) rethrows {
    let outer = level
    bytes.append(UInt8(ascii: "{"))
    level = Level(format: format)
    try body(&self)
    if level.format != nil { addFormat() }
    bytes.append(UInt8(ascii: "}"))
    level = outer
  }

  /// Adds a field to the object that is being written; one without a value is left out.
  public mutating func add(_ name: String, _ value: some Canonical) throws {
    guard !value.isAbsent, try begin(name) else { return }
    guard name == nameApart, apart == nil else {
      return try value.write(to: &self)
    }
    let body = bytes
    bytes = []
    try value.write(to: &self)
    (apart, bytes) = (bytes, body)
    append(plain: "[]")
  }

  /// Adds two fields, in order of name.
  public mutating func add(
    _ a: String, _ aValue: some Canonical, _ b: String, _ bValue: some Canonical
  ) throws {
    try add(a, aValue)
    try add(b, bValue)
  }

  /// Adds three fields, in order of name.
  public mutating func add(
    _ a: String, _ aValue: some Canonical, _ b: String, _ bValue: some Canonical, _ c: String,
    _ cValue: some Canonical
  ) throws {
    try add(a, aValue, b, bValue)
    try add(c, cValue)
  }

  /// Adds four fields, in order of name.
  public mutating func add(
    _ a: String, _ aValue: some Canonical, _ b: String, _ bValue: some Canonical, _ c: String,
    _ cValue: some Canonical, _ d: String, _ dValue: some Canonical
  ) throws {
    try add(a, aValue, b, bValue, c, cValue)
    try add(d, dValue)
  }

  /// Adds five fields, in order of name.
  public mutating func add(
    _ a: String, _ aValue: some Canonical, _ b: String, _ bValue: some Canonical, _ c: String,
    _ cValue: some Canonical, _ d: String, _ dValue: some Canonical, _ e: String,
    _ eValue: some Canonical
  ) throws {
    try add(a, aValue, b, bValue, c, cValue, d, dValue)
    try add(e, eValue)
  }

  /// Adds one of several cases.
  ///
  /// - Parameter values: adds its values by name.
  public mutating func add(
    case name: String, _ values: (inout CanonicalText) throws -> Void = { _ in }
  ) throws {
    if try begin(name) { try object(values) }
  }

  /// Adds a field whose name is data.
  @usableFromInline
  mutating func add(key: String, _ value: some Canonical) throws {
    separate(key)
    append(key)
    bytes.append(UInt8(ascii: ":"))
    try value.write(to: &self)
  }

  /// - Returns: whether the value is wanted, too.
  /// - Throws: ``CanonicalError`` for a name that does not come after the last: equal values would not be
  ///   equal bytes.
  private mutating func begin(_ name: String) throws -> Bool {
    guard !isNaming else {
      names.append(name)
      return false
    }
    if level.format != nil, "format" < name { addFormat() }
    if let last = level.last, last >= name {
      throw CanonicalError("“\(name)” is written after “\(last)”")
    }
    separate(name)
    bytes.append(UInt8(ascii: "\""))
    bytes += name.utf8
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    return true
  }

  private mutating func addFormat() {
    guard let number = level.format else { return }
    level.format = nil
    let start = bytes.count
    separate("format")
    append(plain: "\"format\":\(number)")
    formatPlace = start..<bytes.count
  }

  private mutating func separate(_ name: String) {
    if level.last != nil { bytes.append(UInt8(ascii: ",")) }
    level.last = name
  }

  @usableFromInline
  mutating func list<Item>(
    _ items: [Item], _ write: (Item, inout CanonicalText) throws -> Void
  ) rethrows {
    bytes.append(UInt8(ascii: "["))
    var isNext = false
    for item in items {
      if isNext { bytes.append(UInt8(ascii: ",")) }
      isNext = true
      try write(item, &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Appends a text with its quotes.
  @usableFromInline
  mutating func append(_ text: String) { JSONValue.append(text, to: &bytes) }

  /// Appends what needs neither quotes nor escapes.
  @usableFromInline
  mutating func append(plain text: String) { bytes += text.utf8 }
}
