import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Quantities
import Spooling

/// Writes documents from the ledger. It goes on where it stopped, and writing a document again gives
/// the same bytes.
public struct Delivery {
  private let ledger: Ledger
  private let state: String
  private let progress: () -> Void

  /// A delivery from a ledger into the directory of documents.
  ///
  /// - Parameter progress: called again and again while work goes on.
  public init(ledger: Ledger, state: String, progress: @escaping () -> Void = {}) {
    self.ledger = ledger
    self.state = state
    self.progress = progress
  }

  /// Writes everything that is not written yet.
  ///
  /// - Returns: the paths of notes written, up to a hundred of them, and how many there are.
  /// - Throws: ``FileFailure`` when a document cannot be written, and what SQLite reports.
  @discardableResult
  public func run() throws -> (paths: [String], count: Int) {
    let notes = try deliverNotes()
    try deliverRegisters()
    try deliverAssessments()
    return notes
  }

  /// Where a note lies below the state directory.
  public static func path(of note: NoteHeader, as suffix: String = "json") -> String {
    let month = note.issuedOn.description.prefix(7).split(separator: "-").joined(separator: "/")
    return "credit-notes/\(month)/\(note.number).\(suffix)"
  }

  // MARK: Notes

  private func deliverNotes() throws -> (paths: [String], count: Int) {
    var paths: [String] = []
    var count = 0
    while true {
      // In pages, so that a delivery that is interrupted need not begin again.
      let page = try ledger.read { book in
        var page: [NoteHeader] = []
        try book.forEachNote(after: book.position(of: "notes"), limit: 200) { page.append($0) }
        return page
      }
      guard let last = page.last else { return (paths, count) }
      for note in page {
        progress()
        let path = Delivery.path(of: note)
        let file = try AtomicFile("\(state)/\(path)")
        try write(note) { try file.write($0) }
        try file.commit()
        count += 1
        if paths.count < 100 { paths.append("\(state)/\(path)") }
      }
      try ledger.write { try $0.advance("notes", to: last.sequence) }
    }
  }

  /// Writes a note as JSON, piece by piece.
  ///
  /// - Throws: what the body throws, and what SQLite reports.
  public func write(_ note: NoteHeader, _ body: (String) throws -> Void) throws {
    try ledger.read { book in
      let form = NoteForm(try book.face(note))
      try body(form.opening)
      var isFirst = true
      try book.forEachLine(of: note.sequence) { line in
        try body(form.line(line, isFirst: isFirst))
        isFirst = false
      }
      try body(form.closing)
    }
  }

  // MARK: Registers

  private func deliverRegisters() throws {
    let (months, last) = try ledger.read { book in
      var months: Set<FeeMonthName> = []
      var last: Int64 = 0
      try book.forEachNote(after: book.position(of: "registers"), limit: .max) { note in
        let (year, month, _) = note.issuedOn.components
        months.insert(FeeMonthName(year: year, month: month))
        last = note.sequence
      }
      return (months.sorted(), last)
    }
    guard !months.isEmpty else { return }
    for month in months {
      let file = try AtomicFile("\(state)/registers/credit-notes-\(month).csv")
      try file.write(RegisterForm.header)
      try ledger.read { book in
        try book.forEachNote(issuedIn: month) { note in
          progress()
          let face = try book.face(note)
          try book.forEachLine(of: note.sequence, withSteps: false) { line in
            try file.write(RegisterForm.row(face, line))
          }
        }
      }
      try file.commit()
    }
    try ledger.write { try $0.advance("registers", to: last) }
  }

  // MARK: Assessments

  private func deliverAssessments() throws {
    for incident in try ledger.read({ try $0.unwritten() }) {
      try ledger.read { book in
        guard let revision = try book.standingRevision(of: incident) else { return }
        let path = "\(state)/assessments/\(incident)-r\(revision).json"
        let file = try AtomicFile(path)
        let isListed = try book.contractsHit(by: incident) <= Intake.listedContracts
        let form = AssessmentForm(withSteps: isListed)
        var total = Yen.zero
        var isFirst = true
        try file.write("{\n  \"assessments\": [")
        try book.forEachAssessment(of: incident) { assessment in
          progress()
          if assessment.outcome == .credit { total = try total + assessment.amount }
          try file.write(
            (isFirst ? "\n    " : ",\n    ") + form.json(assessment).pretty(indent: 2))
          isFirst = false
        }
        try file.write((isFirst ? "]" : "\n  ]") + ",\n  \"total\": \(total)\n}\n")
        try file.commit()
      }
      try ledger.write { try $0.written(incident) }
    }
  }
}

extension Book {
  /// What a note says of itself.
  func face(_ note: NoteHeader) throws -> NoteFace {
    NoteFace(
      note, incidents: try incidents(of: note.sequence),
      reverses: try note.reverses.flatMap { try self.note($0)?.number })
  }
}
