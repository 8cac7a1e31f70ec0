import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// Which notes are looked for: by day, amount and counterparty, by range, and by any of them together
/// (電子帳簿保存法施行規則第2条第6項). What is left out leaves all.
public struct NoteSearch: Hashable, Sendable {
  /// The first day of issue.
  public var from: CivilDate?
  /// The last day of issue.
  public var to: CivilDate?
  /// The least gross amount, in yen.
  public var least: Int64?
  /// The greatest gross amount, in yen.
  public var most: Int64?
  /// The account by its identifier, or a part of its name.
  public var account: String?
  /// A contract of which the notes have a line.
  public var contract: Identifier?
  /// Only notes that are to be booked, and that finance has not said it booked.
  public var isUnbooked = false

  /// All notes.
  public init() {}
}

extension Book {
  /// Hands over the notes that are looked for, in order of number, each with what finance said of it.
  public func forEachNote(
    _ search: NoteSearch, _ body: (NoteHeader, NoteProgress) throws -> Void
  ) throws {
    var conditions: [String] = []
    var values: [(any DatabaseValueConvertible)?] = []
    func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      values.append(value)
    }
    require("issued_on >= ?", search.from?.description)
    require("issued_on <= ?", search.to?.description)
    require("gross >= ?", search.least)
    require("gross <= ?", search.most)
    require("sequence IN (SELECT note FROM note_line WHERE contract_id = ?)", search.contract?.text)
    if let account = search.account {
      conditions.append("(account_id = ? OR instr(account_name, ?) > 0)")
      values += [account, account]
    }
    if search.isUnbooked {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM note_line WHERE note = sequence AND booked)
        AND NOT EXISTS (SELECT 1 FROM acknowledgement told WHERE note = sequence
        AND booked_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM acknowledgement later
        WHERE later.note = sequence AND later.id > told.id AND later.withdrawn))
        """)
    }
    let sql = "SELECT * FROM credit_note" + (conditions.isEmpty ? "" : " WHERE ")
    let found = try Row.fetchCursor(
      database, sql: sql + conditions.joined(separator: " AND ") + " ORDER BY sequence",
      arguments: StatementArguments(values))
    while let row = try found.next() {
      let note = try Self.header(row)
      try body(note, progress(of: note.sequence))
    }
  }
}
