import Domain
import Notation

extension LedgerTransaction {
  /// Notes that a document left, unless one of these bytes did so before.
  public func issued(_ document: IssuedDocument) throws {
    let before = try readableRecords(IssuedDocument.self, "WHERE path = ?", [document.path])
    guard !before.contains(where: { $0.sha256 == document.sha256 }) else { return }
    let body = try StoredBody(document)
    let last = try row("SELECT hash FROM issued_document ORDER BY id DESC LIMIT 1")?.digest("hash")
    try run(
      IssuedDocument.table.insertion,
      SQLArguments(
        [body.text, body.digest, Digest.chained(last ?? .none, body.digest)] + document.searched))
  }

  /// A document as it first left; `nil` where none did.
  public func firstIssued(_ path: String) throws -> IssuedDocument? {
    try record(IssuedDocument.self, "WHERE path = ? ORDER BY id", [path])
  }

  /// Hands over the documents that were made again with other bytes: as they first left, and as they did
  /// last.
  public func forEachReissued(
    _ body: (_ first: IssuedDocument, _ last: IssuedDocument) throws -> Void
  ) throws {
    try forEachKey(
      """
      SELECT path FROM issued_document WHERE path > ? GROUP BY path HAVING count(*) > 1
      ORDER BY path LIMIT ?
      """
    ) { path in
      // Of rows that are not what was written the chain tells.
      let issued = try? records(IssuedDocument.self, "WHERE path = ? ORDER BY id", [path])
      guard let first = issued?.first, let last = issued?.last else { return }
      try body(first, last)
    }
  }

  /// The paths of documents of which the ledger holds other bytes for written than left last, or none.
  public func documentsOtherThanIssued() throws -> [String] {
    try rows(
      """
      SELECT issued.path FROM issued_document issued LEFT JOIN document USING (path)
      WHERE issued.id IN (SELECT max(id) FROM issued_document GROUP BY path)
      AND lower(hex(document.digest)) IS NOT issued.body ->> '$.sha256' ORDER BY issued.path
      """
    ).map { $0.text("path") }
  }

  /// The last input that recorded grounds, up to a place; 0 before the first.
  public func lastGrounds(upTo place: Int64 = .max) throws -> Int64 {
    try number(
      """
      SELECT max(sequence) FROM input
      WHERE kind IN ('terms', 'agreements', 'settings', 'images') AND sequence <= ?
      """, [place]) ?? 0
  }
}
