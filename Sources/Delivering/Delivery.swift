import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Notation
import Quantities
import Spooling
import Threads

/// Writes documents from the ledger. It goes on where it stopped, and writes a document
/// again from what it was issued under.
public struct Delivery {
  let ledger: Ledger
  let state: String
  let forms: RecordedForms?
  let progress: () -> Void
  let meter: WorkMeter
  let onSetAside: (String) -> Void

  /// A delivery from a ledger into the directory of documents.
  ///
  /// - Parameters:
  ///   - forms: the forms of notes besides JSON, by the grounds that the ledger recorded.
  ///   - meter: told how far it has come.
  ///   - progress: called again and again while work goes on.
  ///   - onSetAside: told where a file is now that was no document of ours and lay in the place of one.
  public init(
    ledger: Ledger, state: String, forms: RecordedForms? = nil, meter: WorkMeter = WorkMeter(),
    progress: @escaping () -> Void = {}, onSetAside: @escaping (String) -> Void = { _ in }
  ) {
    self.ledger = ledger
    self.state = state
    self.forms = forms
    self.progress = progress
    self.meter = meter
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

  /// Where a note lies below the state directory: a thousand numbers share a directory, so that none has very many
  /// names.
  public static func path(of note: NoteHeader, as suffix: String = "json") -> String {
    let month = note.issuedOn.description.prefix(7).split(separator: "-").joined(separator: "/")
    let thousand = note.number.split(separator: "-").last.map { String($0.dropLast(3)) } ?? ""
    let padding = String(repeating: "0", count: max(0, 4 - thousand.count))
    return "credit-notes/\(month)/\(padding)\(thousand)/\(note.number).\(suffix)"
  }

  func issued(
    _ document: DeliveredDocument, _ grounds: Int64, fonts: [Digest] = []
  ) -> IssuedDocument {
    IssuedDocument(
      path: document.path, form: document.form, subject: document.subject,
      sha256: document.digest, grounds: grounds, maker: DocumentMaker.version, fonts: fonts)
  }

  /// Writes a document under its path, and tells what was written.
  func deliver(
    _ path: String, _ form: DeliveredDocument.Form, _ subject: String,
    _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> DeliveredDocument {
    let file = try AtomicFile("\(state)/\(path)")
    var digest = Digester()
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
      path: path, form: form, subject: subject, digest: digest.digest)
  }

  /// Whether what lies under a path is what was last written there.
  private func isWritten(_ path: String) throws -> Bool {
    guard let known = try ledger.read({ try $0.digest(ofDocument: path) }) else { return false }
    return try FileReader.digest(of: "\(state)/\(path)") == known
  }

  /// Makes the names of documents last, before the ledger says that they were written.
  func synchronizeDirectories(of documents: [DeliveredDocument]) throws {
    let directories = Set(documents.map { AtomicFile.directory(of: "\(state)/\($0.path)") })
    for directory in directories.sorted() { try synchronizeDirectory(directory) }
  }
}
