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

  /// The text of a value that has fields.
  ///
  /// - Parameters:
  ///   - format: the number of its form, to be written among them.
  ///   - name: the first field of that name is written apart, and leaves an empty list in its place.
  /// - Returns: the text, what was written apart, and which bytes of the text tell the number.
  /// - Throws: what the value cannot write.
  public static func encode(
    _ value: some CanonicalObject, format: Int? = nil, apart name: String? = nil
  ) throws -> (text: String, apart: [UInt8]?, format: Range<Int>) {
    var text = CanonicalText(apart: name)
    try text.object(format: format) { try value.add(to: &$0) }
    return (String(decoding: text.bytes, as: UTF8.self), text.apart, text.formatPlace)
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
  /// - Throws: ``CanonicalError`` for what is no JSON.
  public static func parse(_ text: String) throws -> JSONValue {
    guard let value = JSONParser.parse(text) else { throw CanonicalError("no JSON") }
    return value
  }
}
