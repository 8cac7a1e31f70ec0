/// The rules as a program.
public enum Engine {
  /// The number of the version that decides. It is raised when rules change, so that a ledger tells
  /// which of its decisions an earlier one made (`CHANGELOG.md` says what changed, for which clauses).
  public static let version = 1
}
