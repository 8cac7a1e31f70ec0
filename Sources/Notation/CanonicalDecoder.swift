/// Reads a value out of a tree; fields that its type does not know are passed over.
///
/// Where it fails is made out on the way back: nearly every value is what its type asks for.
struct CanonicalDecoder: Decoder {
  let value: JSONValue
  /// The field of which this is a part that errors do not pass on the way back: the name of a case.
  var parent: (any CodingKey)?
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(_ value: JSONValue, parent: (any CodingKey)? = nil) {
    self.value = value
    self.parent = parent
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let fields) = value else { throw mismatch("an object") }
    return KeyedDecodingContainer(
      Keyed(fields: fields, isConverting: FieldName.isOfType(type), parent: parent))
  }

  /// The values of a case; where it has one without a name, that is written as the whole.
  fileprivate func payload<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard Key(stringValue: FieldName.unnamed) != nil else { return try container(keyedBy: type) }
    if case .object(let fields) = value, fields.contains(where: { $0.0 == FieldName.unnamed }) {
      return try container(keyedBy: type)
    }
    let whole = JSONValue.object([(FieldName.unnamed, value)])
    return try CanonicalDecoder(whole, parent: parent).container(keyedBy: type)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let items) = value else { throw mismatch("a list") }
    return Unkeyed(items: items)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }

  fileprivate func mismatch(_ expected: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "not \(expected)"))
  }

  fileprivate func text() throws -> String {
    guard case .text(let text) = value else { throw mismatch("a text") }
    return text
  }

  fileprivate func flag() throws -> Bool {
    guard case .bool(let flag) = value else { throw mismatch("true or false") }
    return flag
  }

  fileprivate func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    guard case .integer(let number) = value, let whole = Value(exactly: number) else {
      throw mismatch("a whole number")
    }
    return whole
  }

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: [(String, JSONValue)]
    let isConverting: Bool
    let parent: (any CodingKey)?
    let codingPath: [any CodingKey] = []

    var allKeys: [Key] {
      fields.compactMap { name, _ in
        Key(stringValue: name) ?? (isConverting ? Key(stringValue: FieldName.camel(name)) : nil)
      }
    }

    private func field(_ key: Key) -> JSONValue? {
      let name = key.stringValue
      for (own, value) in fields
      where isConverting ? FieldName.isSnake(own, of: name) : own == name {
        return value
      }
      return nil
    }

    private func decoder(_ key: Key) throws -> CanonicalDecoder {
      guard let value = field(key) else {
        throw DecodingError.keyNotFound(
          key, .init(codingPath: [], debugDescription: "\(key.stringValue) is missing"))
      }
      return CanonicalDecoder(value)
    }

    /// What a field gives, with its name before the place of what is wrong in it.
    private func within<Value>(
      _ key: Key, _ body: (CanonicalDecoder) throws -> Value
    ) throws -> Value {
      let decoder = try decoder(key)
      do { return try body(decoder) } catch let error as DecodingError { throw placed(error, key) }
    }

    private func placed(_ error: DecodingError, _ key: Key) -> DecodingError {
      let inner = error.within(key)
      return parent.map { inner.within($0) } ?? inner
    }

    func contains(_ key: Key) -> Bool { field(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
      if case .null? = field(key) { true } else { false }
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
      try within(key) { try $0.flag() }
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
      try within(key) { try $0.text() }
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
      try within(key) { try $0.integer(type) }
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
      try within(key) { try $0.integer(type) }
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try within(key) { try $0.decode(type) }
    }

    /// The library looks three times for a field that may be absent.
    func decodeIfPresent<Value: Decodable>(
      _ type: Value.Type, forKey key: Key
    ) throws -> Value? {
      guard let value = field(key) else { return nil }
      if case .null = value { return nil }
      do { return try CanonicalDecoder(value).decode(type) } catch let error as DecodingError {
        throw placed(error, key)
      }
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      try CanonicalDecoder(decoder(key).value, parent: key).payload(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
      CanonicalDecoder(.object(fields))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
  }

  private struct Unkeyed: UnkeyedDecodingContainer {
    let items: [JSONValue]
    let codingPath: [any CodingKey] = []
    private(set) var currentIndex = 0

    init(items: [JSONValue]) {
      self.items = items
    }

    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    private mutating func next() throws -> CanonicalDecoder {
      guard !isAtEnd else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: [], debugDescription: "the list has ended"))
      }
      defer { currentIndex += 1 }
      return CanonicalDecoder(items[currentIndex])
    }

    mutating func decodeNil() throws -> Bool {
      guard !isAtEnd, case .null = items[currentIndex] else { return false }
      currentIndex += 1
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try next().decode(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }
  }

  private struct Single: SingleValueDecodingContainer {
    let decoder: CanonicalDecoder
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { if case .null = decoder.value { true } else { false } }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.flag() }
    func decode(_ type: String.Type) throws -> String { try decoder.text() }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try decoder.decode(type)
    }
  }
}

extension DecodingError {
  /// The same, found in a field.
  fileprivate func within(_ key: any CodingKey) -> DecodingError {
    func context(_ inner: Context) -> Context {
      Context(
        codingPath: [key] + inner.codingPath, debugDescription: inner.debugDescription,
        underlyingError: inner.underlyingError)
    }
    return switch self {
    case .typeMismatch(let type, let inner): .typeMismatch(type, context(inner))
    case .valueNotFound(let type, let inner): .valueNotFound(type, context(inner))
    case .keyNotFound(let missing, let inner): .keyNotFound(missing, context(inner))
    case .dataCorrupted(let inner): .dataCorrupted(context(inner))
    @unknown default: self
    }
  }
}
