/// A canonical text while it is written.
public struct CanonicalText {
  private(set) var bytes: [UInt8] = []
  /// Of the object that is being written: whether it has no field yet, and the number of its form while
  /// that still has to come.
  private var isFirst = true
  private var format: Int?
  /// Where that was written.
  private(set) var formatPlace = 0..<0
  #if DEBUG
    private var last = ""
  #endif
  /// Whether only the name of a case is wanted, and that name.
  private var isNaming = false
  private var caseName: String?

  init() {
    bytes.reserveCapacity(1024)
  }

  /// The name of the case that a value is; nothing else of it is written.
  static func caseName(of value: some CanonicalObject) -> String? {
    var text = CanonicalText(isNaming: true)
    try? value.add(to: &text)
    return text.caseName
  }

  private init(isNaming: Bool) {
    self.isNaming = isNaming
  }

  /// Writes an object.
  ///
  /// - Parameter body: adds its fields, in order of name.
  public mutating func object(_ body: (inout CanonicalText) throws -> Void) rethrows {
    try object(format: nil, body)
  }

  mutating func object(
    format own: Int?, _ body: (inout CanonicalText) throws -> Void
  ) rethrows {
    let outer = self.outer
    bytes.append(UInt8(ascii: "{"))
    (isFirst, format) = (true, own)
    #if DEBUG
      last = ""
    #endif
    try body(&self)
    if format != nil { addFormat() }
    bytes.append(UInt8(ascii: "}"))
    restore(outer)
  }

  #if DEBUG
    private var outer: (Bool, Int?, String) { (isFirst, format, last) }
    private mutating func restore(_ outer: (Bool, Int?, String)) {
      (isFirst, format, last) = outer
    }
  #else
    private var outer: (Bool, Int?) { (isFirst, format) }
    private mutating func restore(_ outer: (Bool, Int?)) { (isFirst, format) = outer }
  #endif

  /// Adds a field to the object that is being written; one without a value is left out.
  public mutating func add(_ name: String, _ value: some Canonical) throws {
    guard !value.isAbsent, begin(name) else { return }
    try value.write(to: &self)
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
  ) rethrows {
    if begin(name) { try object(values) }
  }

  /// Adds a field whose name is data.
  @usableFromInline
  mutating func add(key: String, _ value: some Canonical) throws {
    separate()
    append(key)
    bytes.append(UInt8(ascii: ":"))
    try value.write(to: &self)
  }

  /// - Returns: whether the value is wanted, too.
  private mutating func begin(_ name: String) -> Bool {
    guard !isNaming else {
      caseName = name
      return false
    }
    if format != nil, "format" < name { addFormat() }
    #if DEBUG
      precondition(last < name, "\(name) comes after \(last)")
      last = name
    #endif
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes += name.utf8
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    return true
  }

  private mutating func addFormat() {
    guard let number = format else { return }
    format = nil
    let start = bytes.count
    separate()
    append(plain: "\"format\":\(number)")
    formatPlace = start..<bytes.count
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
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
