import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

extension NoteHeader {
  /// What stands before the first note's hash.
  static let firstHash = String(repeating: "0", count: 64)

  /// The sums by rate, as a column keeps them.
  var rateColumn: String {
    totals.rates.map { ["\($0.percent)", "\($0.net)", "\($0.tax)"] }.column
  }

  /// The same note with its hash, over its own fields and its lines.
  func hashed(over book: Book) throws -> NoteHeader {
    var digest = Digest()
    digest.add([
      previousHash, String(sequence), number, kind.rawValue, issuedOn.description, issuer.name,
      issuer.registrationNumber, issuer.address, language.rawValue, account.text, accountName,
      rateColumn,
      String(isReturnInvoiceRequired), String(isFormOmitted), reverses.map { String($0) },
      replaces.map { String($0) },
    ])
    try book.forEachRow(of: sequence) { row in
      digest.add(
        row.databaseValues.map { value in
          value.isNull ? nil : String.fromDatabaseValue(value) ?? "\(value)"
        })
    }
    for incident in try book.incidents(of: sequence) {
      digest.add([
        incident.id.text, String(incident.revision), incident.title, incident.customerTitle,
        String(incident.began.milliseconds), incident.restored.map { String($0.milliseconds) },
      ])
    }
    return NoteHeader(
      sequence: sequence, number: number, kind: kind, issuedOn: issuedOn, issuer: issuer,
      language: language, account: account, accountName: accountName, totals: totals,
      isReturnInvoiceRequired: isReturnInvoiceRequired, isFormOmitted: isFormOmitted,
      reverses: reverses, replaces: replaces, previousHash: previousHash, hash: digest.hexadecimal)
  }
}

extension Book {
  /// A note by its place; `nil` when there is none.
  public func note(_ sequence: Int64) throws -> NoteHeader? {
    try row("SELECT * FROM credit_note WHERE sequence = ?", [sequence]).map(Self.header)
  }

  /// A note by its number; `nil` when there is none.
  public func note(numbered number: String) throws -> NoteHeader? {
    try row("SELECT * FROM credit_note WHERE number = ?", [number]).map(Self.header)
  }

  /// The input that brought a note about.
  public func input(of note: NoteHeader) throws -> Int64 {
    try number("SELECT input FROM credit_note WHERE sequence = ?", [note.sequence]) ?? 0
  }

  /// How many notes there are.
  public func noteCount() throws -> Int64 { try number("SELECT count(*) FROM credit_note") ?? 0 }

  /// What stands credited: the net sum of all notes, reversals taken off.
  public func standingTotal() throws -> Yen {
    Yen(try number("SELECT sum(net) FROM credit_note") ?? 0)
  }

  /// The note that takes a note back; `nil` while it stands.
  public func reversal(of note: Int64) throws -> NoteHeader? {
    try row("SELECT * FROM credit_note WHERE reverses = ?", [note]).map(Self.header)
  }

  /// Hands over the notes after a place, in order, up to a limit.
  public func forEachNote(
    after place: Int64, limit: Int64, _ body: (NoteHeader) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(
      database, sql: "SELECT * FROM credit_note WHERE sequence > ? ORDER BY sequence LIMIT ?",
      arguments: [place, limit])
    while let row = try found.next() { try body(Self.header(row)) }
  }

  /// Hands over the notes issued in a month after a place, in order.
  public func forEachNote(
    issuedIn month: FeeMonthName, after place: Int64 = 0, _ body: (NoteHeader) throws -> Void
  ) throws {
    let found = try Row.fetchCursor(
      database,
      sql: """
        SELECT * FROM credit_note WHERE sequence > ? AND substr(issued_on, 1, 7) = ?
        ORDER BY sequence
        """, arguments: [place, month.description])
    while let row = try found.next() { try body(Self.header(row)) }
  }

  /// The notes with a line about a contract, in order.
  public func notes(about contract: Identifier) throws -> [NoteHeader] {
    try rows(
      """
      SELECT * FROM credit_note WHERE sequence IN (SELECT note FROM note_line WHERE contract_id = ?)
      ORDER BY sequence
      """, [contract.text]
    ).map(Self.header)
  }

  /// The invoices whose fees a note lowers, as finance had told them when it was issued.
  public func invoices(loweredBy note: Int64) throws -> [PrecedingDocument] {
    try rows(
      """
      SELECT DISTINCT invoice_no, invoiced_on FROM note_line
      WHERE note = ? AND invoice_no IS NOT NULL ORDER BY invoiced_on, invoice_no
      """, [note]
    ).map {
      PrecedingDocument(
        number: $0.text("invoice_no"), issuedOn: try $0.optionalDate("invoiced_on"))
    }
  }

  /// What of a note's lines is booked, and whether that is all of them.
  public func booked(of note: Int64) throws -> (parts: [BookedPart], isWhole: Bool) {
    let rows = try rows(
      """
      SELECT invoice_no, invoiced_on, settlement, tax_rate, booked, sum(amount) sum FROM note_line
      WHERE note = ? GROUP BY 1, 2, 3, 4, 5 ORDER BY invoiced_on, invoice_no, settlement
      """, [note])
    let parts = try rows.filter { $0["booked"] }.map { row in
      BookedPart(
        invoice: try row.optionalText("invoice_no").map { number in
          PrecedingDocument(number: number, issuedOn: try row.optionalDate("invoiced_on"))
        },
        settlement: try row.name("settlement"), rate: row["tax_rate"],
        sum: Yen(row.integer("sum")))
    }
    return (parts, parts.count == rows.count)
  }

  /// Whether what a note says went, or goes, to another account by the same input.
  public func isReaddressed(_ note: NoteHeader) throws -> Bool {
    let input = try input(of: note)
    // Where nothing is taken back nothing moves: mostly that is all to be asked.
    let isMoving = try number(
      "SELECT 1 FROM credit_note WHERE input = ? AND reverses IS NOT NULL LIMIT 1", [input])
    guard isMoving != nil else { return false }
    return try number(
      """
      SELECT 1 FROM note_line own CROSS JOIN note_line moved USING (contract_id, remedy)
      CROSS JOIN credit_note other ON other.sequence = moved.note
      WHERE own.note = ? AND other.input = ? AND other.account_id <> ?
      AND (other.reverses IS NULL) <> ? LIMIT 1
      """, [note.sequence, input, note.account.text, note.reverses == nil]) != nil
  }

  /// The notes that correct a note.
  public func replacements(of note: Int64) throws -> [NoteHeader] {
    try rows("SELECT * FROM credit_note WHERE replaces = ? ORDER BY sequence", [note])
      .map(Self.header)
  }

  /// What the notes that correct a note come to, less what that came to, with tax.
  public func difference(after note: Int64) throws -> Yen {
    Yen(
      try number(
        """
        SELECT (SELECT sum(gross) FROM credit_note WHERE replaces = ?1)
        - (SELECT gross FROM credit_note WHERE sequence = ?1)
        """, [note]) ?? 0)
  }

  /// What a note says of its lines as a whole.
  public func outline(of note: Int64) throws -> LinesOutline {
    let rows = try rows(
      """
      SELECT settlement, sum(amount) sum, max(from_ms IS NOT NULL) outage,
      max(remedy = 'damages' AND tax_rate > 0) tax_included FROM note_line WHERE note = ?
      GROUP BY settlement
      """, [note])
    return LinesOutline(
      sums: try Dictionary(
        rows.map { (try $0.name("settlement"), Yen($0.integer("sum"))) },
        uniquingKeysWith: { first, _ in first }),
      isOfOutage: rows.contains { $0["outage"] },
      isTaxIncluded: rows.contains { $0["tax_included"] })
  }

  /// Hands over the lines of a note, in order; reading the steps takes longer than all the rest.
  public func forEachLine(
    of note: Int64, withSteps: Bool = true, _ body: (NoteLine) throws -> Void
  ) throws {
    try forEachRow(of: note) { try body(Self.line($0, withSteps)) }
  }

  /// The incidents that a note names.
  public func incidents(of note: Int64) throws -> [NoteIncident] {
    try fetch("SELECT * FROM note_incident WHERE note = ? ORDER BY incident_id", [note]) {
      NoteIncident(
        id: try $0.identifier("incident_id"), revision: $0.integer("revision"),
        title: $0.optionalText("title"), customerTitle: $0.optionalText("customer_title"),
        began: $0.moment("began_ms"), restored: $0.optionalMoment("restored_ms"))
    }
  }

  fileprivate func forEachRow(of note: Int64, _ body: (Row) throws -> Void) throws {
    let found = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT * FROM note_line WHERE note = ? ORDER BY ordinal"),
      arguments: [note])
    while let row = try found.next() { try body(row) }
  }

  static func header(_ row: Row) throws -> NoteHeader {
    let rates = try row.table("rates").map { code -> NoteTotals.Rate in
      guard code.count == 3, let percent = Int(code[0]), let net = Int64(code[1]),
        let tax = Int64(code[2])
      else { throw DamagedRow("rates", code) }
      return NoteTotals.Rate(percent: percent, net: Yen(net), tax: Yen(tax))
    }
    return NoteHeader(
      sequence: row.integer("sequence"), number: row.text("number"), kind: try row.name("kind"),
      issuedOn: try row.date("issued_on"),
      issuer: Issuer(
        name: row.text("issuer_name"), registrationNumber: row.text("issuer_number"),
        address: row.text("issuer_address")),
      language: try row.name("language"), account: try row.identifier("account_id"),
      accountName: row.text("account_name"),
      totals: NoteTotals(rates: rates),
      isReturnInvoiceRequired: row["return_invoice_required"], isFormOmitted: row["form_omitted"],
      reverses: row["reverses"], replaces: row["replaces"],
      previousHash: row.text("previous_hash"), hash: row.text("hash"))
  }

  static func line(_ row: Row, _ withSteps: Bool) throws -> NoteLine {
    NoteLine(
      contract: try row.identifier("contract_id"), remedy: try row.name("remedy"),
      request: try row.optionalIdentifier("request_id"),
      clauses: try row.table("clauses").map { try Citation(code: $0) },
      outage: row.optionalMoment("from_ms").map {
        Assessment.Window(from: $0, to: row.optionalMoment("to_ms"))
      },
      supplyFrom: try row.date("supply_from"), supplyTo: try row.date("supply_to"),
      units: row.integer("units"), exact: try row.exactYen("exact"),
      amount: Yen(row.integer("amount")), taxRate: row["tax_rate"],
      applyTo: try row.optionalMonth("apply_to"), settlement: try row.name("settlement"),
      invoice: try row.optionalText("invoice_no").map { number in
        PrecedingDocument(number: number, issuedOn: try row.optionalDate("invoiced_on"))
      },
      isBooked: row["booked"], isUnchanged: row["unchanged"],
      readings: try row.list("readings"),
      steps: withSteps ? try row.steps("steps") : [])
  }
}
