import Bookkeeping
import Crediting
import Documents
import Spooling
import Threads

/// Notes as JSON, each written once.
extension Delivery {
  /// A page of notes that is being written.
  private struct PageInWork {
    let page: NotePage
    let work: PendingWork<[Written]>
  }

  private typealias Written = Result<WrittenNote, any Error>

  /// A note that was written.
  private struct WrittenNote: Sendable {
    let document: DeliveredDocument
    /// Where a file is now that was no document of ours and lay in its place.
    let aside: String?
  }

  /// Writes the notes that are not written yet, in pages, so that a delivery that is interrupted need not begin
  /// again: each page on every core, while the one before it is recorded and the next one read.
  func deliverNotes() throws -> (paths: [String], count: Int) {
    var (paths, count): ([String], Int) = ([], 0)
    var place = try ledger.read { try $0.position(of: "notes") }
    meter.begin(.writing, of: try ledger.read { try $0.noteCount() } - place)
    defer { meter.end() }
    var last: PageInWork?
    func finish(_ inWork: PageInWork) throws {
      let written = try record(inWork)
      count += written.count
      meter.advance(by: Int64(written.count))
      for document in written where paths.count < 100 { paths.append("\(state)/\(document.path)") }
    }
    while let next = try begin(after: place) {
      place = next.page.last
      if let last { try finish(last) }
      last = next
    }
    if let last { try finish(last) }
    return (paths, count)
  }

  /// Begins to write the notes after a place; `nil` where there are none.
  private func begin(after place: Int64) throws -> PageInWork? {
    try ledger.read { transaction -> PageInWork? in
      guard let page = try transaction.notePage(after: place) else { return nil }
      let notes = try page.notes.compactMap { kept in
        try transaction.unlessCorrupt { (kept: kept, form: try transaction.form(of: kept)) }
      }
      let state = state
      // Few are written by one thread: the order of calls is then that of the notes.
      let work = PendingWork(dividing: notes, least: 64) { notes, goOn -> [Written] in
        try notes.map { kept, form in
          try goOn()
          return Result { try Self.write(kept, form, below: state) }
        }
      }
      return PageInWork(page: page, work: work)
    }
  }

  /// Puts on record what was written of a page, once it lasts.
  private func record(_ inWork: PageInWork) throws -> [DeliveredDocument] {
    var written: [DeliveredDocument] = []
    let found = try inWork.work.value(progress).flatMap { $0 }
    try ledger.read { transaction in
      // What was set aside is told also where another note could not be written.
      for case .success(let note) in found { note.aside.map(onSetAside) }
      for result in found {
        guard let note = try transaction.unlessCorrupt({ try result.get() }) else { continue }
        written.append(note.document)
      }
      for note in inWork.page.long {
        progress()
        if let document = try transaction.unlessCorrupt({ try deliver(note, from: transaction) }) {
          written.append(document)
        }
      }
    }
    try synchronizeDirectories(of: written)
    try ledger.write { transaction in
      let grounds = try transaction.lastGrounds()
      for document in written {
        try transaction.delivered(document)
        try transaction.issued(issued(document, grounds))
      }
      try transaction.advance("notes", to: inWork.page.last)
    }
    return written
  }

  private static func write(
    _ kept: KeptNote, _ form: NoteJSON, below state: String
  ) throws -> WrittenNote {
    let path = Delivery.path(of: kept.note)
    let file = try AtomicFile("\(state)/\(path)")
    var digest = Digester()
    func write(_ text: String) throws {
      let bytes = Array(text.utf8)
      digest.add(bytes)
      try file.write(bytes)
    }
    try write(form.opening)
    var isFirst = true
    try kept.forEachLine { line in
      try write(form.line(line, isFirst: isFirst))
      isFirst = false
    }
    try write(form.closing)
    // A note is written once; what lies in its place is never an earlier state of it.
    let aside = try file.commitSettingAside { false }
    return WrittenNote(
      document: DeliveredDocument(
        path: path, form: .note, subject: kept.note.number, digest: digest.digest),
      aside: aside)
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
}

extension LedgerTransaction {
  fileprivate func form(of kept: KeptNote) throws -> NoteJSON {
    NoteJSON(
      try noteDocument(
        kept.note, kept.contents ?? contents(of: kept.note.sequence), zeroRate: nil))
  }
}
