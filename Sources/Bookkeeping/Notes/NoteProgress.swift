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
