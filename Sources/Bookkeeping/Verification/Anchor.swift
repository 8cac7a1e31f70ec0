import Crediting
import Domain
import Notation
import Quantities

/// What a ledger came to at a moment, to be kept outside of it: one that is rewritten whole does not
/// have it any more. It is no entry of the chain.
public struct Anchor: Hashable, Sendable {
  /// What notes of a kind come to.
  public struct Sum: Hashable, Sendable {
    /// How many notes there are.
    public let notes: Int64
    /// Before tax.
    public let net: Int64
    /// With tax.
    public let gross: Int64
  }

  /// When it was made.
  public let anchoredAt: Moment
  /// The last entry.
  public let sequence: Int64
  /// Its hash.
  public let hash: Digest
  /// How many inputs there are.
  public let inputs: Int64
  /// How many notes there are.
  public let notes: Int64
  /// The hash of the last note; `nil` before the first.
  public let noteHash: Digest?
  /// How many documents have left.
  public let documents: Int64
  /// The hash of the last of them; `nil` before the first.
  public let documentHash: Digest?
  /// How many bytes the ledger has; `nil` in a file that does not tell.
  public let ledgerBytes: Int64?
  /// What the notes come to, by kind.
  public let sums: [String: Sum]
}

extension Anchor: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    anchoredAt = try fields["anchored_at"]
    sequence = try fields["sequence"]
    hash = try fields["hash"]
    inputs = try fields["inputs"]
    notes = try fields["notes"]
    noteHash = try fields["note_hash"]
    documents = try fields["documents"]
    documentHash = try fields["document_hash"]
    ledgerBytes = try fields["ledger_bytes"]
    sums = try fields["sums"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "anchored_at", anchoredAt, "document_hash", documentHash, "documents", documents, "hash",
      hash, "inputs", inputs)
    try object.add(
      "ledger_bytes", ledgerBytes, "note_hash", noteHash, "notes", notes, "sequence", sequence,
      "sums", sums)
  }
}

extension Anchor.Sum: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    notes = try fields["notes"]
    net = try fields["net"]
    gross = try fields["gross"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("gross", gross, "net", net, "notes", notes)
  }
}

extension LedgerTransaction {
  /// Whether an input closes a month, or the books.
  public func isClosing(_ input: Int64) throws -> Bool {
    try number(
      "SELECT 1 FROM request WHERE input = ? AND (month IS NOT NULL OR through IS NOT NULL)",
      [input]) != nil
  }

  /// What the ledger comes to now; `nil` before its first entry.
  public func anchor(at now: Moment) throws -> Anchor? {
    guard let last = try lastEntry() else { return nil }
    var sums: [String: Anchor.Sum] = [:]
    for kind in NoteKind.allCases {
      let notes = try count(.notes(kind))
      guard notes > 0 else { continue }
      sums[kind.rawValue] = Anchor.Sum(
        notes: notes, net: try count(.net(kind)), gross: try count(.gross(kind)))
    }
    let document = try row("SELECT id, hash FROM issued_document ORDER BY id DESC LIMIT 1")
    return Anchor(
      anchoredAt: now, sequence: last.entry.sequence, hash: last.hash,
      inputs: try count(.inputs), notes: try noteCount(),
      noteHash: try row("SELECT hash FROM credit_note ORDER BY sequence DESC LIMIT 1")?.digest(
        "hash"),
      documents: document?.integer("id") ?? 0, documentHash: document?.digest("hash"),
      ledgerBytes: try number(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"), sums: sums)
  }

  /// Why the ledger is not that of an anchor; `nil` where it is.
  public func fault(against anchor: Anchor) throws -> String? {
    guard let entry = try row("SELECT hash FROM entry WHERE sequence = ?", [anchor.sequence]) else {
      return "entry, sequence \(anchor.sequence): is missing, and the anchor has it"
    }
    guard entry.digest("hash") == anchor.hash else {
      return
        "entry, sequence \(anchor.sequence): its hash is not that of the anchor; the ledger was "
        + "rewritten"
    }
    let documentHash = try areDocumentsAnew(since: anchor) ? nil : anchor.documentHash
    for (table, key, place, hash) in [
      ("credit_note", "sequence", anchor.notes, anchor.noteHash),
      ("issued_document", "id", anchor.documents, documentHash),
    ] {
      guard let hash else { continue }
      let own = try row("SELECT hash FROM \(table) WHERE \(key) = ?", [place])
      guard own?.digest("hash") == hash else {
        return
          "\(table), \(key) \(place): its hash is not that of the anchor; the ledger was rewritten"
      }
    }
    return nil
  }

  /// Notes that the documents after one were delivered again, when a restored ledger caught up.
  public func setDocumentsAnew(after last: Int64, at moment: Moment) throws {
    // What was delivered anew once has the other order for good.
    let isFirst = try position(of: "documents anew at") == 0
    try advance(
      "documents anew after", to: isFirst ? last : min(last, position(of: "documents anew after")))
    try advance("documents anew at", to: moment.milliseconds)
  }

  private func areDocumentsAnew(since anchor: Anchor) throws -> Bool {
    let moment = try position(of: "documents anew at")
    return try anchor.anchoredAt.milliseconds <= moment
      && anchor.documents > position(of: "documents anew after")
  }

  /// The last of the documents that were issued; 0 before the first.
  public func lastIssuedDocument() throws -> Int64 {
    try number("SELECT max(id) FROM issued_document") ?? 0
  }
}
