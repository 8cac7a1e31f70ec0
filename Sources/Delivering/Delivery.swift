import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Quantities
import Spooling

/// Writes documents from the ledger. It goes on where it stopped, and writes a document
/// again from what it was issued under.
public struct Delivery {
  let ledger: Ledger
  let state: String
  let forms: RecordedForms?
  let progress: () -> Void
  let onSetAside: (String) -> Void

  /// A delivery from a ledger into the directory of documents.
  ///
  /// - Parameters:
  ///   - forms: the forms of notes besides JSON, by the grounds that the ledger recorded.
  ///   - progress: called again and again while work goes on.
  ///   - onSetAside: told where a file is now that was no document of ours and lay in the place of one.
  public init(
    ledger: Ledger, state: String, forms: RecordedForms? = nil,
    progress: @escaping () -> Void = {}, onSetAside: @escaping (String) -> Void = { _ in }
  ) {
    self.ledger = ledger
    self.state = state
    self.forms = forms
    self.progress = progress
    self.onSetAside = onSetAside
  }

  /// Writes the notes that are not written yet, and some documents of assessments: one input may change
  /// very many of those, and the next file does not wait for them.
  ///
  /// - Returns: the paths of notes written, up to a hundred of them, and how many there are.
  /// - Throws: ``FileFailure`` when a document cannot be written, and what SQLite reports.
  @discardableResult
  public func run() throws -> (paths: [String], count: Int) {
    let notes = try deliverNotes()
    try deliverAssessments(limit: 20)
    return notes
  }

  /// Where a note lies below the state directory.
  public static func path(of note: NoteHeader, as suffix: String = "json") -> String {
    let month = note.issuedOn.description.prefix(7).split(separator: "-").joined(separator: "/")
    return "credit-notes/\(month)/\(note.number).\(suffix)"
  }

  func issued(
    _ document: DeliveredDocument, _ grounds: Int64, fonts: [String] = []
  ) -> IssuedDocument {
    IssuedDocument(
      path: document.path, form: document.form, subject: document.subject,
      sha256: document.digest, grounds: grounds, maker: DocumentMaker.version, fonts: fonts)
  }

  /// Writes a document under its path, and tells what was written.
  ///
  /// - Parameter kept: what the document begins with.
  func deliver(
    _ path: String, _ form: DeliveredDocument.Form, _ subject: String,
    after kept: FileReader? = nil,
    _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> DeliveredDocument {
    let file = try AtomicFile("\(state)/\(path)")
    var digest = Digest()
    while let bytes = try kept?.next() {
      progress()
      digest.add(bytes)
      try file.write(bytes)
    }
    try body { bytes in
      digest.add(bytes)
      try file.write(bytes)
    }
    // A note is written once; what lies in its place is never an earlier state of it.
    let aside = try file.commitSettingAside { try form != .note && isWritten(path) }
    if let aside { onSetAside(aside) }
    // Of notes there are many in one directory, which their callers synchronize once.
    if form != .note { try synchronizeDirectory(AtomicFile.directory(of: "\(state)/\(path)")) }
    return DeliveredDocument(
      path: path, form: form, subject: subject, digest: digest.hexadecimal)
  }

  /// Whether what lies under a path is what was last written there.
  private func isWritten(_ path: String) throws -> Bool {
    guard let known = try ledger.read({ try $0.digest(ofDocument: path) }) else { return false }
    return try FileReader.digest(of: "\(state)/\(path)") == known
  }

  /// Makes the names of documents last, before the ledger says that they were written.
  func synchronizeDirectories(of documents: [DeliveredDocument]) throws {
    let directories = Set(documents.map { AtomicFile.directory(of: "\(state)/\($0.path)") })
    for directory in directories { try synchronizeDirectory(directory) }
  }

  // MARK: Notes

  private func deliverNotes() throws -> (paths: [String], count: Int) {
    var paths: [String] = []
    var count = 0
    while true {
      // In pages, so that a delivery that is interrupted need not begin again.
      let page = try ledger.read { transaction in
        var page: [NoteHeader] = []
        try transaction.forEachNote(after: transaction.position(of: "notes"), limit: 200) {
          page.append($0)
        }
        return page
      }
      guard let last = page.last else { return (paths, count) }
      var written: [DeliveredDocument] = []
      // One reading of the ledger for all of them: each has its statements compiled anew.
      try ledger.read { transaction in
        for note in page {
          progress()
          guard
            let document = try transaction.unlessCorrupt({ try deliver(note, from: transaction) })
          else {
            continue
          }
          written.append(document)
          count += 1
          if paths.count < 100 { paths.append("\(state)/\(Delivery.path(of: note))") }
        }
      }
      try synchronizeDirectories(of: written)
      try ledger.write { transaction in
        let grounds = try transaction.lastGrounds()
        for document in written {
          try transaction.delivered(document)
          try transaction.issued(issued(document, grounds))
        }
        try transaction.advance("notes", to: last.sequence)
      }
    }
  }

  func deliver(_ note: NoteHeader, from transaction: LedgerTransaction) throws -> DeliveredDocument
  {
    try deliver(Delivery.path(of: note), .note, note.number) { write in
      try self.write(note, from: transaction) { try write(Array($0.utf8)) }
    }
  }

  /// Writes a note as JSON, piece by piece.
  ///
  /// - Throws: what the body throws, and what SQLite reports.
  public func write(_ note: NoteHeader, _ body: (String) throws -> Void) throws {
    try ledger.read { try write(note, from: $0, body) }
  }

  private func write(
    _ note: NoteHeader, from transaction: LedgerTransaction, _ body: (String) throws -> Void
  ) throws {
    let form = NoteJSON(try transaction.noteDocument(note))
    try body(form.opening)
    var isFirst = true
    try transaction.forEachLine(of: note.sequence) { line in
      try body(form.line(line, isFirst: isFirst))
      isFirst = false
    }
    try body(form.closing)
  }

  // MARK: Other forms of notes
}
