import Domain
import Foundation
import Notation

/// A document as it left for a customer: its digest, and what it was made from.
public struct IssuedDocument: LedgerRecord, Hashable {
  /// Where it lies below the state directory.
  public let path: String
  /// What it is.
  public let form: DeliveredDocument.Form
  /// The number of the note.
  public let subject: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// The input up to which the grounds were recorded by which it was made: settings, terms, images.
  public let grounds: Int64
  /// The version of what makes documents.
  public let maker: Int
  /// SHA-256 of the files of the fonts in which it is set.
  public let fonts: [String]

  /// A document made of its parts.
  public init(
    path: String, form: DeliveredDocument.Form, subject: String, sha256: String, grounds: Int64,
    maker: Int, fonts: [String] = []
  ) {
    self.path = path
    self.form = form
    self.subject = subject
    self.sha256 = sha256
    self.grounds = grounds
    self.maker = maker
    self.fonts = fonts
  }

  static let table = Table.issuedDocument
  var searched: [(any SQLConvertible)?] {
    [path, form.rawValue, subject]
  }
}

extension IssuedDocument: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    path = try fields["path"]
    form = try fields["form"]
    subject = try fields["subject"]
    sha256 = try fields["sha256"]
    grounds = try fields["grounds"]
    maker = try fields["maker"]
    fonts = try fields["fonts"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("fonts", fonts, "form", form, "grounds", grounds, "maker", maker)
    try object.add("path", path, "sha256", sha256, "subject", subject)
  }
}

extension LedgerTransaction {
  /// Notes that a document left, unless one of these bytes did so before.
  public func issued(_ document: IssuedDocument) throws {
    let before = try readableRecords(IssuedDocument.self, "WHERE path = ?", [document.path])
    guard !before.contains(where: { $0.sha256 == document.sha256 }) else { return }
    let body = try StoredBody(document)
    let last = try row("SELECT hash FROM issued_document ORDER BY id DESC LIMIT 1")?.text("hash")
    let previous = last ?? Digest.beginning
    try run(
      Table.issuedDocument.insertion,
      SQLArguments(
        [body.text, body.digest, previous, Digest.chained(previous, body.digest)]
          + document.searched))
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
      AND document.digest IS NOT issued.body ->> '$.sha256' ORDER BY issued.path
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
