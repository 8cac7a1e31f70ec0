import Assessing
import Domain
import Quantities

/// An amount that a contract is owed: what becomes a line of a credit note.
public struct Entitlement: Hashable, Sendable {
  /// The contract.
  public let contract: Identifier
  /// The billing account that receives the note.
  public let account: Identifier
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
  public let exact: ExactYen
  /// Whole yen before tax.
  public let amount: Yen
  /// The fee month on whose invoice it is settled, where the clause says so.
  public let applyTo: FeeMonthName?
  /// The rate of the original supply, whole percent.
  public let taxRate: Int
  /// The incidents that make up the outage.
  public let incidents: [Identifier]
  /// The readings relied on.
  public let readings: [String]
  /// How the amount came about.
  public let steps: [Step]

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
    applyTo = assessment.applyTo
    self.supply = supply
    units = assessment.units
    exact = assessment.exact
    amount = assessment.amount
    self.taxRate = taxRate
    incidents = assessment.incidents
    readings = assessment.readings
    steps = assessment.steps
  }

  /// What a note must say alike to be right: two entitlements of one key are the same debt.
  public var key: String {
    let cited = clauses.map { "\($0.terms)@\($0.heldFrom)#\($0.number)" }.joined(separator: ",")
    let time = outage.map { outage in
      "\(outage.from.milliseconds)/\(outage.to.map { String($0.milliseconds) } ?? "")"
    }
    return [
      account.text, remedy.rawValue, request?.text ?? "", applyTo?.description ?? "", cited,
      time ?? "", "\(supply.from)/\(supply.to)", "\(units)",
      "\(exact)", "\(amount)", "\(taxRate)",
    ].joined(separator: "|")
  }
}
