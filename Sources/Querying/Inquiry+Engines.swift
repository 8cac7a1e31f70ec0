import Assessing
import Bookkeeping
import Crediting
import Domain

/// What an earlier version of the engine decided, and what this one would.
public struct Redecided: Sendable {
  /// The contract.
  public let contract: Identifier
  /// The versions that decided what stands.
  public let engines: [Int]
  /// What stands and would not.
  public let standing: [Assessment]
  /// What would stand instead.
  public let anew: [Assessment]
}

extension Inquiry {
  /// Hands over the contracts that this version of the engine would decide otherwise than the one that
  /// did, in order of name. Nothing is changed.
  ///
  /// - Throws: ``QuantityOverflow``, and what SQLite reports.
  public func forEachRedecided(
    by engine: Int = Engine.version, _ body: (Redecided) throws -> Void
  ) throws {
    let grounds = try grounds()
    var assessor = Assessor(grounds.catalogue, sameOwner: grounds.policy.sameOwner)
    try ledger.read { transaction in
      var facts = FactFinder(transaction)
      try transaction.forEachContract(decidedBefore: engine) { contract in
        let standing = try transaction.keyedAssessments(of: contract)
        let anew = try assessor.assess(contract, from: &facts)
        let fresh = try anew.filter { standing[try transaction.key(of: $0)] == nil }
        let kept = Set(try anew.map { try transaction.key(of: $0) })
        let gone = standing.filter { !kept.contains($0.key) }
        guard !fresh.isEmpty || !gone.isEmpty else { return }
        try body(
          Redecided(
            contract: contract, engines: try transaction.engines(of: contract),
            standing: gone.sorted { $0.key < $1.key }.map(\.value), anew: fresh))
      }
    }
  }

  /// How many contracts an earlier version decided.
  public func contractsOfEarlierEngines() throws -> Int64 {
    try ledger.read { try $0.contracts(decidedBefore: Engine.version) }
  }

  /// The version that decided a note.
  public func engine(of note: NoteHeader) throws -> Int? {
    try ledger.read { try $0.engine(of: $0.input(of: note)) }
  }

  /// The versions that decided what stands of a contract.
  public func engines(of contract: Identifier) throws -> [Int] {
    try ledger.read { try $0.engines(of: contract) }
  }
}
