import Domain
import Quantities

/// All that the rules ask about one contract.
public struct ContractFacts: Sendable {
  /// The contract through its versions.
  public var contract: ContractHistory
  /// The incidents that hit it.
  public var hits: [Hit]
  /// Its booked charges.
  public var charges: [FeeMonthName: Charge]

  /// The facts given.
  public init(
    contract: ContractHistory, hits: [Hit], charges: [FeeMonthName: Charge] = [:]
  ) {
    self.contract = contract
    self.hits = hits
    self.charges = charges
  }
}

/// An incident as it hit one contract.
public struct Hit: Hashable, Sendable {
  /// The incident.
  public let incident: Incident
  /// Its times for this contract.
  public let times: OutageTimes

  /// An incident with its times for one contract.
  public init(incident: Incident, times: OutageTimes) {
    self.incident = incident
    self.times = times
  }

  /// The latest instant of which the report speaks; what came after is unknown while it is open.
  var lastKnown: Moment {
    let phases = incident.stages.compactMap(\.from)
    return ([times.began, times.known].compactMap { $0 } + phases).max() ?? times.began
  }
}
