import Quantities

/// What finance says became of a note: that it was booked, or paid, and when.
public struct Acknowledgement: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case id = "acknowledgement_id"
    case note = "number"
    case bookedOn
    case paidOn
    case reference
    case withdrawn
  }

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
