import Domain
import Quantities

/// A fact, document or decision that an assessment waits for.
public enum Awaited: Hashable, Comparable, Sendable {
  /// By whose act or risk the service failed.
  case attribution
  /// How the provider failed.
  case fault
  /// When the provider learned of it.
  case knownAt
  /// When the service worked again.
  case restoredAt
  /// The contract's booked charge of a fee month.
  case charge(FeeMonthName)
  /// What the carrier pays for an incident.
  case recovery(Identifier)
  /// The report of an incident.
  case incident(Identifier)
  /// The record of a contract.
  case contract(Identifier)
  /// Another contract's booked charge, in a pool.
  case chargeOf(Identifier, FeeMonthName)
  /// The edition of a document that was in force on a day.
  case edition(Identifier, CivilDate)
  /// A document that is not held.
  case terms(Identifier)
  /// A person's ruling on a clause that is silent.
  case ruling(String)
  /// An approval.
  case approval
  /// An approval of another claim, in a pool.
  case approvalOf(Identifier)
  /// That what was announced took place.
  case confirmation(Identifier)
  /// The day on which a claimed damage arose.
  case damageOn
  /// How a claim is taxed.
  case taxClass
}

extension Awaited: CustomStringConvertible {
  /// The form in which documents and commands name it.
  public var description: String {
    switch self {
    case .attribution: "attribution"
    case .fault: "fault"
    case .knownAt: "known_at"
    case .restoredAt: "restored_at"
    case .charge(let month): "charge:\(month)"
    case .recovery(let incident): "recovery:\(incident)"
    case .incident(let id): "incident:\(id)"
    case .contract(let id): "contract:\(id)"
    case .chargeOf(let contract, let month): "charge:\(contract)@\(month)"
    case .edition(let terms, let day): "edition:\(terms)@\(day)"
    case .terms(let id): "terms:\(id)"
    case .ruling(let clause): "ruling:\(clause)"
    case .approval: "approval"
    case .approvalOf(let claim): "approval:\(claim)"
    case .confirmation(let incident): "confirmation:\(incident)"
    case .damageOn: "damage_on"
    case .taxClass: "tax_class"
    }
  }
}
