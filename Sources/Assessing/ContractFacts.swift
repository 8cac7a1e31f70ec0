import Domain
import Quantities

/// All that the rules ask about one contract.
public struct ContractFacts: Sendable {
  /// The contract through its versions.
  public var contract: ContractHistory
  /// The incidents that hit it.
  public var hits: [ContractIncident]
  /// Its booked charges.
  public var charges: [YearMonth: Charge]

  /// The facts given.
  public init(
    contract: ContractHistory, hits: [ContractIncident], charges: [YearMonth: Charge] = [:]
  ) {
    self.contract = contract
    self.hits = hits
    self.charges = charges
  }

  /// Whether an incident is among those that hit it.
  func isHit(by incident: Identifier) -> Bool { hits.contains { $0.incident.id == incident } }

  /// The names of the incidents with these numbers, in order.
  func names(_ members: [Int]) -> [Identifier] { members.map { hits[$0].incident.id }.sorted() }

  /// What was reported of the incidents with these numbers.
  func reported(_ members: [Int]) -> [Step] { members.flatMap { hits[$0].reported } }
}

/// An incident as it hit one contract.
///
/// It never changes, and is a class because it is handed around a lot.
public final class ContractIncident: Sendable {
  /// The incident.
  public let incident: Incident
  /// Its times for this contract.
  public let times: OutageTimes
  /// What held for this contract from one instant on.
  public let stages: [Stage]

  /// An incident by the entry that selects the contract.
  public init(_ incident: Incident, by target: AffectedTarget) {
    self.incident = incident
    let times = target.times(within: incident.times)
    let stages = incident.stages(startingWith: target.impact)
    var latest = max(times.began, times.known ?? times.began, times.restored ?? times.began)
    for case let from? in stages.map(\.from) { latest = max(latest, from) }
    (self.times, self.stages, latestInstant) = (times, stages, latest)
  }

  /// Whether it was announced and had not begun when it was reported: whether it took place at all
  /// is not known until a later revision says so (docs/domain.md §2).
  public var isScheduled: Bool { incident.receipt.isAhead(times.began) }

  /// The instants that the report states.
  var instants: [Moment] {
    [times.began, times.known, times.restored].compactMap { $0 } + stages.compactMap(\.from)
  }

  /// The last of them.
  let latestInstant: Moment

  /// When the service worked again; while the report is open the latest instant of which it speaks,
  /// as what came after is unknown.
  var lastKnown: Moment { times.restored ?? latestInstant }

  /// The latest moment at which it can have ended: works end with their window, and of what is only
  /// scheduled no more than its window is announced.
  func latestEnd(openUntil horizon: Moment) -> Moment {
    if let restored = times.restored { return restored }
    guard let window = incident.announcement?.window,
      isScheduled || stages.last?.attribution == .plannedMaintenance
    else { return horizon }
    return max(lastKnown, window.end)
  }
}
