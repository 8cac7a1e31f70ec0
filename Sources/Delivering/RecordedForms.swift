import Bookkeeping
import Domain
import Ingesting
import Notation
import Spooling

/// The forms of notes by the grounds that the ledger recorded: those that stand now, and those by which
/// a document was issued.
public final class RecordedForms {
  private let ledger: Ledger
  private var known: [Int64: NoteForms] = [:]
  private var digests: [String: Digest] = [:]

  /// The forms by a ledger's grounds.
  public init(_ ledger: Ledger) {
    self.ledger = ledger
  }

  /// The forms by the grounds that stood after an input; `nil` where there were none.
  ///
  /// - Throws: ``InvalidInput`` where they can no longer be read, and what SQLite reports.
  public func forms(upTo place: Int64 = .max) throws -> NoteForms? {
    let last = try ledger.read { try $0.lastGrounds(upTo: place) }
    if let forms = known[last] { return forms }
    guard let grounds = try ledger.read({ try Grounds(recordedIn: $0, upTo: last) }) else {
      return nil
    }
    // Each has its fonts and images.
    if known.count > 3 { known = [:] }
    let forms = NoteForms(grounds, place: last)
    known[last] = forms
    return forms
  }

  /// SHA-256 of font files.
  ///
  /// - Throws: ``FileFailure``.
  func digests(of fonts: [String]) throws -> [Digest] {
    try fonts.compactMap { path in
      if let digest = digests[path] { return digest }
      let digest = try FileReader.digest(of: path)
      digests[path] = digest
      return digest
    }
  }
}
