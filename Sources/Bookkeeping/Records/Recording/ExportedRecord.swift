import Domain
import Quantities

/// A record that a later export of the same thing replaces.
protocol ExportedRecord: LedgerRecord, Equatable {
  /// Where the one that stands is found.
  static var standing: StandingPlace { get }

  var contract: Identifier { get }
  /// What tells it from the others of its contract.
  var place: String { get }
  /// When it was written out.
  var exportedAt: Moment? { get set }
}

/// The table that says which of a contract's records stand.
struct StandingPlace {
  let table: Table
  /// The column that tells a contract's records apart.
  let place: String
  /// The column with the number of the record that stands.
  let row: String
}

/// An exported record with its body, which any thread can make.
public struct EncodedRecord<Record: Sendable>: Sendable {
  let record: Record
  let body: StoredBody
}

extension EncodedRecord where Record == ContractVersion {
  /// The contract that it is of.
  public var contract: Identifier { record.contract }
}

extension EncodedRecord where Record == Charge {
  /// The contract that it is of.
  public var contract: Identifier { record.contract }
}

extension EncodedRecord where Record: ExportedRecord {
  init(encoding record: Record) throws {
    self.record = record
    body = try StoredBody(record)
  }
}

extension ExportedRecord {
  /// Whether two say the same, whenever they were written out.
  fileprivate func isAlike(_ other: Self) -> Bool {
    var other = other
    other.exportedAt = exportedAt
    return self == other
  }
}

extension LedgerTransaction {
  /// What stands of one thing.
  private struct Standing<Record: ExportedRecord> {
    var exportedAt: Moment?
    let kept: Kept

    enum Kept {
      case row(KeptRow)
      case record(Record)
    }
  }

  private struct StandingKey: Hashable {
    let contract: String
    let place: String
  }

  /// Takes in exported records, in their order. Of two of the same thing the later exported stands, and where one of
  /// the two does not say when, the later received (docs/formats.md §3).
  ///
  /// - Returns: of each, whether what stands changed.
  func record<Record: ExportedRecord>(
    exported page: [EncodedRecord<Record>], input: Int64
  ) throws -> [Bool] {
    var standing = try standing(of: page)
    let (table, place, row) = (
      Record.standing.table, Record.standing.place, Record.standing.row
    )
    return try page.map { encoded in
      let record = encoded.record
      let key = StandingKey(contract: record.contract.text, place: record.place)
      if let now = standing[key] {
        if let exported = record.exportedAt, let earlier = now.exportedAt, exported < earlier {
          return false
        }
        if try isAlike(now.kept, encoded) {
          guard let exported = record.exportedAt else { return false }
          try run(
            "UPDATE \(table.name) SET exported_ms = ? WHERE contract_id = ? AND \(place) = ?",
            [exported.milliseconds, key.contract, key.place])
          standing[key]?.exportedAt = exported
          return false
        }
      }
      let id = try append(record, encoded.body, input: input)
      try run(
        """
        \(table.insertion) ON CONFLICT DO UPDATE
        SET \(row) = excluded.\(row), exported_ms = excluded.exported_ms
        """, [key.contract, key.place, id, record.exportedAt?.milliseconds])
      standing[key] = Standing(exportedAt: record.exportedAt, kept: .record(record))
      return true
    }
  }

  private func standing<Record: ExportedRecord>(
    of page: [EncodedRecord<Record>]
  ) throws -> [StandingKey: Standing<Record>] {
    let (table, place, row) = (
      Record.standing.table, Record.standing.place, Record.standing.row
    )
    let rows = try rows(
      """
      SELECT key.value page_key, now.\(place) page_place, now.exported_ms, made.*
      FROM json_each(?1) key CROSS JOIN \(table.name) now ON now.contract_id = key.value
      CROSS JOIN \(Record.table.name) made ON made.id = now.\(row)
      """, of: Set(page.map(\.record.contract.text)).sorted(), by: "page_key")
    var standing: [StandingKey: Standing<Record>] = [:]
    for row in rows.values.joined() {
      let key = StandingKey(contract: row.text("page_key"), place: row.text("page_place"))
      standing[key] = Standing(exportedAt: row.optionalMoment("exported_ms"), kept: .row(row))
    }
    return standing
  }

  /// One that is not what was written is like no other: it is replaced by what is exported again.
  private func isAlike<Record: ExportedRecord>(
    _ kept: Standing<Record>.Kept, _ encoded: EncodedRecord<Record>
  ) throws -> Bool {
    switch kept {
    case .record(let record): return record.isAlike(encoded.record)
    case .row(let row):
      let record = try unlessCorrupt { try StoredBody.read(Record.self, row) }
      return record.map { $0.isAlike(encoded.record) } ?? false
    }
  }
}
