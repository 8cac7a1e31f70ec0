import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Wording

/// What a note says of itself, for documents.
public struct NoteFace: Sendable {
  /// The fields of FORMATS §5 that come before the lines.
  public let number: String
  /// What kind of document it is.
  public let kind: NoteKind
  /// The day of issue.
  public let issuedOn: CivilDate
  /// Who issued it.
  public let issuer: Issuer
  /// Who receives it.
  public let account: Identifier
  /// The recipient's name.
  public let accountName: String
  /// Name, revision and title of each incident.
  public let incidents: [(id: Identifier, revision: Int64, title: String?)]
  /// What it comes to.
  public let totals: NoteTotals
  /// The number of the note that it takes back.
  public let reverses: String?
  /// Its place in the ledger.
  public let sequence: Int64
  /// Its hash in the ledger's chain.
  public let hash: String

  /// A face made of its parts.
  public init(
    number: String, kind: NoteKind, issuedOn: CivilDate, issuer: Issuer, account: Identifier,
    accountName: String, incidents: [(id: Identifier, revision: Int64, title: String?)],
    totals: NoteTotals, reverses: String?, sequence: Int64, hash: String
  ) {
    self.number = number
    self.kind = kind
    self.issuedOn = issuedOn
    self.issuer = issuer
    self.account = account
    self.accountName = accountName
    self.incidents = incidents
    self.totals = totals
    self.reverses = reverses
    self.sequence = sequence
    self.hash = hash
  }
}

/// A line as documents show it.
public struct NoteRow: Sendable {
  /// The contract.
  public let contract: Identifier
  /// By which right.
  public let remedy: Assessment.Remedy
  /// The clauses.
  public let clauses: [Citation]
  /// The outage.
  public let outage: Assessment.Window
  /// The period whose fee is lowered.
  public let supply: (from: CivilDate, to: CivilDate)
  /// Whole units counted.
  public let units: Int64
  /// Before rounding.
  public let exact: ExactYen
  /// Whole yen before tax.
  public let amount: Yen
  /// Whole percent.
  public let taxRate: Int
  /// The readings relied on.
  public let readings: [String]
  /// How the amount came about.
  public let steps: [Step]

  /// A row made of its parts.
  public init(
    contract: Identifier, remedy: Assessment.Remedy, clauses: [Citation],
    outage: Assessment.Window, supply: (from: CivilDate, to: CivilDate), units: Int64,
    exact: ExactYen, amount: Yen, taxRate: Int, readings: [String], steps: [Step]
  ) {
    self.contract = contract
    self.remedy = remedy
    self.clauses = clauses
    self.outage = outage
    self.supply = supply
    self.units = units
    self.exact = exact
    self.amount = amount
    self.taxRate = taxRate
    self.readings = readings
    self.steps = steps
  }

  /// The arithmetic in one sentence.
  public var summary: Words {
    let told = steps.filter { ["units", "time", "ceiling", "rounded"].contains($0.kind) }
    let words = told.map(\.words)
    return Words(
      ja: words.map(\.ja).joined(), en: words.map(\.en).joined(separator: " "))
  }
}

/// A note as JSON (FORMATS §5), written a line at a time.
public struct NoteForm {
  private let face: NoteFace

  /// The form of a note.
  public init(_ face: NoteFace) {
    self.face = face
  }

  /// Everything before the first line.
  public var opening: String {
    let fields: [(String, JSONValue)] = [
      ("number", .text(face.number)),
      ("kind", .text(face.kind.rawValue)),
      ("issued_on", .text(face.issuedOn.description)),
      (
        "issuer",
        .object([
          ("name", .text(face.issuer.name)),
          ("registration_number", .text(face.issuer.registrationNumber)),
          ("address", .text(face.issuer.address)),
        ])
      ),
      (
        "account",
        .object([("id", .text(face.account.text)), ("name", .text(face.accountName))])
      ),
      (
        "incidents",
        .list(
          face.incidents.map { incident in
            .object([
              ("id", .text(incident.id.text)), ("revision", .integer(Int128(incident.revision))),
              ("title", .optional(incident.title)),
            ])
          })
      ),
    ]
    return "{\n" + fields.map { Self.field($0) }.joined() + "  \"lines\": ["
  }

  /// One line, with what separates it from the one before.
  public func line(_ row: NoteRow, isFirst: Bool) -> String {
    let summary = row.summary
    let value = JSONValue.object([
      ("contract_id", .text(row.contract.text)),
      ("remedy", .text(row.remedy.rawValue)),
      ("clauses", AssessmentForm.clauses(row.clauses)),
      ("summary", .object([("ja", .text(summary.ja)), ("en", .text(summary.en))])),
      ("outage", AssessmentForm.window(row.outage)),
      (
        "supply",
        .object([
          ("from", .text(row.supply.from.description)), ("to", .text(row.supply.to.description)),
        ])
      ),
      ("units", .integer(Int128(row.units))),
      ("exact", .text(row.exact.description)),
      ("amount", .integer(row.amount.amount)),
      ("tax_rate", .integer(Int128(row.taxRate))),
      ("steps", AssessmentForm.steps(row.steps)),
      ("readings", .list(row.readings.map { .text($0) })),
    ])
    return (isFirst ? "\n    " : ",\n    ") + value.pretty(indent: 2)
  }

  /// Everything after the last line.
  public var closing: String {
    let totals = JSONValue.object([
      ("net", .integer(face.totals.net.amount)),
      (
        "taxes",
        .list(
          face.totals.rates.map { rate in
            .object([
              ("rate", .integer(Int128(rate.percent))), ("net", .integer(rate.net.amount)),
              ("tax", .integer(rate.tax.amount)),
            ])
          })
      ),
      ("gross", .integer(face.totals.gross.amount)),
    ])
    let ledger = JSONValue.object([
      ("sequence", .integer(Int128(face.sequence))), ("hash", .text(face.hash)),
    ])
    return "\n  ],\n" + Self.field(("totals", totals))
      + Self.field(("return_invoice_required", .bool(face.totals.requiresReturnInvoice)))
      + Self.field(("reverses", .optional(face.reverses)))
      + "  \"ledger\": " + ledger.pretty(indent: 1) + "\n}\n"
  }

  private static func field(_ field: (String, JSONValue)) -> String {
    "  \"\(field.0)\": \(field.1.pretty(indent: 1)),\n"
  }
}
