import Crediting
import Domain
import Quantities

extension Acknowledgement: RecordedOnce {
  static let table = Table(
    "acknowledgement", key: "acknowledgement_id", format: 1,
    searched: ["acknowledgement_id", "number"])
  var searched: [(any SQLConvertible)?] {
    [id.text, note]
  }
}

extension LedgerTransaction {
  /// Takes in what became of a note.
  public func record(_ acknowledgement: Acknowledgement, input: Int64) throws -> RecordingResult {
    try recordOnce(acknowledgement, input: input)
  }

  /// What finance said of a note, as far as it was known when an input was taken in.
  public func progress(
    of number: String, knownTo input: Int64 = .max
  ) throws -> NoteProgress {
    var progress = NoteProgress()
    for told in try rareRecords(
      Acknowledgement.self, "WHERE number = ? AND input <= ? ORDER BY rowid", [number, input])
    {
      if told.withdrawn { progress = NoteProgress() }
      progress.bookedOn = told.bookedOn ?? progress.bookedOn
      progress.paidOn = told.paidOn ?? progress.paidOn
      progress.reference = told.reference ?? progress.reference
    }
    return progress
  }

  /// The day on which the note that a reversal takes back had been paid, as was known when it was
  /// taken back.
  public func paidBefore(_ reversal: NoteHeader) throws -> CivilDate? {
    guard let reversed = try reversal.reverses.flatMap({ try note($0) }) else { return nil }
    return try progress(of: reversed.number, knownTo: input(of: reversal)).paidOn
  }
}
