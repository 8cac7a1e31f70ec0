import Foundation
import Notation

/// A body as it is stored, with the digest by which it is known to be whole.
struct StoredBody: Sendable {
  let text: String
  /// What is kept beside it, compressed; of most bodies nothing.
  let steps: StoredSteps?
  /// The bytes that tell the number of its form, where it was just written.
  private let format: Range<Int>

  /// SHA-256 of its text and, after that, of the digest of its steps where it has any.
  let digest: Digest

  /// The body of a record in today's form.
  init<Record: LedgerRecord>(_ record: Record) throws {
    let table = Record.table
    guard let number = table.format else {
      throw CorruptRowError(table.name, "a table without bodies")
    }
    let (text, apart, format) = try CanonicalJSON.encode(
      record, format: number, apart: table.keepsSteps ? StoredSteps.name : nil)
    self.init(text: text, steps: apart.flatMap { StoredSteps($0) }, format: format)
  }

  /// A body that is written already.
  init(text: String, steps: StoredSteps? = nil) {
    self.init(text: text, steps: steps, format: 0..<0)
  }

  private init(text: String, steps: StoredSteps?, format: Range<Int>) {
    (self.text, self.steps, self.format) = (text, steps, format)
    digest = Self.digest(of: text, steps)
  }

  private static func digest(
    of text: String, without left: Range<Int> = 0..<0, _ steps: StoredSteps?
  ) -> Digest {
    var digester = Digester()
    digester.add(bytesOf: text, without: left)
    if let steps { digester.add(steps.digest) }
    return digester.digest
  }

  /// The digest of what a record says, whatever the number of its form.
  static func digestWithoutFormat(_ record: some LedgerRecord) throws -> Digest {
    try StoredBody(record).digestWithoutFormat
  }

  /// The same of a body that was made from a record.
  var digestWithoutFormat: Digest { Self.digest(of: text, without: format, steps) }
}

extension StoredBody {
  /// What of it stands in columns, in the order in which tables have them.
  func columns(in table: Table) -> [(any SQLConvertible)?] {
    table.keepsSteps ? [text, digest, steps?.bytes] : [text, digest]
  }

  /// A row's body as it is stored.
  ///
  /// - Throws: ``CorruptRowError`` where its digest is not its own.
  init(_ row: any LedgerRow, _ table: Table) throws {
    do {
      self.init(text: row.text("body"), steps: try table.keepsSteps ? StoredSteps(row) : nil)
    } catch let error as CanonicalError { throw CorruptRowError(row, table, "\(error)") }
    guard digest == row.digest("digest") else {
      throw CorruptRowError(row, table, "its body is not that of its digest")
    }
  }

  /// Reads a row, whose digest and columns have to be those of its body.
  ///
  /// - Parameter withSteps: whether its steps are read, too, where they are kept apart.
  /// - Throws: ``CorruptRowError``.
  static func read<Record: LedgerRecord>(
    _ type: Record.Type, _ row: any LedgerRow, withSteps: Bool = true
  ) throws -> Record {
    let (table, searched) = (Record.table, Record.table.searched)
    let record: Record = try read(row, table, withSteps: withSteps) { body in
      guard case .integer(let number)? = body["format"], let format = Int(exactly: number) else {
        throw CorruptRowError(row, table, "a body without a form")
      }
      return try format == table.format
        ? Record(canonical: body) : Record.decode(body, format: format)
    }
    if let fault = record.contradiction { throw CorruptRowError(row, table, fault) }
    let values = record.searched
    guard values.count == searched.count else {
      throw CorruptRowError(row, table, "is searched by \(searched.count) columns")
    }
    for (column, value) in zip(searched, values)
    where row.value(column) != value?.sqlValue ?? .null {
      throw CorruptRowError(row, table, "column \(column) is not what the body says")
    }
    return record
  }

  /// What is made of a row's body, whose digest has to be its own.
  ///
  /// - Throws: ``CorruptRowError``.
  static func read<Value>(
    _ row: any LedgerRow, _ table: Table, withSteps: Bool = true,
    _ make: (JSONValue) throws -> Value
  ) throws -> Value {
    let body = try StoredBody(row, table)
    do {
      return try make(CanonicalJSON.parse(withSteps ? body.whole : body.text))
    } catch let error as CanonicalError {
      throw CorruptRowError(row, table, "\(error)")
    }
  }

  /// The body with its steps.
  ///
  /// - Throws: ``CanonicalError`` where they are not what was written.
  var whole: String {
    get throws { try steps.map { try $0.joined(to: text) } ?? text }
  }

  static func key(of row: any LedgerRow, _ table: Table) -> String {
    table.key.split(separator: ",").map { column in
      let column = column.trimmingCharacters(in: .whitespaces)
      return "\(column) \(row.value(column))"
    }.joined(separator: ", ")
  }
}
