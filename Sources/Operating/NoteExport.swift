import Bookkeeping
import Crediting
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
    try ledger.read { book in
      try folder.write("notes.csv") { write in
        // Spreadsheets take a file without the mark for one in a legacy encoding.
        try write([0xEF, 0xBB, 0xBF] + Array(Self.listHeader.utf8))
        try book.forEachNote(search) { listed in
          try write(Array(Self.listRow(listed, try book.face(listed.note)).utf8))
        }
      }
      var damaged: [String] = []
      try book.forEachNote(search) { listed in
        damaged += try exportDocuments(of: listed.note, book, to: folder)
      }
      return damaged
    }
  }

  /// - Returns: the documents that are gone or damaged.
  private func exportDocuments(
    of note: NoteHeader, _ book: Book, to folder: ExportFolder
  ) throws -> [String] {
    let suffixes = ["json"] + Stationery.Form.allCases.map(NoteForms.suffix)
    return try suffixes.filter { suffix in
      let path = Delivery.path(of: note, as: suffix)
      guard let digest = try book.digest(ofDocument: path) else {
        // Every note has this form; the others as settings asked for at its time.
        return try suffix == "json" || isUnwritten(note, suffix, book)
      }
      return try !folder.copy(
        "\(settings.state)/\(path)", as: "notes/\(note.number).\(suffix)", digest: digest)
    }.map { Delivery.path(of: note, as: $0) }
  }

  /// Whether a form of a note is still to be written.
  private func isUnwritten(_ note: NoteHeader, _ suffix: String, _ book: Book) throws -> Bool {
    try !note.isFormOmitted && note.sequence > book.position(of: "forms")
      && settings.stationery.forms.map(NoteForms.suffix).contains(suffix)
  }

  private static let listHeader = CSVLine.text([
    "number", "kind", "issued_on", "account_id", "account_name", "incidents", "net", "tax", "gross",
    "settlement", "invoices", "reverses", "replaces", "closing", "booked_on", "paid_on",
    "reference",
    "ledger_sequence", "ledger_hash",
  ])

  private static func listRow(_ listed: ListedNote, _ face: NoteFace) -> String {
    let (note, progress) = (listed.note, listed.progress)
    return CSVLine.harmless([
      note.number, note.kind.rawValue, note.issuedOn.description, note.account.text,
      note.accountName, face.incidents.map(\.id.text).joined(separator: "; "),
      note.totals.net.description, note.totals.tax.description, note.totals.gross.description,
      listed.settlement?.rawValue ?? "mixed",
      listed.invoices.map(\.number).joined(separator: "; "), listed.reverses ?? "",
      listed.replaces ?? "", face.closing?.description ?? "", progress.bookedOn?.description ?? "",
      progress.paidOn?.description ?? "", progress.reference ?? "", String(note.sequence),
      note.hash,
    ])
  }
}
