/// The fields of an object that is read.
public struct CanonicalFields {
  private let fields: [(String, JSONValue)]

  /// The fields of an object.
  ///
  /// - Throws: ``CanonicalError`` for anything else.
  public init(_ value: JSONValue) throws {
    guard case .object(let fields) = value else { throw CanonicalError("not an object") }
    self.fields = fields
  }

  /// The value of a field.
  @inlinable
  public subscript<Value: Canonical>(name: String) -> Value {
    get throws {
      do { return try Value(canonical: find(name) ?? .null) } catch let error as CanonicalError {
        throw placed(error, name)
      }
    }
  }

  @usableFromInline
  func find(_ name: String) -> JSONValue? {
    for field in fields where field.0 == name { return field.1 }
    return nil
  }

  @usableFromInline
  func placed(_ error: CanonicalError, _ name: String) -> CanonicalError {
    (find(name) == nil ? CanonicalError("is missing") : error).within(name)
  }

  /// The fields of a field that is an object.
  ///
  /// - Throws: ``CanonicalError``.
  public func object(_ name: String) throws -> CanonicalFields {
    do { return try CanonicalFields(find(name) ?? .null) } catch let error as CanonicalError {
      throw placed(error, name)
    }
  }

  /// What is written of one of several cases, as the only field.
  ///
  /// - Throws: ``CanonicalError`` unless there is just one.
  public var onlyCase: (name: String, its: CanonicalCase) {
    get throws {
      guard fields.count == 1 else { throw CanonicalError("\(fields.count) cases, and not one") }
      return (fields[0].0, CanonicalCase(name: fields[0].0, value: fields[0].1))
    }
  }
}

/// What is written of one of several cases.
public struct CanonicalCase {
  let name: String
  let value: JSONValue

  /// One of its values by name.
  public subscript<Value: Canonical>(field: String) -> Value {
    get throws { try within { try CanonicalFields(value)[field] } }
  }

  /// Its value, where it has one without a name.
  public func whole<Value: Canonical>() throws -> Value {
    try within { try Value(canonical: value) }
  }

  /// That no case of a type has this name.
  public func unknown(_ type: Any.Type) -> CanonicalError {
    CanonicalError("“\(name)” is no \(type)")
  }

  private func within<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as CanonicalError { throw error.within(name) }
  }
}
