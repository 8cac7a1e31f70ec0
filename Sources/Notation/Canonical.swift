/// A value that has one canonical text (``CanonicalJSON``).
///
/// Written by hand, and not by the library's `Codable`: its containers are boxes and look-ups of types at
/// run time, which took a third of the time of an incident. The names are then spelled out, too, and
/// do not follow those of properties.
public protocol Canonical {
  /// Reads what was written.
  ///
  /// - Throws: ``CanonicalError``.
  init(canonical value: JSONValue) throws

  /// Writes it.
  ///
  /// - Throws: what cannot be written.
  func write(to text: inout CanonicalText) throws

  /// Whether there is no value, so that no field is written.
  var isAbsent: Bool { get }
}

extension Canonical {
  /// Mostly there is one.
  public var isAbsent: Bool { false }
}

/// One that is written as an object.
public protocol CanonicalObject: Canonical {
  /// Reads the fields that it knows; others are passed over.
  ///
  /// - Throws: ``CanonicalError``.
  init(from fields: CanonicalFields) throws

  /// Adds its fields, in order of name.
  ///
  /// - Throws: what cannot be written.
  func add(to object: inout CanonicalText) throws
}

extension CanonicalObject {
  /// Reads an object.
  public init(canonical value: JSONValue) throws { try self.init(from: CanonicalFields(value)) }

  /// Writes an object.
  public func write(to text: inout CanonicalText) throws {
    try text.object { try add(to: &$0) }
  }
}

/// What of a text is not what was asked for, and where.
public struct CanonicalError: Error, CustomStringConvertible {
  /// The fields in which it lies, the outermost first.
  public private(set) var path: [String] = []
  let fault: String

  /// Something that is wrong with a value.
  public init(_ fault: String) {
    self.fault = fault
  }

  /// The place and what is wrong there.
  public var description: String {
    path.isEmpty ? fault : "\(path.joined(separator: ".")): \(fault)"
  }

  func within(_ field: String) -> CanonicalError {
    var outer = self
    outer.path.insert(field, at: 0)
    return outer
  }
}

// MARK: Values without fields

extension String: Canonical {
  /// Reads a text.
  @inlinable
  public init(canonical value: JSONValue) throws {
    guard case .text(let text) = value else { throw CanonicalError("not a text") }
    self = text
  }

  /// Writes a text.
  @inlinable
  public func write(to text: inout CanonicalText) { text.append(self) }
}

extension Bool: Canonical {
  /// Reads `true` or `false`.
  @inlinable
  public init(canonical value: JSONValue) throws {
    guard case .bool(let flag) = value else { throw CanonicalError("not true or false") }
    self = flag
  }

  /// Writes `true` or `false`.
  @inlinable
  public func write(to text: inout CanonicalText) { text.append(plain: self ? "true" : "false") }
}

extension FixedWidthInteger {
  /// Reads a whole number.
  @inlinable
  public init(canonical value: JSONValue) throws {
    guard case .integer(let number) = value, let own = Self(exactly: number) else {
      throw CanonicalError("not a whole number of \(Self.bitWidth) bits")
    }
    self = own
  }

  /// Writes a whole number.
  @inlinable
  public func write(to text: inout CanonicalText) { text.append(plain: String(self)) }
}

extension Int: Canonical {}
extension Int64: Canonical {}
extension UInt32: Canonical {}

extension Optional: Canonical where Wrapped: Canonical {
  /// Reads a value, or that there is none.
  @inlinable
  public init(canonical value: JSONValue) throws {
    if case .null = value { self = nil } else { self = try Wrapped(canonical: value) }
  }

  /// Writes the value, or that there is none.
  @inlinable
  public func write(to text: inout CanonicalText) throws {
    if let self { try self.write(to: &text) } else { text.append(plain: "null") }
  }

  /// Whether there is none.
  public var isAbsent: Bool { if case .none = self { true } else { false } }
}

extension Array: Canonical where Element: Canonical {
  /// Reads a list.
  @inlinable
  public init(canonical value: JSONValue) throws {
    guard case .list(let items) = value else { throw CanonicalError("not a list") }
    self = try items.map { try Element(canonical: $0) }
  }

  /// Writes a list.
  @inlinable
  public func write(to text: inout CanonicalText) throws {
    try text.list(self) { try $0.write(to: &$1) }
  }
}

extension RawRepresentable where Self: Canonical, RawValue == String {
  /// Reads a name.
  @inlinable
  public init(canonical value: JSONValue) throws {
    let name = try String(canonical: value)
    guard let own = Self(rawValue: name) else {
      throw CanonicalError("“\(name)” is no \(Self.self)")
    }
    self = own
  }

  /// Writes its name.
  @inlinable
  public func write(to text: inout CanonicalText) { text.append(rawValue) }
}

extension Dictionary: Canonical where Key: CanonicalKey, Value: Canonical {
  /// Reads an object whose names are data.
  @inlinable
  public init(canonical value: JSONValue) throws {
    guard case .object(let fields) = value else { throw CanonicalError("not an object") }
    self.init(minimumCapacity: fields.count)
    for (name, value) in fields {
      guard let key = Key(canonicalKey: name) else {
        throw CanonicalError("“\(name)” is no \(Key.self)")
      }
      self[key] = try Value(canonical: value)
    }
  }

  /// Writes an object, in order of name.
  @inlinable
  public func write(to text: inout CanonicalText) throws {
    let fields = map { ($0.key.canonicalKey, $0.value) }.sorted { $0.0 < $1.0 }
    try text.object { object in
      for (name, value) in fields { try object.add(key: name, value) }
    }
  }
}

/// What names a field where names are data.
public protocol CanonicalKey: Hashable {
  /// The name.
  var canonicalKey: String { get }
  /// What a name means; `nil` for what is none.
  init?(canonicalKey: String)
}

extension String: CanonicalKey {
  /// Itself.
  public var canonicalKey: String { self }
  /// Itself.
  public init?(canonicalKey: String) { self = canonicalKey }
}

extension RawRepresentable where Self: CanonicalKey, RawValue == String {
  /// Its name.
  public var canonicalKey: String { rawValue }
  /// What bears a name.
  public init?(canonicalKey: String) { self.init(rawValue: canonicalKey) }
}
