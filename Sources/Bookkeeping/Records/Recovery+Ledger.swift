import Domain
import Quantities

extension Recovery: RecordedOnce {
  static let table = Table(
    "recovery", key: "recovery_id", format: 1, searched: ["recovery_id", "incident_id"])
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text]
  }
}

extension LedgerTransaction {
  /// Takes in a recovery.
  public func record(_ recovery: Recovery, input: Int64) throws -> RecordingResult {
    try recordOnce(recovery, input: input)
  }

  /// What carriers paid for an incident.
  public func recoveries(for incident: Identifier) throws -> [Recovery] {
    try records(Recovery.self, "WHERE incident_id = ?", [incident.text])
  }
}
