/// Builds the tree of a value, from which its canonical text is written.
final class CanonicalEncoder: Encoder {
  /// A part of the tree while it grows.
  final class Node {
    enum Content {
      case none
      case scalar(JSONValue)
      case list([Node])
      case object([(name: String, node: Node)])
    }

    var content = Content.none

    func append(_ node: Node) {
      guard case .list(var items) = content else { return }
      content = .none
      items.append(node)
      content = .list(items)
    }

    func append(_ node: Node, as name: String) {
      guard case .object(var fields) = content else { return }
      content = .none
      fields.append((name, node))
      content = .object(fields)
    }

    func write(to text: inout [UInt8]) {
      switch content {
      case .none: text += "{}".utf8
      case .scalar(let value): value.write(to: &text)
      case .list(let items):
        text.append(UInt8(ascii: "["))
        for (place, item) in items.enumerated() {
          if place > 0 { text.append(UInt8(ascii: ",")) }
          item.write(to: &text)
        }
        text.append(UInt8(ascii: "]"))
      case .object(let fields) where fields.count == 1 && fields[0].name == FieldName.unnamed:
        fields[0].node.write(to: &text)
      case .object(let fields):
        text.append(UInt8(ascii: "{"))
        for (place, field) in fields.sorted(by: { $0.name < $1.name }).enumerated() {
          if place > 0 { text.append(UInt8(ascii: ",")) }
          JSONValue.text(field.name).write(to: &text)
          text.append(UInt8(ascii: ":"))
          field.node.write(to: &text)
        }
        text.append(UInt8(ascii: "}"))
      }
    }
  }

  let node: Node
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  private init(_ node: Node) {
    self.node = node
  }

  /// A container that keeps names as they are.
  static func unconverted<Key: CodingKey>(_ type: Key.Type) -> KeyedEncodingContainer<Key> {
    let node = Node()
    node.content = .object([])
    return KeyedEncodingContainer(Keyed(node: node, isConverting: false))
  }

  static func node(of value: some Encodable) throws -> Node {
    let node = Node()
    try value.encode(to: CanonicalEncoder(node))
    return node
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object = node.content {} else { node.content = .object([]) }
    return KeyedEncodingContainer(
      Keyed(node: node, isConverting: FieldName.isOfType(type)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .list([])
    return Unkeyed(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node) }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    let isConverting: Bool
    let codingPath: [any CodingKey] = []

    private func name(_ key: Key) -> String {
      isConverting ? FieldName.snake(key.stringValue) : key.stringValue
    }

    private func add(_ value: JSONValue, _ key: Key) {
      let scalar = Node()
      scalar.content = .scalar(value)
      node.append(scalar, as: name(key))
    }

    func encodeNil(forKey key: Key) throws { add(.null, key) }
    func encode(_ value: Bool, forKey key: Key) throws { add(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) throws { add(.text(value), key) }
    func encode(_ value: Int, forKey key: Key) throws { add(.integer(Int128(value)), key) }
    func encode(_ value: Int64, forKey key: Key) throws { add(.integer(Int128(value)), key) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
      node.append(try CanonicalEncoder.node(of: value), as: name(key))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      CanonicalEncoder(added(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      CanonicalEncoder(added(key)).unkeyedContainer()
    }

    private func added(_ key: Key) -> Node {
      let inner = Node()
      node.append(inner, as: name(key))
      return inner
    }

    func superEncoder() -> any Encoder { CanonicalEncoder(node) }
    func superEncoder(forKey key: Key) -> any Encoder { CanonicalEncoder(added(key)) }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey] = []

    var count: Int { if case .list(let items) = node.content { items.count } else { 0 } }

    private func added() -> Node {
      let inner = Node()
      node.append(inner)
      return inner
    }

    func encodeNil() throws { added().content = .scalar(.null) }

    func encode(_ value: some Encodable) throws {
      node.append(try CanonicalEncoder.node(of: value))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      CanonicalEncoder(added()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      CanonicalEncoder(added()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { CanonicalEncoder(added()) }
  }

  private struct Single: SingleValueEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey] = []

    func encodeNil() throws { node.content = .scalar(.null) }
    func encode(_ value: Bool) throws { node.content = .scalar(.bool(value)) }
    func encode(_ value: String) throws { node.content = .scalar(.text(value)) }
    func encode(_ value: Int) throws { node.content = .scalar(.integer(Int128(value))) }
    func encode(_ value: Int64) throws { node.content = .scalar(.integer(Int128(value))) }
    func encode(_ value: UInt32) throws { node.content = .scalar(.integer(Int128(value))) }

    func encode(_ value: some Encodable) throws {
      node.content = try CanonicalEncoder.node(of: value).content
    }
  }
}
