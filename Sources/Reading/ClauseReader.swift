import Domain
import Quantities

/// Reads the clauses of a document: what they share is here, each kind of clause in an extension.
struct ClauseReader {
  /// The document.
  let terms: Identifier
  /// The date from which its clauses are held.
  let heldFrom: CivilDate
  /// The billings that it governs.
  let billings: Set<Billing>
  /// Whether the clauses are of an agreement, and can stand in the place of others.
  var isAgreement = false

  /// Number, summary and readings.
  func clause(_ fields: Fields) -> Clause? {
    let number = fields.required("number", FieldKind<String>.name)
    let summary = fields.words("summary")
    let readings = fields.items("readings", FieldKind<String>.reading)
    let replaces = isAgreement ? fields.optional("replaces", FieldKind<String>.text) : nil
    guard let number, let summary else { return nil }
    return Clause(
      terms: terms, heldFrom: heldFrom, number: number, summary: summary,
      readings: readings, replaces: replaces)
  }

  /// The services and billings that it governs; those of the document where it names none.
  func scope(_ fields: Fields) -> Scope {
    let services = fields.items("services", FieldKind<Identifier>.identifier)
    let billings = fields.items("billings", FieldKind<Billing>.oneOf)
    return Scope(
      services: services.isEmpty ? nil : Set(services),
      billings: billings.isEmpty ? self.billings : Set(billings))
  }
}

/// A rule with the place in the file where it stands, for messages.
struct Placed<Rule> {
  let fields: Fields
  let rule: Rule
}
