import Crediting
import Domain
import Quantities

/// What a note says of itself, for documents.
public struct NoteDocument: Sendable {
  /// The note.
  public let note: NoteHeader
  /// The incidents that it names.
  public let incidents: [NoteIncident]
  /// The note that it takes back.
  public let reversed: NoteHeader?
  /// The note that it corrects.
  public let replaced: NoteHeader?
  /// What stands now of the note that it corrects, less what that came to, with tax.
  public let difference: Yen?
  /// Whether several notes correct that one: the difference is that of all of them.
  public let isReplacedBySeveral: Bool
  /// Whether what it says went, or goes, to another account: the contract's account was corrected.
  public let isReaddressed: Bool
  /// The notes that stand in the place of the one that it takes back.
  public let replacedBy: [NoteHeader]
  /// When the note that it takes back had been paid, as far as was known.
  public let paidBefore: CivilDate?
  /// The month in whose closing it was issued.
  public let closing: YearMonth?
  /// Its lines as a whole.
  public let outline: LinesOutline
  /// Why there is no tax on what the account is supplied, where that was told.
  public let zeroRate: ZeroRate?

  /// What a note says of itself.
  public init(
    _ note: NoteHeader, incidents: [NoteIncident], reversed: NoteHeader? = nil,
    replaced: NoteHeader? = nil, difference: Yen? = nil, isReplacedBySeveral: Bool = false,
    isReaddressed: Bool = false, replacedBy: [NoteHeader] = [], paidBefore: CivilDate? = nil,
    closing: YearMonth? = nil,
    outline: LinesOutline, zeroRate: ZeroRate? = nil
  ) {
    self.note = note
    self.incidents = incidents
    self.reversed = reversed
    self.replaced = replaced
    self.difference = difference
    self.isReplacedBySeveral = isReplacedBySeveral
    self.isReaddressed = isReaddressed
    self.replacedBy = replacedBy
    self.paidBefore = paidBefore
    self.closing = closing
    self.outline = outline
    self.zeroRate = zeroRate
  }

  /// The number of the note that it takes back.
  public var reverses: String? { reversed?.number }

  /// What the note is or, of one that takes back another, what that was: by this it is booked, sent and
  /// classed.
  public var subject: NoteKind { reversed?.kind ?? note.kind }
}
