/// A value of a JSON, YAML or CSV file with the place where it stands.
public struct Node: Hashable, Sendable {
  /// Where it begins.
  public let position: Position
  /// What it is.
  public let value: Value

  /// A value at a place.
  public init(_ value: Value, at position: Position) {
    self.value = value
    self.position = position
  }

  /// What a file can hold.
  public enum Value: Hashable, Sendable {
    /// `null`, an empty cell, an empty YAML value: absent.
    case null
    /// A JSON `true` or `false`.
    case bool(Bool)
    /// A JSON number, as written.
    case number(String)
    /// Text in quotes.
    case text(String)
    /// A CSV cell or an unquoted YAML scalar, whose type the field decides.
    case plain(String)
    /// A list.
    case list([Node])
    /// Names and values, in the order of the file; a name may stand twice.
    case map([Member])
  }

  /// A name with its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// Where the name stands.
    public let position: Position
    /// The value.
    public let value: Node

    /// A name with its value.
    public init(_ key: String, at position: Position, _ value: Node) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  /// How an error message shows it.
  public var excerpt: String? {
    switch value {
    case .null: nil
    case .bool(let value): String(value)
    case .number(let text), .text(let text), .plain(let text): text
    case .list(let items): items.isEmpty ? "[]" : "[… \(items.count)]"
    case .map(let members): "{ \(members.map(\.key).prefix(3).joined(separator: ", ")) … }"
    }
  }
}
