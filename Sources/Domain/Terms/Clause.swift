import Notation
import Quantities

/// One numbered rule of a document (条項), told in our own words.
///
/// It never changes, and is a class because it is handed around a lot.
public final class Clause: Hashable, Sendable {
  /// The document.
  public let terms: Identifier
  /// The first day on which we hold this clause as it reads here.
  public let heldFrom: CivilDate
  /// Its number, such as `第24条第2項(2)表1欄`.
  public let number: String
  /// What it says.
  public let summary: LocalizedText
  /// The readings that its application rests on, such as `I-4`.
  public let readings: [String]
  /// Of an agreement: the number of the clause in whose place it stands.
  public let replaces: String?
  /// The numbers of the clauses that are cited with it.
  public let with: [String]

  /// A clause made of its parts.
  public init(
    terms: Identifier, heldFrom: CivilDate, number: String, summary: LocalizedText,
    readings: [String],
    replaces: String? = nil, with: [String] = []
  ) {
    self.terms = terms
    self.heldFrom = heldFrom
    self.number = number
    self.summary = summary
    self.readings = readings
    self.replaces = replaces
    self.with = with
  }

  /// Compares what is said.
  public static func == (left: Clause, right: Clause) -> Bool {
    left === right
      || left.citation == right.citation && left.summary == right.summary
        && left.readings == right.readings && left.replaces == right.replaces
        && left.with == right.with
  }

  /// Hashes its number, by which nearly all differ.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// How a document cites it.
  public var citation: Citation {
    Citation(terms: terms, heldFrom: heldFrom, number: number)
  }

  /// How a document cites it and the clauses that go with it.
  public var citations: [Citation] {
    [citation] + with.map { Citation(terms: terms, heldFrom: heldFrom, number: $0) }
  }
}

/// A reference to a clause by document, number and the day from which it is held.
public struct Citation: Hashable, Comparable, Sendable {
  /// The document.
  public let terms: Identifier
  /// The first day on which we hold the clause.
  public let heldFrom: CivilDate
  /// The clause's number.
  public let number: String

  /// A reference made of its parts.
  public init(terms: Identifier, heldFrom: CivilDate, number: String) {
    self.terms = terms
    self.heldFrom = heldFrom
    self.number = number
  }

  /// Orders by document, day and number.
  public static func < (left: Citation, right: Citation) -> Bool {
    (left.terms, left.heldFrom, left.number) < (right.terms, right.heldFrom, right.number)
  }
}

extension Citation: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    terms = try fields["terms"]
    heldFrom = try fields["held_from"]
    number = try fields["number"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("held_from", heldFrom, "number", number, "terms", terms)
  }
}

/// The contracts, by service and billing, that a clause speaks of.
public struct Scope: Hashable, Sendable {
  /// The services; `nil` for all of the document's.
  public let services: Set<Identifier>?
  /// The billings.
  public let billings: Set<Billing>

  /// A scope made of services and billings.
  public init(services: Set<Identifier>?, billings: Set<Billing>) {
    self.services = services
    self.billings = billings
  }

  /// Whether a contract of that service and billing falls under it.
  public func covers(_ service: Identifier, _ billing: Billing) -> Bool {
    (services?.contains(service) ?? true) && billings.contains(billing)
  }
}
