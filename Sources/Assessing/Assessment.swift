import Domain
import Quantities

/// What a contract is owed for one outage, or why nothing, or what has to be known first.
public struct Assessment: Hashable, Sendable {
  /// By which right something is owed.
  public enum Remedy: String, CaseIterable, Hashable, Sendable {
    /// Part of the fee is not payable.
    case waiver
    /// A reduction that the provider grants of its own accord.
    case relief
    /// Compensation of a claimed loss.
    case damages
  }

  /// What became of the question.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// An amount is owed.
    case credit
    /// Nothing is owed, for a reason.
    case none
    /// A missing fact could change the amount.
    case undetermined
    /// Another document or a person's ruling decides.
    case referred
    /// An amount is owed once somebody approves it.
    case held
  }

  /// The contract.
  public var contract: Identifier
  /// Its billing account when the outage began; `nil` while the contract is unknown.
  public var account: Identifier?
  /// By which right.
  public var remedy: Remedy
  /// The claim or the relief that asks for it; `nil` for a waiver, which nobody has to ask for.
  public var request: Identifier?
  /// What became of it.
  public var outcome: Outcome
  /// Whole yen before tax; 0 unless the outcome is credit or held.
  public var amount: Yen
  /// The amount before rounding, after ceilings.
  public var exact: ExactYen
  /// The clauses that decided, or could.
  public var clauses: [Citation]
  /// The incidents that make up the outage, in order of name.
  public var incidents: [Identifier]
  /// The outage; `nil` for an incident that is part of none.
  public var outage: Window?
  /// Whole units counted; 0 where the clause counts exact time.
  public var units: Int64
  /// Why nothing is owed; only with outcome none.
  public var reason: Reason?
  /// What it waits for; only with outcome undetermined, referred or held.
  public var waitsFor: [Awaited]
  /// The readings relied on.
  public var readings: [String]
  /// How the amount came about.
  public var steps: [Step]
  /// The cap on damages, where there is one and it is known.
  public var cap: Yen?
  /// The fee month on whose bill it is settled, where the clause says so.
  public var settledOn: FeeMonthName?
  /// The most that a person may approve, where one has to decide.
  public var approvable: Yen
  /// The fee months or contract years concerned, from the first day to the last.
  public var supply: Supply?
  /// The tax rate of the supply, whole percent; `nil` while the contract is unknown.
  public var taxRate: Int?
  /// What a waiver takes of each period's fee, in order of time: lines may have to be cut there
  /// (docs/domain.md §8). Not kept in the ledger.
  public var shares: [Share]

  /// The time of an outage.
  public struct Window: Hashable, Sendable {
    /// Its start.
    public let from: Moment
    /// Its end; `nil` while that is not known.
    public let to: Moment?

    /// A window between two moments.
    public init(from: Moment, to: Moment?) {
      self.from = from
      self.to = to
    }

    /// The window that is an interval.
    init(_ interval: Interval) {
      self.init(from: interval.start, to: interval.end)
    }
  }

  /// The period whose fee is lowered.
  public struct Supply: Hashable, Sendable {
    /// Its first day.
    public let from: CivilDate
    /// Its last day.
    public let to: CivilDate
    /// The fee months in it, by name; for a contract year the one in which it begins.
    public let feeMonths: [FeeMonthName]

    /// A period of supply.
    public init(from: CivilDate, to: CivilDate, feeMonths: [FeeMonthName]) {
      self.from = from
      self.to = to
      self.feeMonths = feeMonths
    }
  }

  /// What a waiver takes of one period's fee.
  public struct Share: Hashable, Sendable {
    /// The period.
    public let supply: Supply
    /// Whole units that began in it.
    public let units: Int64
    /// Before rounding.
    public let exact: ExactYen
    /// The whole yen of the running exact sum, so that all shares add up to the amount.
    public let amount: Yen
    /// The rate of the period's supply, whole percent.
    public let taxRate: Int
    /// The account of the days on which its time lies.
    public let account: Identifier

    /// A share made of its parts.
    public init(
      supply: Supply, units: Int64, exact: ExactYen, amount: Yen, taxRate: Int, account: Identifier
    ) {
      self.account = account
      self.supply = supply
      self.units = units
      self.exact = exact
      self.amount = amount
      self.taxRate = taxRate
    }
  }

  /// An assessment that owes nothing yet; what it owes is filled in.
  public init(
    contract: Identifier, account: Identifier?, remedy: Remedy = .waiver,
    request: Identifier? = nil, outcome: Outcome,
    incidents: [Identifier], outage: Window? = nil, reason: Reason? = nil,
    waitsFor: [Awaited] = [], clauses: [Citation] = [], readings: [String] = [],
    steps: [Step] = []
  ) {
    self.contract = contract
    self.account = account
    self.remedy = remedy
    self.request = request
    self.outcome = outcome
    self.amount = .zero
    self.exact = .zero
    self.clauses = clauses
    self.incidents = incidents
    self.outage = outage
    self.units = 0
    self.reason = reason
    self.waitsFor = waitsFor
    self.readings = readings
    self.steps = steps
    self.cap = nil
    self.settledOn = nil
    self.approvable = .zero
    self.supply = nil
    self.taxRate = nil
    self.shares = []
  }

  /// The assessment of an incident on a contract that is not known yet.
  public static func awaiting(contract: Identifier, incident: Identifier) -> Assessment {
    Assessment(
      contract: contract, account: nil, outcome: .undetermined, incidents: [incident],
      waitsFor: [.contract(contract)], steps: [.awaits(.contract(contract))])
  }
}
