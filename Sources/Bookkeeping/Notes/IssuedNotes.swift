import Crediting
import Domain
import Quantities

/// The notes that one input made: very many are counted, and only the first of them told.
public struct IssuedNotes: Hashable, Sendable {
  /// The first of them, in order of number.
  public private(set) var first: [NoteHeader] = []
  /// By the place of a reversal, when the note that it takes back had been paid; where it had.
  public private(set) var paidBefore: [Int64: CivilDate] = [:]
  /// By the place of a note, the incidents that it rests on.
  public private(set) var incidents: [Int64: [Identifier]] = [:]
  /// How many there are.
  public private(set) var count = 0

  /// None.
  public init() {}

  mutating func add(
    _ note: NoteHeader, paidOn: CivilDate? = nil, listing listed: Int,
    incidents: () throws -> [Identifier]
  ) rethrows {
    count += 1
    guard first.count < listed else { return }
    first.append(note)
    paidBefore[note.sequence] = paidOn
    self.incidents[note.sequence] = try incidents()
  }
}
