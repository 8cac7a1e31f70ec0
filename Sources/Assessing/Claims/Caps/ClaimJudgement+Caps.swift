import Domain
import Quantities

extension DamagesRule {
  /// The day on which the term for claiming ends and the last on which a claim is in time (I-11); `nil`
  /// where there is no term.
  func deadline(forDamageOn day: CivilDate) -> (term: CivilDate, lastDay: CivilDate)? {
    guard let within = claimedWithin else { return nil }
    // The day after the damage is the first of the days (民法第140条); a term does not end on a day on
    // which no business is done (第142条).
    let term = day + within
    return (term, calendar?.firstBusinessDay(onOrAfter: term) ?? term)
  }
}

extension ClaimJudgement {
  /// Judges a claim where earlier ones may take of its cap what is not known yet.
  mutating func judge(
    _ claim: Claim, under terms: ServiceRule, _ cap: CapKey,
    by judge: (inout ClaimJudgement) throws -> Verdict
  ) throws -> Verdict {
    let taking = unreported.filter { supposed.taking.contains($0.claim.id) }
    let (before, most) = try earlier(taking, than: claim, under: terms, cap)
    guard most > .zero else {
      return try self.judge(claim, besideWaiting: terms, cap, by: judge)
    }
    var other = self
    let whole = try other.judge(claim, besideWaiting: terms, cap, by: judge)
    used[cap] = try (used[cap] ?? .zero) + most
    var verdict = try self.judge(claim, besideWaiting: terms, cap, by: judge)
    // Each later claim asks for itself what they take.
    if let taken = used[cap] { used[cap] = try taken - most }
    if whole.isByAnyCharge, whole.outcome.givesSomething { verdict.outcome = .nothing(.capUsed) }
    if verdict.outcome.materialOutcome != whole.outcome.materialOutcome {
      verdict.steps.append(.capOpen(claims: before))
    }
    return verdict
  }

  /// The claim waits for the same facts as earlier ones that wait, where those could change it.
  private mutating func judge(
    _ claim: Claim, besideWaiting terms: ServiceRule, _ cap: CapKey,
    by judge: (inout ClaimJudgement) throws -> Verdict
  ) throws -> Verdict {
    let (before, most) = try earlier(waiting, than: claim, under: terms, cap)
    guard most > .zero else { return try judge(&self) }
    let awaited = waiting.filter { before.contains($0.claim.id) }.flatMap(\.awaited)
    var other = self
    other.used[cap] = try (used[cap] ?? .zero) + most
    let least = try judge(&other)
    var found = try judge(&self)
    let isOpen = found.isByAnyCharge && found.outcome.givesSomething
    guard isOpen || found.outcome.materialOutcome != least.outcome.materialOutcome else {
      return found
    }
    found.outcome = .awaits(Set(awaited).sorted())
    found.approvable = .zero
    found.settlement = nil
    found.steps.removeAll(where: \.dependsOnWhatIsLeft)
    found.steps.append(.capOpen(claims: before))
    return found
  }

  /// The claims before one that may take of its cap, and the most that they may.
  private func earlier(
    _ entries: [WaitingClaim], than claim: Claim, under terms: ServiceRule, _ cap: CapKey
  ) throws(QuantityOverflow) -> (claims: [Identifier], most: Yen) {
    var before: [Identifier] = []
    var most = Yen.zero
    for entry in entries where Claim.isEarlier(entry.claim, claim) {
      let part = try entry.most(of: cap, under: terms)
      guard part > .zero else { continue }
      before.append(entry.claim.id)
      most = try most + part
    }
    return (before, most)
  }
}

extension Verdict {
  /// Whether its cap is by a charge that is supposed to exceed any claim: it stands for all that a missing
  /// charge makes, and so for caps of which others may leave nothing.
  fileprivate var isByAnyCharge: Bool {
    steps.contains { step in
      guard case .damagesCap(_, _, _, _, let charges, _, _, _, _) = step else { return false }
      return charges == ClaimGroup.beyondAnyClaim.exact
    }
  }
}

extension Verdict.Outcome {
  fileprivate var givesSomething: Bool {
    switch self {
    case .credit, .pooled, .held, .heldInPool: true
    case .nothing, .referred, .awaits: false
    }
  }
}

extension Step {
  /// Whether it tells what is left of a cap, or what follows from that.
  fileprivate var dependsOnWhatIsLeft: Bool {
    switch self {
    case .capUsed, .bothCauses, .decided, .settledOnBill, .paidInMoney, .poolHeld: true
    default: false
    }
  }
}
