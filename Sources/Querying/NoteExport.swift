import Bookkeeping
import Crediting
import Delivering
import Documents
import Domain
import Notation
import Spooling

/// Notes for people outside: a list, and every document as it was delivered.
extension Inquiry {
  /// Writes the notes that are looked for into a folder.
  ///
  /// - Returns: the documents that are gone, damaged or not written yet, which are left out.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public func export(_ search: NoteSearch, to folder: ExportFolder) throws -> [String] {
    try folder.write("notes.csv") { write in
      // Spreadsheets take a file without the mark for one in a legacy encoding.
      try write([0xEF, 0xBB, 0xBF] + Array(Self.listHeader.utf8))
      try forEachNote(search, with: { try Self.listRow($1, $0.noteDocument($1.note)) }) { row in
        try write(Array(row.utf8))
      }
    }
    var missing: [String] = []
    try forEachNote(search, with: { try documents(of: $1.note, $0) }) { documents in
      for document in documents {
        let isThere = try document.digest.map {
          try folder.copy("\(settings.state)/\(document.path)", as: document.name, digest: $0)
        }
        if isThere != true { missing.append(document.path) }
      }
    }
    return missing
  }

  /// A document of a note.
  private struct Document {
    let path: String
    /// What it is called for people outside.
    let name: String
    /// With which digest it was written; `nil` while it is still to be.
    let digest: Digest?
  }

  private func documents(of note: NoteHeader, _ transaction: LedgerTransaction) throws -> [Document]
  {
    let suffixes = ["json"] + DocumentSettings.Form.allCases.map(\.suffix)
    return try suffixes.compactMap { suffix in
      let path = Delivery.path(of: note, as: suffix)
      let digest = try transaction.digest(ofDocument: path)
      // Every note has the first form; the others as settings asked for at its time.
      guard try digest != nil || suffix == "json" || isUnwritten(note, suffix, transaction) else {
        return nil
      }
      return Document(path: path, name: "notes/\(note.number).\(suffix)", digest: digest)
    }
  }

  /// Whether a form of a note is still to be written.
  private func isUnwritten(_ note: NoteHeader, _ suffix: String, _ transaction: LedgerTransaction)
    throws
    -> Bool
  {
    try !note.isFormOmitted && note.sequence > transaction.position(of: "forms")
      && settings.documentSettings.forms.map(\.suffix).contains(suffix)
  }

  private static let listHeader = CSVLine.text([
    "number", "kind", "issued_on", "account_id", "account_name", "incidents", "net", "tax", "gross",
    "settlement", "invoices", "reverses", "replaces", "closing", "booked_on", "paid_on",
    "reference",
    "ledger_sequence", "ledger_hash",
  ])

  private static func listRow(_ listed: ListedNote, _ document: NoteDocument) -> String {
    let (note, progress) = (listed.note, listed.progress)
    return CSVLine.harmless([
      note.number, note.kind.rawValue, note.issuedOn.description, note.account.text,
      note.accountName, document.incidents.map(\.id.text).joined(separator: "; "),
      note.totals.net.description, note.totals.tax.description, note.totals.gross.description,
      listed.settlement?.rawValue ?? "mixed",
      listed.invoices.map(\.number).joined(separator: "; "), listed.reverses ?? "",
      listed.replaces ?? "", document.closing?.description ?? "",
      progress.bookedOn?.description ?? "",
      progress.paidOn?.description ?? "", progress.reference ?? "", String(note.sequence),
      note.hash?.description ?? "",
    ])
  }
}
