import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Spooling

extension LedgerTransaction {
  /// What a note is or, of one that takes back another, what that was.
  func subject(of note: NoteHeader) throws -> NoteKind {
    try note.reverses.flatMap { try self.note($0)?.kind } ?? note.kind
  }

  /// What a note says of itself.
  ///
  /// - Parameter zeroRate: why there is no tax on what its account is supplied.
  public func noteDocument(_ note: NoteHeader, zeroRate: ZeroRate? = nil) throws -> NoteDocument {
    try noteDocument(note, contents(of: note.sequence), zeroRate: zeroRate)
  }

  /// The same, where the note's contents were read already.
  func noteDocument(
    _ note: NoteHeader, _ contents: (incidents: [NoteIncident], summary: NoteSummary),
    zeroRate: ZeroRate?
  ) throws -> NoteDocument {
    NoteDocument(
      note, incidents: contents.incidents,
      reversed: try note.reverses.flatMap { try self.note($0) },
      replaced: try note.replaces.flatMap { try self.note($0) },
      difference: try note.replaces.flatMap { try self.note($0) }.map { try difference(after: $0) },
      isReplacedBySeveral: try note.replaces.map { try replacements(of: $0).count > 1 } ?? false,
      isReaddressed: try isReaddressed(note),
      replacedBy: try note.reverses.map { try replacements(of: $0) } ?? [],
      paidBefore: try paidBefore(note), closing: try closing(of: note),
      outline: contents.summary.outline, zeroRate: zeroRate)
  }
}
