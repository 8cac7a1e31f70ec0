import Domain
import Foundation
import Notation
import Quantities

/// A value that the ledger keeps as a row: columns by which it is searched, and a body that says it whole.
protocol LedgerRecord: CanonicalObject, Sendable {
  /// Where its rows are kept.
  static var table: Table { get }

  /// What its row is searched by, in the order of ``Table/searched``. Nothing else is read from these
  /// columns, and they have to agree with the body.
  var searched: [(any SQLConvertible)?] { get }

  /// What it says, without digests of other bodies: those differ where a version writes more fields.
  var withoutDigests: Self { get }

  /// What it says that cannot be, whatever made it; `nil` where it holds.
  var contradiction: String? { get }

  /// Reads a body of a form that was written by an earlier version.
  ///
  /// - Throws: ``CorruptRowError`` for a form that is not known.
  static func decode(_ body: JSONValue, format: Int) throws -> Self
}

extension LedgerRecord {
  /// Mostly there are none.
  var withoutDigests: Self { self }

  /// Mostly its types see to that.
  var contradiction: String? { nil }

  /// There is one form so far.
  static func decode(_ body: JSONValue, format: Int) throws -> Self {
    throw CorruptRowError(table.name, "body of form \(format), which is not known")
  }
}

/// A body as it is stored, with the digest by which it is known to be whole.
struct StoredBody {
  let text: String
  let digest: String
  /// The bytes that tell the number of its form, where it was just written.
  private let format: Range<Int>

  /// The body of a record in today's form.
  init<Record: LedgerRecord>(_ record: Record) throws {
    guard let number = Record.table.format else {
      throw CorruptRowError(Record.table.name, "a table without bodies")
    }
    (text, format) = try CanonicalJSON.encode(record, format: number)
    digest = Digest.hexadecimal(of: text)
  }

  /// A body that is written already.
  init(text: String) {
    self.text = text
    digest = Digest.hexadecimal(of: text)
    format = 0..<0
  }

  /// The digest of what a record says, whatever the number of its form.
  static func digestWithoutFormat(_ record: some LedgerRecord) throws -> String {
    try StoredBody(record).digestWithoutFormat
  }

  /// The same of a body that was made from a record.
  var digestWithoutFormat: String {
    var digest = Digest()
    var bytes = Array(text.utf8)
    bytes.removeSubrange(format)
    digest.add(bytes)
    return digest.hexadecimal
  }

  /// Reads a row, whose digest and columns have to be those of its body.
  ///
  /// - Throws: ``CorruptRowError``.
  ///
  /// - Parameter left: a name whose lists in the body are passed over.
  static func read<Record: LedgerRecord>(
    _ type: Record.Type, _ row: any LedgerRow, leaving left: StaticString? = nil
  ) throws -> Record {
    let (table, searched) = (Record.table, Record.table.searched)
    let record: Record = try read(row, table, leaving: left) { body in
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
    _ row: any LedgerRow, _ table: Table, leaving left: StaticString? = nil,
    _ make: (JSONValue) throws -> Value
  ) throws -> Value {
    guard let text = row.optionalText("body") else {
      throw CorruptRowError(row, table, "its body was taken out")
    }
    guard Digest.hexadecimal(of: text) == row.text("digest") else {
      throw CorruptRowError(row, table, "its body is not that of its digest")
    }
    do { return try make(CanonicalJSON.parse(text, leaving: left)) } catch let error
      as CanonicalError
    {
      throw CorruptRowError(row, table, "\(error)")
    }
  }

  static func key(of row: any LedgerRow, _ table: Table) -> String {
    table.key.split(separator: ",").map { column in
      let column = column.trimmingCharacters(in: .whitespaces)
      return "\(column) \(row.value(column))"
    }.joined(separator: ", ")
  }
}

extension LedgerTransaction {
  /// Adds a record; nothing else adds rows that have bodies.
  ///
  /// - Returns: the row's number.
  @discardableResult
  func append<Record: LedgerRecord>(_ record: Record, input: Int64) throws -> Int64 {
    try append(record, StoredBody(record), input: input)
  }

  /// Adds a record whose body is made already.
  @discardableResult
  func append<Record: LedgerRecord>(
    _ record: Record, _ body: StoredBody, input: Int64
  ) throws -> Int64 {
    try record.refuseContradiction()
    return try add(
      Record.table.insertion, SQLArguments([input, body.text, body.digest] + record.searched))
  }

  /// The records of a table for which a condition holds.
  ///
  /// - Parameter rest: what follows the table's name: joins, a condition, an order.
  func records<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> [Record] {
    try fetch("SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments) {
      try StoredBody.read(type, $0)
    }
  }

  /// The same without those that are not what was written, of which somebody is told.
  func readableRecords<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> [Record] {
    try fetch("SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments) {
      row in try unlessCorrupt { try StoredBody.read(type, row) }
    }.compactMap { $0 }
  }

  /// The same for what nearly every contract has none of.
  func rareRecords<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments
  ) throws -> [Record] {
    try fetchIfExists(
      "SELECT \(Record.table.name).* FROM \(Record.table.name) \(rest)", arguments
    ) { try StoredBody.read(type, $0) }
  }

  /// The first of them.
  func record<Record: LedgerRecord>(
    _ type: Record.Type, _ rest: String, _ arguments: SQLArguments = SQLArguments()
  ) throws -> Record? {
    try records(type, rest + " LIMIT 1", arguments).first
  }
}
