/// The forms in which notes are written besides JSON, and what they look like.
public struct DocumentSettings: Hashable, Sendable {
  /// A form of a note.
  public enum Form: String, CaseIterable, Hashable, Sendable {
    /// For people.
    case pdf
    /// An invoice of Peppol for Japan (JP PINT).
    case pint
    /// A plain UBL credit note.
    case ubl

    /// What its file is called after the note's number.
    public var suffix: String {
      switch self {
      case .pdf: "pdf"
      case .pint: "pint.xml"
      case .ubl: "ubl.xml"
      }
    }
  }

  /// How much of the arithmetic a customer's copy shows.
  public enum Annex: String, CaseIterable, Hashable, Sendable {
    /// Nothing beyond the lines.
    case none
    /// What each amount rests on.
    case amounts
    /// Everything, as the house reads it.
    case full
  }

  /// The forms that are written.
  public var forms: [Form]
  /// How much of the arithmetic a customer's copy shows.
  public var annex = Annex.amounts
  /// The issuer's logo, a PNG file.
  public var logo: String?
  /// The issuer's seal, a PNG file.
  public var seal: String?
  /// The accounts to which notes are booked.
  public var entries = EntryAccounts()

  /// Notes as PDF, without images.
  public init(forms: [Form] = [.pdf], logo: String? = nil, seal: String? = nil) {
    self.forms = forms
    self.logo = logo
    self.seal = seal
  }
}
