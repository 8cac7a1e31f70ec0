import Domain
import Quantities

extension Assessment {
  /// The assessment of a claim, with nothing known of it yet.
  private init(_ claim: Claim, account: Identifier?, _ decision: Decision) {
    self.init(
      Subject(contract: claim.contract, remedy: .damages, request: claim.id), account: account,
      Evidence(incidents: [claim.incident]), decision)
  }

  /// The assessment of a claim about which nothing can be said before something arrives.
  init(_ claim: Claim, awaiting awaited: [Awaited]) {
    self.init(claim, account: nil, .undetermined(waitsFor: []))
    wait(for: awaited)
  }

  /// The assessment of a claim that an incident has nothing to do with.
  ///
  /// - Parameter version: what tells whose the contract is; `nil` while it is not known.
  init(_ claim: Claim, _ version: ContractVersion?, nothing reason: Reason) {
    self.init(claim, account: version?.account, .nothing(reason))
    evidence.steps = [
      .excluded(clause: nil, reason: reason, by: nil), .concluded(amount: .zero, isHeld: false),
    ]
  }

  /// The assessment of a claim on an incident whose report was taken back.
  init(_ claim: Claim, _ version: ContractVersion?, withdrawn incident: Identifier) {
    self.init(claim, version, nothing: .notAffected)
    evidence.steps[0] = .withdrawn(incident)
  }

  /// The assessment of a claim that waits for facts which could change it.
  init(
    _ claim: Claim, _ finding: ClaimFinding, _ facts: ContractFacts, awaiting awaited: [Awaited]
  ) {
    let verdict = finding.verdict ?? finding.possible.first { !$0.clauses.isEmpty }
    self.init(
      claim, account: (verdict?.version ?? facts.contract.latest).account,
      .undetermined(waitsFor: []))
    evidence.steps = facts.reported(verdict?.members ?? [])
    cite(finding.possible.flatMap(\.clauses).distinct)
    evidence.steps += finding.possible.flatMap(\.steps).filter(\.tellsWhyItWaits).distinct
    if finding.isBeyondTrials { evidence.steps.append(.tooManyPossibilities) }
    wait(for: awaited)
    dropWhatIsStated()
  }

  /// The assessment of a claim that is decided, or that others decide.
  init(_ claim: Claim, _ verdict: Verdict, _ facts: ContractFacts) {
    let version = verdict.version ?? facts.contract.latest
    self.init(claim, account: version.account, .undetermined(waitsFor: []))
    if !verdict.members.isEmpty {
      evidence.incidents = facts.names(verdict.members)
    }
    evidence.outage = verdict.outage
    evidence.steps = facts.reported(verdict.members) + verdict.steps
    cite(verdict.clauses, by: verdict.rule)
    evidence.cap = verdict.cap
    switch verdict.outcome {
    case .nothing(let reason):
      decision = .nothing(reason: reason, counted: .init(units: verdict.units, exact: .zero))
      evidence.steps.append(.concluded(amount: .zero, isHeld: false))
    case .credit(let amount), .pooled(let amount):
      decision = verdict.credit(amount, claim, version).map { .credit($0) } ?? decision
      evidence.steps.append(.concluded(amount: amount, isHeld: false))
    case .held(let amount), .heldInPool(let amount):
      decision =
        verdict.credit(amount, claim, version).map { .held($0, approvable: verdict.approvable) }
        ?? decision
      evidence.steps.append(.concluded(amount: amount, isHeld: true))
    case .referred(let awaited):
      decision = .referred(waitsFor: awaited, approvable: verdict.approvable)
    case .awaits(let awaited):
      wait(for: awaited)
      dropWhatIsStated()
    }
    evidence.readings = Self.reliedReadings(
      verdict, facts, isByFeeReduction: claim.taxClass == .feeReduction)
  }

  /// Leaves out that the day of damage is not stated where it is, but does not tell.
  private mutating func dropWhatIsStated() {
    let isOutside = evidence.steps.contains { if case .damageOutside = $0 { true } else { false } }
    if isOutside { evidence.steps.removeAll { $0 == .awaits(.damageOn) } }
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

extension Verdict {
  /// An amount by the verdict.
  fileprivate func credit(
    _ amount: Yen, _ claim: Claim, _ version: ContractVersion
  ) -> Credit? {
    guard let supply else { return nil }
    var bill: YearMonth?
    if case .bill(let month)? = settlement { bill = month }
    let isByFee = claim.taxClass == .feeReduction && settlement != .money
    return Credit(
      account: version.account,
      supply: Credit.Supply(
        from: supply.firstDay, to: supply.lastDay, feeMonths: [supply.name]),
      units: units, exact: exact ?? amount.exact, amount: amount,
      taxRate: isByFee ? version.taxRate : 0, settledOn: bill)
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
