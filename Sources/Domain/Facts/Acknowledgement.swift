import Notation
import Quantities

/// What finance says became of a note: that it was booked, or paid, and when.
public struct Acknowledgement: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The note's number, `CN-YYYY-NNNNNN`.
  public let note: String
  /// The day on which finance booked it.
  public let bookedOn: CivilDate?
  /// The day on which it was paid out or set off.
  public let paidOn: CivilDate?
  /// What finance's own system calls it.
  public let reference: String?
  /// Whether it takes back what was told of the note before; it then tells no day.
  public let withdrawn: Bool

  /// An acknowledgement made of its parts.
  public init(
    id: Identifier, note: String, bookedOn: CivilDate?, paidOn: CivilDate?,
    reference: String? = nil,
    withdrawn: Bool = false
  ) {
    self.id = id
    self.note = note
    self.bookedOn = bookedOn
    self.paidOn = paidOn
    self.reference = reference
    self.withdrawn = withdrawn
  }
}

extension Acknowledgement: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["acknowledgement_id"]
    note = try fields["number"]
    bookedOn = try fields["booked_on"]
    paidOn = try fields["paid_on"]
    reference = try fields["reference"]
    withdrawn = try fields["withdrawn"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("acknowledgement_id", id, "booked_on", bookedOn, "number", note)
    try object.add("paid_on", paidOn, "reference", reference, "withdrawn", withdrawn)
  }
}
