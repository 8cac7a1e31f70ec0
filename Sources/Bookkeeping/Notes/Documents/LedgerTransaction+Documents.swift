import Domain
import Notation

/// A document that was written from the ledger, and how to make it again.
public struct DeliveredDocument: Hashable, Sendable {
  /// What it is made from.
  public enum Form: RawRepresentable, Canonical, Hashable, Sendable {
    /// A note as JSON, by its number.
    case note
    /// A note in another form, by its number.
    case noteForm(DocumentSettings.Form)
    /// The assessments of an incident.
    case assessments

    /// The form of that name; `nil` where there is none.
    public init?(rawValue name: String) {
      switch name {
      case "note": self = .note
      case "assessments": self = .assessments
      default:
        guard let form = DocumentSettings.Form(rawValue: name) else { return nil }
        self = .noteForm(form)
      }
    }

    /// Its name in the ledger.
    public var rawValue: String {
      switch self {
      case .note: "note"
      case .noteForm(let form): form.rawValue
      case .assessments: "assessments"
      }
    }
  }

  /// Where it lies below the state directory.
  public let path: String
  /// What it is made from.
  public let form: Form
  /// Which note or incident.
  public let subject: String
  /// SHA-256 of its bytes.
  public let digest: Digest

  /// A document.
  public init(path: String, form: Form, subject: String, digest: Digest) {
    self.path = path
    self.form = form
    self.subject = subject
    self.digest = digest
  }
}

extension LedgerTransaction {
  /// Notes that a document was written.
  public func delivered(_ document: DeliveredDocument) throws {
    try run(
      """
      \(Table.document.insertion) ON CONFLICT DO UPDATE SET digest = excluded.digest
      """, [document.path, document.form.rawValue, document.subject, document.digest])
  }

  /// The digest with which a document was last written; `nil` when it never was.
  public func digest(ofDocument path: String) throws -> Digest? {
    try row("SELECT digest FROM document WHERE path = ?", [path])?.digest("digest")
  }

  /// Hands over the documents that were written, in order of path.
  public func forEachDocument(_ body: (DeliveredDocument) throws -> Void) throws {
    var last = ""
    while true {
      let page = try documents(after: last, limit: 1_000)
      for document in page { try body(document) }
      guard let end = page.last, page.count == 1_000 else { return }
      last = end.path
    }
  }

  /// The documents that were written, in order of path, after one of them.
  public func documents(after path: String, limit: Int64) throws -> [DeliveredDocument] {
    try fetch("SELECT * FROM document WHERE path > ? ORDER BY path LIMIT ?", [path, limit]) { row in
      DeliveredDocument(
        path: row.text("path"), form: try row.name("form"), subject: row.text("subject"),
        digest: row.digest("digest"))
    }
  }

  /// Asks for all documents to be looked at and, where need be, made again.
  public func requestRepair(input: Int64) throws { try advance("repair", to: input) }

  /// The input that last asked for that, where it is not done; else `nil`.
  public func requestedRepair() throws -> Int64? {
    let last = try position(of: "repair")
    return try last > position(of: "repaired") ? last : nil
  }

  /// Notes that every document was looked at since an input asked for it.
  public func repaired(request input: Int64) throws { try advance("repaired", to: input) }

  /// Notes that a form of a note waits for something.
  public func setWaiting(_ form: DocumentSettings.Form, of note: Int64) throws {
    try run(Table.unformed.insertionIfAbsent, [note, form.rawValue])
  }

  /// Notes that a form of a note was written.
  public func clearWaiting(_ form: DocumentSettings.Form, of note: Int64) throws {
    try run("DELETE FROM unformed WHERE note = ? AND form = ?", [note, form.rawValue])
  }

  /// Some forms that wait for something, in order, after the last that was looked at.
  public func waitingForms(
    after last: (note: Int64, form: DocumentSettings.Form)?, limit: Int64
  ) throws -> [(note: Int64, form: DocumentSettings.Form)] {
    try rows(
      "SELECT * FROM unformed WHERE (note, form) > (?, ?) ORDER BY note, form LIMIT ?",
      [last?.note ?? 0, last?.form.rawValue ?? "", limit]
    ).map { ($0.integer("note"), try $0.name("form")) }
  }

  /// How many forms wait for something.
  public func waitingForms() throws -> Int64 { try number("SELECT count(*) FROM unformed") ?? 0 }
}
