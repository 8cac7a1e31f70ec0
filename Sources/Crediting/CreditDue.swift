import Assessing
import Domain
import Quantities

/// An amount that a contract is owed: what becomes a line of a credit note.
@dynamicMemberLookup
public struct CreditDue: Hashable, Sendable {
  /// By which right it is owed.
  public let subject: Subject
  /// What it rests on.
  public private(set) var evidence: Evidence
  /// The amount, and who receives it.
  public private(set) var credit: Credit

  /// What an assessment owes now; `nil` unless its outcome is credit.
  public init?(_ assessment: Assessment) {
    guard case .credit(let credit) = assessment.decision else { return nil }
    subject = assessment.subject
    evidence = assessment.evidence
    self.credit = credit
  }

  /// The amount, and who receives it.
  public subscript<Value>(dynamicMember path: KeyPath<Credit, Value>) -> Value {
    credit[keyPath: path]
  }

  /// By which right it is owed.
  public subscript<Value>(dynamicMember path: KeyPath<Subject, Value>) -> Value {
    subject[keyPath: path]
  }

  /// What it rests on.
  public subscript<Value>(dynamicMember path: KeyPath<Evidence, Value>) -> Value {
    evidence[keyPath: path]
  }

  /// Whether its amount is with tax: damages that lower a bill (004 第21条, I-34).
  public var isTaxIncluded: Bool { subject.isTaxIncluded(at: credit.taxRate) }

  /// What is left of it after a credit that was given by hand, and what is left of that.
  ///
  /// - Throws: `QuantityOverflow`.
  public func after(
    _ prior: PriorCredit, left: Yen
  ) throws(QuantityOverflow) -> (rest: CreditDue, left: Yen) {
    let taken = min(credit.amount, left)
    var rest = self
    rest.credit.amount = try credit.amount - taken
    rest.credit.exact = try credit.exact - taken.exact
    rest.credit.shares = try credit.shares.lowered(by: taken)
    rest.evidence.steps.append(.givenBefore(prior: prior.id, on: prior.givenOn, amount: taken))
    return (rest, try left - taken)
  }

  /// The same, received by the accounts that stand for its own.
  func addressed(by successor: (Identifier) -> Identifier) -> CreditDue {
    var readdressed = self
    readdressed.credit.account = successor(credit.account)
    readdressed.credit.shares = credit.shares.map { share in
      Credit.Share(
        supply: share.supply, units: share.units, exact: share.exact, amount: share.amount,
        taxRate: share.taxRate, account: successor(share.account))
    }
    return readdressed
  }

  /// The day that decides whose ledger it belongs to: on which the outage began or, of a relief, on
  /// which its month ends.
  public var decisiveDay: CivilDate {
    evidence.outage.map { UTCOffset.japan.date(of: $0.from) } ?? credit.supply.to
  }

  /// What a line must say alike to be right.
  public var debt: Debt {
    Debt(subject, outage: evidence.outage, clauses: evidence.clauses, credit)
  }
}

extension Subject {
  /// Whether amounts at a rate are with tax.
  public func isTaxIncluded(at rate: Int) -> Bool { remedy == .damages && rate > 0 }
}

extension CreditDue {
  /// The lines that it becomes: one or, where fee months differ in kind, rate, account or bill, one for
  /// each run of months that do not (docs/domain.md §8). Lines that stand already are kept as they were
  /// cut.
  ///
  /// - Throws: `QuantityOverflow`, and what `bills` throws.
  func lines(outstanding: Set<Debt>, bills: () throws -> Bills) throws -> [CreditDue] {
    let shares = credit.shares
    guard shares.count > 1 else { return [self] }
    if let kept = try cut(asOutstanding: outstanding) { return kept }
    let bills = try bills()
    var runs: [Range<Int>] = []
    for index in shares.indices {
      if let run = runs.last, shares[run.lowerBound].isBilled(like: shares[index], bills) {
        runs[runs.count - 1] = run.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return try runs.map(line).filter { $0.amount > .zero }
  }

  /// The lines by which it stands on notes, if it does.
  private func cut(asOutstanding outstanding: Set<Debt>) throws -> [CreditDue]? {
    let shares = credit.shares
    var found: [CreditDue] = []
    var start = shares.startIndex
    while start < shares.endIndex {
      let account = shares[start].account
      let alike = shares[start...].prefix { $0.account == account }
      let ends = (start + 1...alike.endIndex).reversed()
      let kept = try ends.lazy.map { (end: $0, line: try line(start..<$0)) }
        .first { $0.line.amount == .zero || outstanding.contains($0.line.debt) }
      guard let kept else { return nil }
      if kept.line.amount > .zero { found.append(kept.line) }
      start = kept.end
    }
    return found.isEmpty ? nil : found
  }

  /// The part of it for some of its periods.
  private func line(_ run: Range<Int>) throws -> CreditDue {
    let shares = credit.shares[run]
    guard run != credit.shares.indices, let first = shares.first, let last = shares.last else {
      return self
    }
    var line = self
    line.credit = Credit(
      account: first.account,
      supply: Credit.Supply(
        from: first.supply.from, to: last.supply.to,
        feeMonths: shares.flatMap(\.supply.feeMonths)),
      units: shares.reduce(0) { $0 + $1.units },
      exact: try shares.reduce(.zero) { try $0 + $1.exact },
      amount: Yen(shares.reduce(0) { $0 + $1.amount.value }), taxRate: first.taxRate,
      settledOn: credit.settledOn, shares: Array(shares))
    return line
  }
}

extension Credit.Share {
  fileprivate func isBilled(like other: Credit.Share, _ bills: Bills) -> Bool {
    account == other.account && taxRate == other.taxRate
      && bills.kind(of: supply, taxRate: taxRate)
        == bills.kind(of: other.supply, taxRate: other.taxRate)
      && bills.settlement(of: supply) == bills.settlement(of: other.supply)
      && bills.invoice(of: supply) == bills.invoice(of: other.supply)
      && bills.isClosed(supply.to) == bills.isClosed(other.supply.to)
  }
}

extension [Credit.Share] {
  /// The shares after an amount was taken off them, the earliest first.
  fileprivate func lowered(by taken: Yen) throws(QuantityOverflow) -> [Credit.Share] {
    var left = taken
    var lowered: [Credit.Share] = []
    for share in self {
      let part = Swift.min(left, share.amount)
      left = try left - part
      lowered.append(
        Credit.Share(
          supply: share.supply, units: share.units, exact: try share.exact - part.exact,
          amount: try share.amount - part, taxRate: share.taxRate,
          account: share.account))
    }
    return lowered
  }
}
