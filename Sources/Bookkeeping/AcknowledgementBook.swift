import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// What finance said of a note so far.
public struct NoteProgress: Hashable, Sendable {
  /// The day on which it was booked, as last told.
  public var bookedOn: CivilDate?
  /// The day on which it was paid out or set off, as last told.
  public var paidOn: CivilDate?
  /// What finance's own system calls it, as last told.
  public var reference: String?
}

extension Book {
  /// Takes in what became of a note.
  public func record(
    _ acknowledgement: Acknowledgement, of note: Int64, input: Int64
  ) throws -> Reception {
    let known = try row(
      """
      SELECT acknowledgement.*, number FROM acknowledgement JOIN credit_note ON sequence = note
      WHERE acknowledgement_id = ?
      """, [acknowledgement.id.text])
    if let known { return try Self.acknowledgement(known) == acknowledgement ? .known : .differs }
    try run(
      """
      INSERT INTO acknowledgement (acknowledgement_id, input, note, booked_on, paid_on, reference,
      withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        acknowledgement.id.text, input, note, acknowledgement.bookedOn?.description,
        acknowledgement.paidOn?.description, acknowledgement.reference, acknowledgement.withdrawn,
      ])
    return .new
  }

  /// What finance said of a note, as far as it was known when an input was taken in.
  public func progress(of note: Int64, knownTo input: Int64 = .max) throws -> NoteProgress {
    var progress = NoteProgress()
    for row in try rows(
      "SELECT * FROM acknowledgement WHERE note = ? AND input <= ? ORDER BY id", [note, input])
    {
      if row["withdrawn"] { progress = NoteProgress() }
      progress.bookedOn = try row.optionalDate("booked_on") ?? progress.bookedOn
      progress.paidOn = try row.optionalDate("paid_on") ?? progress.paidOn
      progress.reference = row.optionalText("reference") ?? progress.reference
    }
    return progress
  }

  /// The day on which the note that a reversal takes back had been paid, as was known when it was
  /// taken back.
  public func paidBefore(_ reversal: NoteHeader) throws -> CivilDate? {
    guard let reversed = reversal.reverses else { return nil }
    return try progress(of: reversed, knownTo: input(of: reversal)).paidOn
  }

  private static func acknowledgement(_ row: Row) throws -> Acknowledgement {
    Acknowledgement(
      id: try row.identifier("acknowledgement_id"), note: row.text("number"),
      bookedOn: try row.optionalDate("booked_on"), paidOn: try row.optionalDate("paid_on"),
      reference: row.optionalText("reference"), withdrawn: row["withdrawn"])
  }
}
