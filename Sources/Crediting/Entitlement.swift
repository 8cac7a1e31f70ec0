import Assessing
import Domain
import Quantities

/// An amount that a contract is owed: what becomes a line of a credit note.
public struct Entitlement: Hashable, Sendable {
  /// The contract.
  public let contract: Identifier
  /// The billing account that receives the note.
  public private(set) var account: Identifier
  /// By which right it is owed.
  public let remedy: Assessment.Remedy
  /// The claim or the relief that asks for it.
  public let request: Identifier?
  /// The clauses that give it.
  public let clauses: [Citation]
  /// The outage; `nil` for a relief.
  public let outage: Assessment.Window?
  /// The period whose fee is lowered.
  public private(set) var supply: Assessment.Supply
  /// Whole units counted.
  public private(set) var units: Int64
  /// Before rounding.
  public private(set) var exact: ExactYen
  /// Whole yen before tax; with it where damages lower a bill (I-34).
  public private(set) var amount: Yen
  /// The fee month on whose bill it is settled, where the clause says so.
  public let settledOn: FeeMonthName?
  /// The rate of the original supply, whole percent.
  public private(set) var taxRate: Int
  /// What it takes of each period's fee.
  public private(set) var shares: [Assessment.Share]
  /// The incidents that make up the outage.
  public let incidents: [Identifier]
  /// The readings relied on.
  public let readings: [String]
  /// How the amount came about.
  public private(set) var steps: [Step]

  /// What an assessment owes now; `nil` unless its outcome is credit.
  public init?(_ assessment: Assessment) {
    guard assessment.outcome == .credit, let account = assessment.account,
      let supply = assessment.supply,
      let taxRate = assessment.taxRate
    else { return nil }
    contract = assessment.contract
    self.account = account
    remedy = assessment.remedy
    request = assessment.request
    clauses = assessment.clauses
    outage = assessment.outage
    settledOn = assessment.settledOn
    shares = assessment.shares
    self.supply = supply
    units = assessment.units
    exact = assessment.exact
    amount = assessment.amount
    self.taxRate = taxRate
    incidents = assessment.incidents
    readings = assessment.readings
    steps = assessment.steps
  }

  /// What is left of it after a credit that was given by hand, and what is left of that.
  ///
  /// - Throws: ``QuantityOverflow``.
  public func after(
    _ prior: PriorCredit, left: Yen
  ) throws(QuantityOverflow) -> (rest: Entitlement, left: Yen) {
    let taken = min(amount, left)
    var rest = self
    rest.amount = Yen(amount.amount - taken.amount)
    rest.exact = try exact - taken.exact
    rest.shares = try shares.lowered(by: taken)
    rest.steps.append(.givenBefore(prior.id, on: prior.givenOn, amount: taken))
    return (rest, Yen(left.amount - taken.amount))
  }

  /// The same, received by the accounts that stand for its own.
  func addressed(by successor: (Identifier) -> Identifier) -> Entitlement {
    var readdressed = self
    readdressed.account = successor(account)
    readdressed.shares = shares.map { share in
      Assessment.Share(
        supply: share.supply, units: share.units, exact: share.exact, amount: share.amount,
        taxRate: share.taxRate, account: successor(share.account))
    }
    return readdressed
  }

  /// The day that decides whose ledger it belongs to: on which the outage began or, of a relief, on
  /// which its month ends.
  public var decisiveDay: CivilDate {
    outage.map { UTCOffset.japan.date(of: $0.from) } ?? supply.to
  }

  /// A key as it is when an account receives it, whichever did at first.
  static func key(_ key: String, to account: Identifier) -> String {
    account.text + key.drop { $0 != "|" }
  }

  /// What a note must say alike to be right: two entitlements of one key are the same debt.
  public var key: String {
    let cited = clauses.map { "\($0.terms)@\($0.heldFrom)#\($0.number)" }.joined(separator: ",")
    let time = outage.map { outage in
      "\(outage.from.milliseconds)/\(outage.to.map { String($0.milliseconds) } ?? "")"
    }
    return [
      account.text, remedy.rawValue, request?.text ?? "", cited,
      time ?? "", "\(supply.from)/\(supply.to)", "\(units)",
      "\(exact)", "\(amount)", "\(taxRate)", settledOn?.description ?? "",
    ].joined(separator: "|")
  }
}

extension Entitlement {
  /// What a key tells of an entitlement.
  struct Told {
    /// By which right, and on which claim or relief.
    let right: [Substring]
    /// The first and the last moment of the outage; an open one has no last.
    private let time: [Substring]
    /// The first and the last day of the supply.
    let supply: [Substring]

    init(_ key: String) {
      let parts = key.split(separator: "|", omittingEmptySubsequences: false)
      func pair(_ index: Int) -> [Substring] {
        index < parts.count
          ? parts[index].split(separator: "/", omittingEmptySubsequences: false) : []
      }
      right = Array(parts.dropFirst().prefix(2))
      time = pair(4)
      supply = pair(5)
    }

    /// Whether what it tells may have become what another tells.
    func mayBecome(_ other: Told) -> Bool {
      guard right == other.right, supply.count == 2, other.supply.count == 2 else { return false }
      return supply[0] <= other.supply[1] && other.supply[0] <= supply[1] && overlaps(other)
    }

    private func overlaps(_ other: Told) -> Bool {
      guard time.count == 2, other.time.count == 2, let from = Int64(time[0]),
        let otherFrom = Int64(other.time[0])
      else { return time == other.time }
      return from <= Int64(other.time[1]) ?? .max && otherFrom <= Int64(time[1]) ?? .max
    }
  }

  /// Whether its amount is with tax: damages that lower a bill (004 第21条, I-34).
  public var isTaxIncluded: Bool { remedy == .damages && taxRate > 0 }

  /// The lines that it becomes: one or, where fee months differ in kind, rate, account or bill, one for
  /// each run of months that do not (docs/domain.md §8). Lines that stand already are kept as they were
  /// cut.
  ///
  /// - Throws: ``QuantityOverflow``, and what `bills` throws.
  func lines(standing: Set<String>, bills: () throws -> Bills) throws -> [Entitlement] {
    guard shares.count > 1 else { return [self] }
    if let kept = try cut(asStanding: standing) { return kept }
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
  private func cut(asStanding standing: Set<String>) throws -> [Entitlement]? {
    var found: [Entitlement] = []
    var start = shares.startIndex
    while start < shares.endIndex {
      let account = shares[start].account
      let alike = shares[start...].prefix { $0.account == account }
      let ends = (start + 1...alike.endIndex).reversed()
      let kept = try ends.lazy.map { (end: $0, line: try line(start..<$0)) }
        .first { $0.line.amount == .zero || standing.contains($0.line.key) }
      guard let kept else { return nil }
      if kept.line.amount > .zero { found.append(kept.line) }
      start = kept.end
    }
    return found.isEmpty ? nil : found
  }

  /// The part of it for some of its periods.
  private func line(_ run: Range<Int>) throws -> Entitlement {
    guard run != shares.indices, let first = shares[run].first, let last = shares[run].last else {
      return self
    }
    var line = self
    line.shares = Array(shares[run])
    line.supply = Assessment.Supply(
      from: first.supply.from, to: last.supply.to,
      feeMonths: line.shares.flatMap(\.supply.feeMonths))
    line.units = line.shares.reduce(0) { $0 + $1.units }
    line.exact = try line.shares.reduce(.zero) { try $0 + $1.exact }
    line.amount = Yen(line.shares.reduce(0) { $0 + $1.amount.amount })
    line.taxRate = first.taxRate
    line.account = first.account
    return line
  }
}

extension Assessment.Share {
  fileprivate func isBilled(like other: Assessment.Share, _ bills: Bills) -> Bool {
    account == other.account && taxRate == other.taxRate
      && bills.kind(of: supply, taxRate: taxRate)
        == bills.kind(of: other.supply, taxRate: other.taxRate)
      && bills.settlement(of: supply) == bills.settlement(of: other.supply)
      && bills.invoice(of: supply) == bills.invoice(of: other.supply)
      && bills.isClosed(supply.to) == bills.isClosed(other.supply.to)
  }
}

extension [Assessment.Share] {
  /// The shares after an amount was taken off them, the earliest first.
  fileprivate func lowered(by taken: Yen) throws(QuantityOverflow) -> [Assessment.Share] {
    var left = taken
    var lowered: [Assessment.Share] = []
    for share in self {
      let part = Swift.min(left, share.amount)
      left = Yen(left.amount - part.amount)
      lowered.append(
        Assessment.Share(
          supply: share.supply, units: share.units, exact: try share.exact - part.exact,
          amount: Yen(share.amount.amount - part.amount), taxRate: share.taxRate,
          account: share.account))
    }
    return lowered
  }
}
