import Assessing
import Domain
import Notation
import Quantities

/// An issued note without its lines, which may be very many.
public struct NoteHeader: Hashable, Sendable {
  /// Its place among all notes.
  public let sequence: Int64
  /// Its number, `CN-YYYY-NNNNNN`.
  public let number: String
  /// What kind of document it is.
  public let kind: NoteKind
  /// The day of issue at +09:00.
  public let issuedOn: CivilDate
  /// Who issued it.
  public let issuer: Issuer
  /// The language of the forms that speak one.
  public let language: Language
  /// Who receives it.
  public let account: Identifier
  /// The recipient's name.
  public let accountName: String
  /// What it comes to.
  public let totals: NoteTotals
  /// Whether the law requires it, as a return invoice (消費税法施行令第70条の9第3項).
  public let isReturnInvoiceRequired: Bool
  /// Whether the form that the law describes is left out, as it may be where it is not required. The
  /// note is issued and booked all the same.
  public let isFormOmitted: Bool
  /// The place of the note that it takes back.
  public let reverses: Int64?
  /// The place of the note that it corrects.
  public let replaces: Int64?
  /// SHA-256 over the hash before it and everything that it says.
  public var hash: Digest?

  /// A note made of its parts.
  public init(
    sequence: Int64, number: String, kind: NoteKind, issuedOn: CivilDate, issuer: Issuer,
    language: Language, account: Identifier, accountName: String, totals: NoteTotals,
    isReturnInvoiceRequired: Bool = false, isFormOmitted: Bool = false, reverses: Int64?,
    replaces: Int64? = nil, hash: Digest? = nil
  ) {
    self.sequence = sequence
    self.number = number
    self.kind = kind
    self.issuedOn = issuedOn
    self.issuer = issuer
    self.language = language
    self.account = account
    self.accountName = accountName
    self.totals = totals
    self.isReturnInvoiceRequired = isReturnInvoiceRequired
    self.isFormOmitted = isFormOmitted
    self.reverses = reverses
    self.replaces = replaces
    self.hash = hash
  }
}

extension NoteHeader: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    sequence = try fields["sequence"]
    number = try fields["number"]
    kind = try fields["kind"]
    issuedOn = try fields["issued_on"]
    issuer = try fields["issuer"]
    language = try fields["language"]
    account = try fields["account_id"]
    accountName = try fields["account_name"]
    totals = try fields["totals"]
    isReturnInvoiceRequired = try fields["return_invoice_required"]
    isFormOmitted = try fields["form_omitted"]
    reverses = try fields["reverses"]
    replaces = try fields["replaces"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "account_id", account, "account_name", accountName, "form_omitted", isFormOmitted,
      "issued_on", issuedOn, "issuer", issuer)
    try object.add(
      "kind", kind, "language", language, "number", number, "replaces", replaces,
      "return_invoice_required", isReturnInvoiceRequired)
    try object.add("reverses", reverses, "sequence", sequence, "totals", totals)
  }
}

/// An incident as a note names it.
public struct NoteIncident: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The revision that stood.
  public let revision: Int64
  /// Its title, for people in the house.
  public let title: String?
  /// What customers may read.
  public let customerTitle: String?
  /// When it began, as reported.
  public let began: Moment
  /// When it ended; `nil` while that is not known.
  public let restored: Moment?

  /// An incident made of its parts.
  public init(
    id: Identifier, revision: Int64, title: String?, customerTitle: String? = nil, began: Moment,
    restored: Moment?
  ) {
    self.id = id
    self.revision = revision
    self.title = title
    self.customerTitle = customerTitle
    self.began = began
    self.restored = restored
  }
}

extension NoteIncident: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["id"]
    revision = try fields["revision"]
    title = try fields["title"]
    customerTitle = try fields["customer_title"]
    began = try fields["began"]
    restored = try fields["restored"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("began", began, "customer_title", customerTitle, "id", id)
    try object.add("restored", restored, "revision", revision, "title", title)
  }
}
