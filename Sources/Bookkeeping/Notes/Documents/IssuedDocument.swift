import Domain
import Notation

/// A document as it left for a customer: its digest, and what it was made from.
public struct IssuedDocument: LedgerRecord, Hashable {
  /// Where it lies below the state directory.
  public let path: String
  /// What it is.
  public let form: DeliveredDocument.Form
  /// The number of the note.
  public let subject: String
  /// SHA-256 of its bytes.
  public let sha256: Digest
  /// The input up to which the grounds were recorded by which it was made: settings, terms, images.
  public let grounds: Int64
  /// The version of what makes documents.
  public let maker: Int
  /// SHA-256 of the files of the fonts in which it is set.
  public let fonts: [Digest]

  /// A document made of its parts.
  public init(
    path: String, form: DeliveredDocument.Form, subject: String, sha256: Digest, grounds: Int64,
    maker: Int, fonts: [Digest] = []
  ) {
    self.path = path
    self.form = form
    self.subject = subject
    self.sha256 = sha256
    self.grounds = grounds
    self.maker = maker
    self.fonts = fonts
  }

  static let table = Table(
    "issued_document", key: "id", format: 1, input: false, isChained: true,
    searched: ["path", "form", "subject"])
  var searched: [(any SQLConvertible)?] {
    [path, form.rawValue, subject]
  }
}

extension IssuedDocument: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    path = try fields["path"]
    form = try fields["form"]
    subject = try fields["subject"]
    sha256 = try fields["sha256"]
    grounds = try fields["grounds"]
    maker = try fields["maker"]
    fonts = try fields["fonts"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("fonts", fonts, "form", form, "grounds", grounds, "maker", maker)
    try object.add("path", path, "sha256", sha256, "subject", subject)
  }
}
