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

  /// The names of the incidents with these numbers, in order.
  func names(_ members: [Int]) -> [Identifier] { members.map { hits[$0].incident.id }.sorted() }

  /// What was reported of the incidents with these numbers.
  func reported(_ members: [Int]) -> [Step] { members.flatMap { hits[$0].reported } }
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

  /// The instants that the report states.
  var instants: [Moment] {
    [times.began, times.known, times.restored].compactMap { $0 }
      + incident.stages.compactMap(\.from)
  }

  /// When the service worked again; while the report is open the latest instant of which it speaks,
  /// as what came after is unknown.
  var lastKnown: Moment { times.restored ?? instants.max() ?? times.began }
}
