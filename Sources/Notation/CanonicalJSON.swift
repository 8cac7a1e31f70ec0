/// Values as canonical JSON: on one line, fields in order of name, none without a value; so equal values
/// are equal bytes.
///
/// Names of properties and of cases with their values become `snake_case`. What is read may have
/// more fields than the type knows. The library's coders take half as long again, and their bytes
/// are theirs to change.
public enum CanonicalJSON {
  /// The text of a value.
  ///
  /// - Throws: what the value's own encoding throws.
  public static func encode(_ value: some Encodable) throws -> String {
    var text: [UInt8] = []
    try CanonicalEncoder.node(of: value).write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The text of a value that has fields, with the number of its form among them.
  ///
  /// - Throws: what the value's own encoding throws.
  public static func encode(_ value: some Encodable, format: Int) throws -> String {
    let node = try CanonicalEncoder.node(of: value)
    let number = CanonicalEncoder.Node()
    number.content = .scalar(.integer(Int128(format)))
    node.append(number, as: "format")
    var text: [UInt8] = []
    node.write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The value of a text.
  ///
  /// - Throws: `DecodingError` for what is no JSON, or not of the type.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from text: String
  ) throws -> Value {
    try decode(type, from: parse(text))
  }

  /// The value of a part of a text.
  ///
  /// - Throws: `DecodingError` for what is not of the type.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from value: JSONValue
  ) throws -> Value {
    try CanonicalDecoder(value).decode(type)
  }

  /// A text as a tree.
  ///
  /// - Parameter left: a name whose lists are passed over, wherever it stands, and come out empty.
  /// - Throws: `DecodingError` for what is no JSON.
  public static func parse(_ text: String, leaving left: StaticString? = nil) throws -> JSONValue {
    guard let value = JSONParser.parse(text, leaving: left) else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no JSON"))
    }
    return value
  }
}

/// Names as Swift writes them and as bodies do.
enum FieldName {
  /// What Swift calls the one value of a case that has no name: it is written as the case's own.
  static let unnamed = "_0"

  /// `feeMonth` as `fee_month`.
  static func snake(_ name: String) -> String {
    guard name.utf8.contains(where: isCapital) else { return name }
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      if isCapital(byte) {
        bytes.append(UInt8(ascii: "_"))
        bytes.append(byte | 0x20)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name is the `snake_case` of another.
  static func isSnake(_ snake: String, of name: String) -> Bool {
    var bytes = snake.utf8.makeIterator()
    for byte in name.utf8 {
      if isCapital(byte) {
        guard bytes.next() == UInt8(ascii: "_"), bytes.next() == byte | 0x20 else { return false }
      } else if bytes.next() != byte {
        return false
      }
    }
    return bytes.next() == nil
  }

  /// `fee_month` as `feeMonth`.
  static func camel(_ name: String) -> String {
    guard name.utf8.dropFirst().contains(UInt8(ascii: "_")) else { return name }
    var bytes: [UInt8] = []
    var isNext = false
    for (place, byte) in name.utf8.enumerated() {
      if byte == UInt8(ascii: "_"), place > 0 {
        isNext = true
      } else {
        bytes.append(isNext && (0x61...0x7A).contains(byte) ? byte & ~0x20 : byte)
        isNext = false
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// Whether the names of a container's fields are Swift's own, and not data: keys of a dictionary.
  static func isOfType<Key>(_ type: Key.Type) -> Bool {
    ObjectIdentifier(type) != dictionaryKey
  }

  /// The library's type of a dictionary's keys, which has no name outside of it.
  private static let dictionaryKey: ObjectIdentifier? = {
    final class Probe: Encoder {
      var found: ObjectIdentifier?
      let codingPath: [any CodingKey] = []
      let userInfo: [CodingUserInfoKey: Any] = [:]
      func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        found = ObjectIdentifier(type)
        return CanonicalEncoder.unconverted(type)
      }
      func unkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("a dictionary has keys")
      }
      func singleValueContainer() -> any SingleValueEncodingContainer {
        preconditionFailure("a dictionary has keys")
      }
    }
    let probe = Probe()
    try? ["": ""].encode(to: probe)
    return probe.found
  }()
}
