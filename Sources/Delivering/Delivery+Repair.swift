import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Ingesting
import Notation
import Quantities
import Spooling
import Typesetting

/// Makes documents again that are gone or damaged, as they were issued.
extension Delivery {
  /// What looking at documents came to.
  public struct Repair: Sendable {
    /// The paths of the documents made again.
    public internal(set) var paths: [String] = []
    /// Those that could not be made again to the byte.
    public internal(set) var reissued: [Reissue] = []
    /// Those that could not be made again at all, with what stood in the way.
    public internal(set) var failed: [(path: String, fault: String)] = []
  }

  /// A document that was made again with other bytes.
  public struct Reissue: Hashable, Sendable {
    /// Its path.
    public let path: String
    /// SHA-256 of what was issued first.
    public let first: Digest
    /// SHA-256 of what was made now.
    public let now: Digest
  }

  /// How far documents were looked at: registers first, then the others in order of path.
  public struct RepairPlace: Sendable {
    /// Those that are still to be looked at; `nil` before they were listed.
    fileprivate var registers: [Register]?
    fileprivate var path = ""
    /// Whether all were looked at.
    public fileprivate(set) var isDone = false

    /// The input that asked for it; 0 where none did.
    public let request: Int64

    /// Before the first.
    public init(request: Int64 = 0) { self.request = request }
  }

  /// How many documents are looked at between two inputs.
  private static let slice: Int64 = 200

  /// Looks at some of the documents that were written, and makes those again that are gone or damaged: as they
  /// were issued, by the grounds of then.
  ///
  /// - Throws: ``FileFailure`` when a document cannot be written, and what SQLite reports.
  public func repair(from place: inout RepairPlace) throws -> Repair {
    var repair = Repair()
    var registers = try place.registers ?? ledger.read { try $0.registers() }
    let register = registers.popLast()
    place.registers = registers
    if let register {
      if try forgetIfDamaged(register) { repair.paths = [register.path] }
      return repair
    }
    let page = try ledger.read { try $0.documents(after: place.path, limit: Self.slice) }
    for document in page {
      progress()
      guard try FileReader.digest(of: "\(state)/\(document.path)") != document.digest else {
        continue
      }
      do {
        if let reissue = try make(document) { repair.reissued.append(reissue) }
        repair.paths.append(document.path)
      } catch let error as CorruptRowError {
        try ledger.read { _ = try $0.unlessCorrupt { throw error } }
      } catch let error where Self.isOfOne(error) {
        repair.failed.append((document.path, "\(error)"))
      }
    }
    place.isDone = page.count < Self.slice
    place.path = page.last?.path ?? place.path
    return repair
  }

  /// Whether a failure is that of one document, which keeps no other from being made.
  private static func isOfOne(_ error: any Error) -> Bool {
    error is NoteFormError || error is TypesettingFailure || error is InvalidInput
  }

  /// - Returns: what came of it where its bytes are others than those that were issued.
  private func make(_ document: DeliveredDocument) throws -> Reissue? {
    switch document.form {
    case .note: return try makeNote(document, nil)
    case .noteForm(let form): return try makeNote(document, form)
    case .assessments:
      guard let incident = Identifier(document.subject) else { return nil }
      try deliverAssessments(of: incident)
    }
    return nil
  }

  private func makeNote(
    _ document: DeliveredDocument, _ form: DocumentSettings.Form?
  ) throws -> Reissue? {
    guard let note = try ledger.read({ try $0.note(numbered: document.subject) }) else {
      return nil
    }
    let first = try ledger.read { try $0.firstIssued(document.path) }
    let forms: NoteForms? = try first.flatMap { try self.forms?.forms(upTo: $0.grounds) }
    func write(isReissue: Bool) throws -> (DeliveredDocument, IssuedDocument)? {
      guard let form else {
        let written = try ledger.read { try deliver(note, from: $0) }
        try synchronizeDirectories(of: [written])
        return (written, issued(written, forms?.place ?? 0))
      }
      guard let forms else { return nil }
      let delivered = try deliver(form, of: note, by: forms, isReissue: isReissue)
      return (delivered.document, delivered.issued)
    }
    guard var (written, issued) = try write(isReissue: false) else { return nil }
    let differs = first.map { $0.sha256 != written.digest } ?? false
    if differs, form == .pdf, let again = try write(isReissue: true) {
      (written, issued) = again
    }
    try ledger.write { transaction in
      try transaction.delivered(written)
      try transaction.issued(issued)
    }
    guard differs, let first else { return nil }
    return Reissue(path: document.path, first: first.sha256, now: written.digest)
  }
}
