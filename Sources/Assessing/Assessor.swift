import Domain
import Quantities

/// Finds everything that a contract is owed: waivers, reliefs and damages.
public struct Assessor {
  private var waivers: WaiverAssessor
  private var damages: DamagesAssessor

  /// An assessor by the terms of a catalogue.
  ///
  /// It remembers what it found of the claims in a pool, so one that is used again must see the same
  /// facts.
  ///
  /// - Parameter progress: called again and again while work goes on, before each trial; what it throws
  ///   ends the work.
  public init(
    _ catalogue: TermsCatalogue, sameOwner: Policy.SameOwner = .refused,
    progress: @escaping () throws -> Void = {}
  ) {
    waivers = WaiverAssessor(catalogue, progress)
    damages = DamagesAssessor(catalogue, sameOwner, progress)
  }

  /// The assessments of a contract: waivers in order of time, then reliefs, then claims in order of
  /// receipt. Of a contract not known, that it is waited for.
  ///
  /// - Throws: `QuantityOverflow` when an amount does not fit 128 bits, and what the source and the
  ///   progress throw.
  public mutating func assess(
    _ contract: Identifier, from source: inout some FactSource
  ) throws -> [Assessment] {
    try assess(unclaimed: contract, from: &source) + damages.assess(contract, from: &source)
  }

  /// The same but for claims: nothing is asked about any other contract.
  ///
  /// - Throws: the same.
  public mutating func assess(
    unclaimed contract: Identifier, from source: inout some ContractFactSource
  ) throws -> [Assessment] {
    let reliefs = try source.reliefs(for: contract).sorted(by: Relief.isEarlier)
    guard let facts = try source.facts(of: contract) else {
      let named = try source.incidents(naming: contract)
      return named.map { .awaiting(contract: contract, incident: $0) }
        + reliefs.map { .awaiting(contract: contract, $0) }
    }
    var ceilings = Ceilings()
    let waived = try waivers.assess(facts, &ceilings)
    guard !reliefs.isEmpty else { return waived }
    let assessment = ReliefAssessment(facts, waivers.serviceSpans(of: facts))
    var granted: [Assessment] = []
    for relief in reliefs { granted.append(try assessment.assess(relief, &ceilings)) }
    return waived + granted
  }

  /// The waivers of a contract alone, in order of time.
  ///
  /// - Throws: `QuantityOverflow`, and what the progress throws.
  public mutating func waivers(of facts: ContractFacts) throws -> [Assessment] {
    var ceilings = Ceilings()
    return try waivers.assess(facts, &ceilings)
  }
}

extension Assessment {
  /// The assessment of a relief for a contract that is not known yet.
  fileprivate static func awaiting(contract: Identifier, _ relief: Relief) -> Assessment {
    let awaited = Awaited.contract(contract)
    return Assessment(
      Subject(contract: contract, remedy: .relief, request: relief.id), account: nil,
      Evidence(incidents: [relief.incident].compactMap { $0 }, steps: [.awaits(awaited)]),
      .undetermined(waitsFor: [awaited]))
  }
}
