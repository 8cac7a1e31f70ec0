import Assessing
import Domain

/// Which version of the engine decided.
extension LedgerTransaction {
  /// Contracts of which something that stands was decided before a version.
  static let decidedBefore = """
    assessment_now JOIN assessment USING (contract_id) JOIN entry ON sequence = input
    WHERE id = assessment_now.assessment AND entry.engine < ?
    """

  /// How many contracts an earlier version decided.
  public func contracts(decidedBefore engine: Int) throws -> Int64 {
    // Mostly there is one version, and nothing to count.
    guard
      try number("SELECT 1 FROM entry WHERE entry.engine < ? LIMIT 1", [engine]) != nil
    else { return 0 }
    return try number(
      "SELECT count(DISTINCT assessment.contract_id) FROM \(Self.decidedBefore)", [engine]) ?? 0
  }

  /// Hands over the contracts that an earlier version decided, in order of name.
  public func forEachContract(
    decidedBefore engine: Int, _ body: (Identifier) throws -> Void
  ) throws {
    try forEachRow(
      """
      SELECT DISTINCT assessment.contract_id FROM \(Self.decidedBefore)
      ORDER BY assessment.contract_id
      """, [engine]
    ) { try body($0.identifier("contract_id")) }
  }

  /// The versions that decided what stands of a contract, in order.
  public func engines(of contract: Identifier) throws -> [Int] {
    try fetch(
      """
      SELECT DISTINCT engine FROM assessment_now now JOIN assessment ON id = now.assessment
      JOIN entry ON sequence = input WHERE now.contract_id = ? ORDER BY engine
      """, [contract.text]
    ) { Int($0.integer("engine")) }
  }

  /// The version that decided an input; `nil` where that cannot be told.
  public func engine(of input: Int64) throws -> Int? {
    try number("SELECT engine FROM entry WHERE sequence = ?", [input]).map { Int($0) }
  }
}
