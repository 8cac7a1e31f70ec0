import Domain
import Quantities

extension Assessment {
  /// The assessment of a claim that is nothing yet.
  private init(_ claim: Claim, account: Identifier?) {
    self.init(
      contract: claim.contract, account: account, remedy: .damages, request: claim.id,
      outcome: .none, incidents: [claim.incident])
  }

  /// The assessment of a claim about which nothing can be said before something arrives.
  init(_ claim: Claim, awaiting awaited: [Awaited]) {
    self.init(claim, account: nil)
    wait(for: awaited)
  }

  /// The assessment of a claim that an incident has nothing to do with.
  init(_ claim: Claim, _ version: ContractVersion, nothing reason: Reason) {
    self.init(claim, account: version.account)
    self.reason = reason
    steps = [.excluded(clause: nil, reason: reason)]
  }

  /// The assessment of a claim that waits for facts which could change it.
  init(
    _ claim: Claim, _ finding: ClaimFinding, _ facts: ContractFacts, awaiting awaited: [Awaited]
  ) {
    let verdict = finding.verdict ?? finding.possible.first { !$0.clauses.isEmpty }
    self.init(claim, account: (verdict?.version ?? facts.contract.latest).account)
    steps = facts.reported(verdict?.members ?? [])
    cite(finding.possible.flatMap(\.clauses))
    wait(for: awaited)
  }

  /// The assessment of a claim that is decided, or that others decide.
  init(_ claim: Claim, _ verdict: Verdict, _ facts: ContractFacts) {
    let version = verdict.version ?? facts.contract.latest
    self.init(claim, account: version.account)
    if !verdict.members.isEmpty {
      incidents = facts.names(verdict.members)
    }
    outage = verdict.outage
    steps = facts.reported(verdict.members) + verdict.steps
    cite(verdict.clauses, by: verdict.rule)
    cap = verdict.cap
    units = verdict.units
    approvable = verdict.approvable
    settledAfterMonths = verdict.settledAfterMonths
    taxRate = claim.taxClass == .feeReduction ? version.taxRate : 0
    supply = verdict.supply.map {
      Supply(from: $0.firstDay, to: $0.lastDay, feeMonths: [$0.name])
    }
    switch verdict.outcome {
    case .none(let reason):
      self.reason = reason
    case .credit(let amount), .pooled(let amount):
      outcome = .credit
      self.amount = amount
      exact = verdict.exact ?? amount.exact
    case .held(let amount):
      outcome = .held
      self.amount = amount
      exact = amount.exact
      waitsFor = [.approval]
    case .referred(let awaited):
      outcome = .referred
      waitsFor = awaited
    case .awaits(let awaited):
      wait(for: awaited)
    }
    readings = Self.reliedReadings(verdict, facts)
  }

  /// The readings of the clauses that settle a question which arose.
  private static func reliedReadings(_ verdict: Verdict, _ facts: ContractFacts) -> [String] {
    let kinds = Set(verdict.steps.map(\.kind))
    let isByCurrentMonth = verdict.steps.contains { step in
      if case .damagesCap(_, let month, _, _, _, _) = step {
        return month == verdict.supply?.name
      }
      return false
    }
    let gives =
      switch verdict.outcome {
      case .credit, .held, .pooled: true
      default: false
      }
    return verdict.clauses.flatMap(\.readings).distinct.filter { reading in
      switch reading {
      case "I-10", "I-24": isByCurrentMonth
      case "I-11": kinds.contains("claim-deadline")
      case "I-12": kinds.contains("pool")
      case "I-17":
        kinds.contains("damages-cap") && verdict.version?.billing == .fixedAnnual
      case "I-20": verdict.members.count > 1
      case "I-23": kinds.contains("damages-cap")
      case "I-25": verdict.cap != nil && gives
      case "I-26", "I-22": gives
      case "I-28":
        verdict.members.contains { number in
          facts.hits[number].incident.stages.contains { $0.attribution == .customer }
        }
      default: true
      }
    }
  }
}
