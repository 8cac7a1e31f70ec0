import Domain
import Notation
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
  case charge(YearMonth)
  /// What the carrier pays for an incident.
  case recovery(Identifier)
  /// The report of an incident.
  case incident(Identifier)
  /// The record of a contract.
  case contract(Identifier)
  /// Another contract's booked charge, in a pool.
  case chargeOf(Identifier, YearMonth)
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

extension Awaited: CodedAsText {
  /// The form in which documents name it.
  public var codedText: String { description }

  /// What a text names; `nil` for anything that ``description`` does not give.
  public init?(codedText: String) {
    let parts = codedText.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard parts.count == 2 else {
      switch name {
      case "attribution": self = .attribution
      case "fault": self = .fault
      case "known_at": self = .knownAt
      case "restored_at": self = .restoredAt
      case "approval": self = .approval
      case "damage_on": self = .damageOn
      case "tax_class": self = .taxClass
      default: return nil
      }
      return
    }
    let rest = String(parts[1])
    guard name != "ruling" else {
      self = .ruling(rest)
      return
    }
    let ends = rest.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let id = Identifier(ends[0])
    switch (name, ends.count) {
    case ("charge", 1):
      guard let month = YearMonth(rest) else { return nil }
      self = .charge(month)
    case ("charge", 2):
      guard let id, let month = YearMonth(ends[1]) else { return nil }
      self = .chargeOf(id, month)
    case ("edition", 2):
      guard let id, let day = CivilDate(ends[1]) else { return nil }
      self = .edition(id, day)
    case ("recovery", 1): self.init(id, Awaited.recovery)
    case ("incident", 1): self.init(id, Awaited.incident)
    case ("contract", 1): self.init(id, Awaited.contract)
    case ("terms", 1): self.init(id, Awaited.terms)
    case ("approval", 1): self.init(id, Awaited.approvalOf)
    case ("confirmation", 1): self.init(id, Awaited.confirmation)
    default: return nil
    }
  }

  private init?(_ id: Identifier?, _ make: (Identifier) -> Awaited) {
    guard let id else { return nil }
    self = make(id)
  }
}
