import Assessing
import Crediting

extension LedgerTransaction {
  /// How many there are, or how much.
  public func count(_ counter: Counter) throws -> Int64 {
    let kept = try number("SELECT value FROM counter WHERE name = ?", [counter.name])
    return (kept ?? 0) + counters.change(of: counter)
  }

  /// The names of the counters that are not what is there, which is counted for it.
  public func miscounted() throws -> [String] {
    let counts = try counted()
    let wrong = try Counter.all.filter { try count($0) != counts[$0] ?? 0 }.map(\.name)
    let known = Set(Counter.all.map(\.name))
    return try wrong + texts("SELECT name FROM counter").filter { !known.contains($0) }
  }

  private func counted() throws -> [Counter: Int64] {
    var counts: [Counter: Int64] = [
      .inputs: try number("SELECT count(*) FROM input") ?? 0,
      .heldContracts: try number("SELECT count(*) FROM held_now") ?? 0,
    ]
    // Of a row that names no outcome, or no kind, its own check tells.
    try forEachRow(
      """
      SELECT assessment.outcome, count(*) standing, sum(amount) owed FROM assessment_now now
      JOIN assessment ON id = now.assessment GROUP BY assessment.outcome
      """
    ) { row in
      guard let outcome = Outcome(rawValue: row.text("outcome")) else { return }
      counts[.standing(outcome)] = row.integer("standing")
      if outcome == .credit { counts[.owed] = row.integer("owed") }
    }
    try forEachRow(
      """
      SELECT kind, count(*) notes, sum(net) net, sum(gross) gross FROM credit_note GROUP BY kind
      """
    ) { row in
      guard let kind = NoteKind(rawValue: row.text("kind")) else { return }
      counts[.notes(kind)] = row.integer("notes")
      counts[.net(kind)] = row.integer("net")
      counts[.gross(kind)] = row.integer("gross")
    }
    return counts
  }
}
