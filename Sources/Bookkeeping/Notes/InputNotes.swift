import Crediting
import Domain
import Quantities

/// The notes that one input made, in sums.
public struct InputNotes: Hashable, Sendable {
  /// Those newly issued.
  public let issued: Sum
  /// Those taken back, as they were issued.
  public let reversed: Sum

  /// Notes that are counted, and of which the first are named.
  public struct Sum: Hashable, Sendable {
    /// How many there are.
    public let count: Int64
    /// What they come to, with tax.
    public let gross: Yen
    /// The first of them, in order of number.
    public let first: [NoteHeader]
  }

  /// How many are named.
  static let listed = 5
}

extension LedgerTransaction {
  /// The notes that an input made.
  public func notes(by input: Int64) throws -> InputNotes {
    InputNotes(
      issued: try sum("credit_note WHERE input = ? AND reverses IS NULL", input),
      reversed: try sum(
        """
        credit_note WHERE sequence IN (
          SELECT reverses FROM credit_note WHERE input = ? AND reverses IS NOT NULL)
        """, input))
  }

  private func sum(_ rows: String, _ input: Int64) throws -> InputNotes.Sum {
    let count = try number("SELECT count(*) FROM \(rows)", [input]) ?? 0
    guard count > 0 else { return InputNotes.Sum(count: 0, gross: .zero, first: []) }
    let gross = try number("SELECT sum(gross) FROM \(rows)", [input]) ?? 0
    let first = try self.rows(
      "SELECT sequence FROM \(rows) ORDER BY sequence LIMIT ?", [input, InputNotes.listed])
    return InputNotes.Sum(
      count: count, gross: Yen(gross),
      first: try first.compactMap { try note($0.integer("sequence")) })
  }
}
