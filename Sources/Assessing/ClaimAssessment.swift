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
  ///
  /// - Parameter version: what tells whose the contract is; `nil` while it is not known.
  init(_ claim: Claim, _ version: ContractVersion?, nothing reason: Reason) {
    self.init(claim, account: version?.account)
    self.reason = reason
    steps = [
      .excluded(clause: nil, reason: reason, nil), .concluded(amount: .zero, isHeld: false),
    ]
  }

  /// The assessment of a claim on an incident whose report was taken back.
  init(_ claim: Claim, _ version: ContractVersion?, withdrawn incident: Identifier) {
    self.init(claim, version, nothing: .notAffected)
    steps[0] = .withdrawn(incident)
  }

  /// The assessment of a claim that waits for facts which could change it.
  init(
    _ claim: Claim, _ finding: ClaimFinding, _ facts: ContractFacts, awaiting awaited: [Awaited]
  ) {
    let verdict = finding.verdict ?? finding.possible.first { !$0.clauses.isEmpty }
    self.init(claim, account: (verdict?.version ?? facts.contract.latest).account)
    steps = facts.reported(verdict?.members ?? [])
    cite(finding.possible.flatMap(\.clauses).distinct)
    steps += finding.possible.flatMap(\.steps).filter(\.tellsWhyItWaits).distinct
    wait(for: awaited)
    dropWhatIsStated()
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
    taxRate = claim.taxClass == .feeReduction && verdict.settlement != .money ? version.taxRate : 0
    if case .bill(let month)? = verdict.settlement { settledOn = month }
    supply = verdict.supply.map {
      Supply(from: $0.firstDay, to: $0.lastDay, feeMonths: [$0.name])
    }
    switch verdict.outcome {
    case .none(let reason):
      self.reason = reason
      steps.append(.concluded(amount: .zero, isHeld: false))
    case .credit(let amount), .pooled(let amount):
      outcome = .credit
      self.amount = amount
      exact = verdict.exact ?? amount.exact
      steps.append(.concluded(amount: amount, isHeld: false))
    case .held(let amount), .heldInPool(let amount):
      outcome = .held
      self.amount = amount
      exact = amount.exact
      waitsFor = [.approval]
      steps.append(.concluded(amount: amount, isHeld: true))
    case .referred(let awaited):
      outcome = .referred
      waitsFor = awaited
    case .awaits(let awaited):
      wait(for: awaited)
      dropWhatIsStated()
    }
    readings = Self.reliedReadings(
      verdict, facts, isByFeeReduction: claim.taxClass == .feeReduction)
  }

  /// Leaves out that the day of damage is not stated where it is, but does not tell.
  private mutating func dropWhatIsStated() {
    let isOutside = steps.contains { if case .damageOutside = $0 { true } else { false } }
    if isOutside { steps.removeAll { $0 == .awaits(.damageOn) } }
  }

  /// The readings of the clauses that settle a question which arose.
  private static func reliedReadings(
    _ verdict: Verdict, _ facts: ContractFacts, isByFeeReduction: Bool
  ) -> [String] {
    let kinds = Set(verdict.steps.map(\.kind))
    let isByCurrentMonth = verdict.steps.contains { step in
      if case .damagesCap(_, _, _, let isOutagesOwn, _, _, _, _, _) = step {
        isOutagesOwn
      } else {
        false
      }
    }
    let hasLeftToPerson = verdict.steps.contains { step in
      if case .leftOut(_, _, _, let isForPerson) = step { isForPerson } else { false }
    }
    let gives =
      switch verdict.outcome {
      case .credit, .held, .pooled, .heldInPool: true
      default: false
      }
    let clauses = verdict.clauses + [verdict.rule?.damagesVia?.clause].compactMap { $0 }
    return clauses.flatMap(\.readings).distinct.filter { reading in
      switch reading {
      case "I-10", "I-24": isByCurrentMonth
      case "I-11": kinds.contains("claim-deadline")
      case "I-12":
        !kinds.isDisjoint(with: ["pool", "pool-rest", "pool-held"])
      case "I-17":
        kinds.contains("damages-cap") && verdict.version?.billing == .fixedAnnual
      case "I-20": verdict.members.count > 1
      case "I-23": kinds.contains("damages-cap")
      case "I-25":
        (verdict.cap != nil || kinds.contains("damages-cap")) && gives || kinds.contains("paid-cap")
      case "I-22", "I-36":
        hasLeftToPerson || kinds.contains("referred") || kinds.contains("cap-for-person")
      case "I-26": gives
      case "I-30":
        facts.contract.versions.contains { version in
          verdict.supply.map {
            $0.firstDay < version.validFrom && version.validFrom <= $0.lastDay
          } ?? false
        }
      case "I-29": kinds.contains("both-causes")
      case "I-33": kinds.contains("settled-on-bill") || kinds.contains("paid-in-money")
      case "I-34": kinds.contains("settled-on-bill") && isByFeeReduction
      case "I-35": kinds.contains("paid-cap")
      // Whether the customer holds another service under the document is not looked at here.
      case "I-37": false
      case "I-28":
        verdict.members.contains { number in
          facts.hits[number].stages.contains { $0.attribution == .customer }
        }
      default: true
      }
    }
  }
}

extension Step {
  /// Whether it tells of a claim why it waits.
  fileprivate var tellsWhyItWaits: Bool {
    switch self {
    case .damageOutside, .capOpen: true
    default: false
    }
  }
}
