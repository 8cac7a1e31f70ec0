import Notation

/// What a database keeps in a column.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
}

extension SQLValue: CustomStringConvertible {
  /// As messages show it.
  var description: String {
    switch self {
    case .null: "NULL"
    case .integer(let value): String(value)
    case .text(let text): String(reflecting: text)
    case .bytes(let bytes): "\(bytes.count) bytes"
    }
  }
}

/// A value that a column can keep.
protocol SQLConvertible {
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
  var sqlValue: SQLValue { self }
}

extension Int64: SQLConvertible {
  var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLConvertible {
  var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLConvertible {
  var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLConvertible {
  var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLConvertible {
  var sqlValue: SQLValue { .bytes(self) }
}

extension Digest: SQLConvertible {
  var sqlValue: SQLValue { .bytes(bytes) }
}

/// What stands for the question marks of a statement, in their order.
struct SQLArguments: ExpressibleByArrayLiteral {
  var values: [SQLValue]

  init(_ values: [(any SQLConvertible)?] = []) {
    self.values = values.map { $0?.sqlValue ?? .null }
  }

  init(arrayLiteral values: (any SQLConvertible)?...) {
    self.init(values)
  }
}
