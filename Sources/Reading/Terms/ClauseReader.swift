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

  /// Number, summary, the clauses cited with it, and readings.
  func clause(_ fields: Fields) -> Clause? {
    let number = fields.required("number", FieldKind<String>.name)
    let summary = fields.words("summary")
    let with = fields.items("with", FieldKind<String>.name)
    let readings = fields.items("readings", FieldKind<String>.reading)
    let replaces = isAgreement ? fields.optional("replaces", FieldKind<String>.text) : nil
    guard let number, let summary else { return nil }
    if Set(with).union([number]).count <= with.count {
      fields.reject(
        "with", expected: LocalizedText(ja: "別の条項の番号を一度ずつ", en: "other clauses, each once"),
        fix: LocalizedText(
          ja: "「\(number)」自身と重複を取り除いてください。",
          en: "remove “\(number)” itself, and what stands twice"))
    }
    return Clause(
      terms: terms, heldFrom: heldFrom, number: number, summary: summary,
      readings: readings, replaces: replaces, with: with)
  }

  /// A clause that stands by itself under a name, such as `relief`.
  func clause(_ file: Fields, under name: String) -> Clause? {
    file.fields(name).flatMap { record in
      defer { record.finish() }
      return clause(record)
    }
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
