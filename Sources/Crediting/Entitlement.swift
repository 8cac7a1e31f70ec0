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
  public let supply: Assessment.Supply
  /// Whole units counted.
  public let units: Int64
  /// Before rounding.
  public private(set) var exact: ExactYen
  /// Whole yen before tax.
  public private(set) var amount: Yen
  /// On the invoice of how many months after its recognition it is settled, where the clause says so.
  public let settledAfterMonths: Int64?
  /// The rate of the original supply, whole percent.
  public let taxRate: Int
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
    settledAfterMonths = assessment.settledAfterMonths
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
    rest.steps.append(.givenBefore(prior.id, on: prior.givenOn, amount: taken))
    return (rest, Yen(left.amount - taken.amount))
  }

  /// The same, received by another account.
  public func addressed(to account: Identifier) -> Entitlement {
    var readdressed = self
    readdressed.account = account
    return readdressed
  }

  /// The month on whose invoice it is settled when it is recognised on a day, where the clause says so.
  public func appliedTo(on day: CivilDate) -> FeeMonthName? {
    settledAfterMonths.map { months in
      let (year, month, _) = day.components
      return FeeMonth(year: year, month: month, startDay: 1).advanced(by: Int(months)).name
    }
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
      "\(exact)", "\(amount)", "\(taxRate)",
    ].joined(separator: "|")
  }
}
