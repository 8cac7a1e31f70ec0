import Crediting
import Domain
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

/// A note in a list: with what it hangs on, and what finance said of it.
public struct ListedNote: Sendable {
  /// The note.
  public let note: NoteHeader
  /// What finance said of it.
  public let progress: NoteProgress
  /// The invoices whose fees it lowers, as finance had told them when it was issued.
  public let invoices: [PrecedingDocument]
  /// How its lines stand to their bills; `nil` where they differ.
  public let settlement: LineSettlement?
  /// The number of the note that it takes back.
  public let reverses: String?
  /// The number of the note that it corrects.
  public let replaces: String?
}

extension LedgerTransaction {
  /// Hands over the notes that are looked for, in order of number.
  ///
  /// - Parameter place: the ledger's place of the last one that is not wanted any more.
  public func forEachNote(
    _ search: NoteSearch, after place: Int64 = 0, _ body: (ListedNote) throws -> Void
  ) throws {
    var conditions = ["sequence > ?"]
    var values: [(any SQLConvertible)?] = [place]
    func require(_ condition: String, _ value: (any SQLConvertible)?) {
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
        EXISTS (SELECT 1 FROM note_line WHERE note = sequence AND body ->> '$.line.is_booked')
        """)
    }
    let condition = "WHERE " + conditions.joined(separator: " AND ")
    try forEachNote("\(condition) ORDER BY sequence", SQLArguments(values)) { note in
      let listed = try listed(note)
      if search.isUnbooked, listed.progress.bookedOn != nil { return }
      try body(listed)
    }
  }

  private func listed(_ note: NoteHeader) throws -> ListedNote {
    let summary = try summary(of: note.sequence)
    return ListedNote(
      note: note, progress: try progress(of: note.number), invoices: summary.invoices,
      settlement: summary.outline.settlement,
      reverses: try note.reverses.flatMap { try self.note($0)?.number },
      replaces: try note.replaces.flatMap { try self.note($0)?.number })
  }
}
