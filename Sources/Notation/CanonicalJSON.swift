/// Values as canonical JSON: on one line, fields in order of name, none without a value; so equal values
/// are equal bytes. What is read may have more fields than the type knows, but of several cases just one.
public enum CanonicalJSON {
  /// The text of a value.
  ///
  /// - Throws: what the value cannot write.
  public static func encode(_ value: some Canonical) throws -> String {
    var text = CanonicalText()
    try value.write(to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// The text of a value that has fields, with the number of its form among them.
  ///
  /// - Returns: the text, and which bytes of it tell the number.
  /// - Throws: what the value cannot write.
  public static func encode(
    _ value: some CanonicalObject, format: Int
  ) throws -> (text: String, format: Range<Int>) {
    var text = CanonicalText()
    try text.object(format: format) { try value.add(to: &$0) }
    return (String(decoding: text.bytes, as: UTF8.self), text.formatPlace)
  }

  /// The value of a text.
  ///
  /// - Throws: ``CanonicalError`` for what is no JSON, or not of the type.
  public static func decode<Value: Canonical>(
    _ type: Value.Type, from text: String
  ) throws -> Value {
    try Value(canonical: parse(text))
  }

  /// The name of the case that a value is, as it is written; `nil` for what has several fields.
  public static func caseName(of value: some CanonicalObject) -> String? {
    CanonicalText.caseName(of: value)
  }

  /// A text as a tree.
  ///
  /// - Parameter left: a name whose lists are passed over, wherever it stands, and come out empty.
  /// - Throws: ``CanonicalError`` for what is no JSON.
  public static func parse(_ text: String, leaving left: StaticString? = nil) throws -> JSONValue {
    guard let value = JSONParser.parse(text, leaving: left) else { throw CanonicalError("no JSON") }
    return value
  }
}
