import Bookkeeping
import Crediting
import Documents
import Domain
import Spooling

/// What a note is in a register.
struct RegisterRows {
  private let form: Register.Form
  private let forms: NoteForms?
  private let accounts: EntryAccounts
  private let encoder: LegacyEncoder?

  /// The rows of a form.
  ///
  /// - Parameter forms: by the settings that stand now; what was written before them stays.
  init(_ form: Register.Form, _ forms: NoteForms?) {
    self.form = form
    self.forms = forms
    accounts = forms?.entries ?? EntryAccounts()
    encoder = form == .entries && accounts.encoding == .cp932 ? LegacyEncoder() : nil
  }

  /// How they are encoded.
  var encoding: EntryAccounts.Encoding { encoder == nil ? .utf8 : .cp932 }

  /// What the file begins with.
  var opening: [UInt8] {
    switch form {
    case .notes: bytes(RegisterForm.header)
    case .entries: (encoder == nil ? [0xEF, 0xBB, 0xBF] : []) + bytes(JournalEntriesCSV.header)
    }
  }

  private func bytes(_ text: String) -> [UInt8] { encoder?.bytes(text) ?? Array(text.utf8) }

  /// Adds those of a note.
  ///
  /// - Throws: ``CorruptRowError``, and what the parameter throws.
  func add(
    _ note: NoteHeader, _ transaction: LedgerTransaction, _ write: ([UInt8]) throws -> Void
  ) throws {
    switch form {
    case .notes:
      let document = try transaction.noteDocument(note)
      try transaction.forEachLine(of: note.sequence, withSteps: false) { line in
        try write(bytes(RegisterForm.row(document, line)))
      }
    case .entries:
      let contents = try transaction.contents(of: note.sequence)
      let document = try transaction.noteDocument(
        note, contents, zeroRate: forms?.zeroRate(of: note.account))
      let booked = contents.summary.booked
      let parts = try booked.parts.totals(
        of: booked.isWhole ? note.totals : nil, isTaxIncluded: document.outline.isTaxIncluded,
        rounding: forms?.taxRounding ?? .down)
      try write(bytes(JournalEntriesCSV(accounts).rows(document, parts)))
    }
  }
}
