/// What became of a record that is received once and stands as it is.
public enum RecordingResult: Hashable, Sendable {
  /// It is new.
  case new
  /// The ledger has it already.
  case known
  /// The ledger has another one of the same name.
  case differs
}
