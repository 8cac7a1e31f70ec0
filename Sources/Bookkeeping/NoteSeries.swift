import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

extension Book {
  /// The lines about a contract that stand: on notes that are no reversals and not reversed.
  ///
  /// `CROSS JOIN` keeps the order of search: left to choose, SQLite looks through every note there is.
  private static let standingLines = """
    note_line CROSS JOIN credit_note ON note = sequence WHERE contract_id = ? AND reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM credit_note reversal WHERE reversal.reverses = note)
    """

  /// The lines about a contract that stand, by place and key.
  func standing(_ contract: Identifier) throws -> [Settlement.StandingLine] {
    try fetch(
      "SELECT note, note_line.ordinal, account_id, key FROM \(Self.standingLines)", [contract.text]
    ) {
      Settlement.StandingLine(
        note: $0.integer("note"), ordinal: $0["ordinal"], account: try $0.identifier("account_id"),
        key: $0.text("key"))
    }
  }

  /// The same lines whole, with their steps.
  func standingLines(_ contract: Identifier) throws -> [NoteLine] {
    try fetch("SELECT note_line.* FROM \(Self.standingLines)", [contract.text]) {
      try Self.line($0, true)
    }
  }

  /// A note's place in the ledger and in its year's series of numbers, which has no gaps.
  struct Place {
    let sequence: Int64
    let issuedOn: CivilDate
    let year: Int
    let ordinal: Int64

    var number: String {
      let digits = String(ordinal)
      return "CN-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
  }

  /// The day on which a note is issued. A clock that steps back must not reopen a year whose series went
  /// on.
  func issueDay(on day: CivilDate) throws -> CivilDate {
    let last = try row("SELECT issued_on FROM credit_note ORDER BY sequence DESC LIMIT 1")
    return try max(day, last?.date("issued_on") ?? day)
  }

  func nextPlace(on day: CivilDate) throws -> Place {
    let last = try number("SELECT max(sequence) FROM credit_note") ?? 0
    let year = day.components.year
    let ordinal = try number("SELECT max(ordinal) FROM credit_note WHERE year = ?", [year]) ?? 0
    return Place(
      sequence: last + 1, issuedOn: day, year: year,
      ordinal: ordinal + 1)
  }

  func insert(
    _ place: Place, kind: NoteKind, input: Int64, policy: Policy, account: Identifier,
    accountName: String, totals: NoteTotals, isReturnInvoiceRequired: Bool, isFormOmitted: Bool,
    reverses: Int64?, replaces: Int64?
  ) throws -> NoteHeader {
    let previous = try row("SELECT hash FROM credit_note WHERE sequence = ?", [place.sequence - 1])
    let unhashed = NoteHeader(
      sequence: place.sequence, number: place.number, kind: kind, issuedOn: place.issuedOn,
      issuer: policy.issuer, language: policy.language(of: account), account: account,
      accountName: accountName, totals: totals,
      isReturnInvoiceRequired: isReturnInvoiceRequired, isFormOmitted: isFormOmitted,
      reverses: reverses, replaces: replaces,
      previousHash: previous?.text("hash") ?? NoteHeader.firstHash, hash: "")
    let header = try unhashed.hashed(over: self)
    try run(
      """
      INSERT INTO credit_note VALUES 
      (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        header.sequence, header.number, place.year, place.ordinal, kind.rawValue, input,
        header.issuedOn.description, header.issuer.name, header.issuer.registrationNumber,
        header.issuer.address,
        header.language.rawValue, account.text, accountName, header.rateColumn,
        try totals.net.column,
        try totals.gross.column, header.isReturnInvoiceRequired, header.isFormOmitted, reverses,
        replaces,
        header.previousHash, header.hash,
      ])
    return header
  }
}
