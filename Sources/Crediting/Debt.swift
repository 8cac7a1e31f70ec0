import Assessing
import Domain
import Notation
import Quantities

/// What a line says that has to be right: two credits of one debt are the same, whatever else is known
/// of how they came about.
public struct Debt: Hashable, Sendable {
  /// By which right.
  public let subject: Subject
  /// The outage; `nil` for a relief.
  public let outage: TimeWindow?
  /// The clauses that give it.
  public let clauses: [Citation]
  /// The amount, and who receives it.
  public private(set) var credit: Credit

  /// A debt made of its parts.
  public init(
    _ subject: Subject, outage: TimeWindow?, clauses: [Citation], _ credit: Credit
  ) {
    self.subject = subject
    self.outage = outage
    self.clauses = clauses
    self.credit = credit
    // How a credit may be cut does not make it another one.
    self.credit.shares = []
  }

  /// The same, received by another account.
  func received(by account: Identifier) -> Debt {
    var other = self
    other.credit.account = account
    return other
  }

  /// Whether it may have become another one: of the same right, claim or relief, for a time and a supply
  /// that overlap.
  func mayBecome(_ other: Debt) -> Bool {
    subject == other.subject && credit.supply.from <= other.credit.supply.to
      && other.credit.supply.from <= credit.supply.to && overlaps(other)
  }

  private func overlaps(_ other: Debt) -> Bool {
    guard let outage, let its = other.outage else { return outage == other.outage }
    return (its.to.map { outage.from <= $0 } ?? true) && (outage.to.map { its.from <= $0 } ?? true)
  }
}

extension Debt: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    subject = try fields["subject"]
    outage = try fields["outage"]
    clauses = try fields["clauses"]
    credit = try fields["credit"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("clauses", clauses, "credit", credit, "outage", outage, "subject", subject)
  }
}
