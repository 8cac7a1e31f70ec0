import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Wording

/// A note as JSON (docs/formats.md §5), written a line at a time.
public struct NoteJSON: Sendable {
  private let document: NoteDocument

  /// The form of a note.
  public init(_ document: NoteDocument) {
    self.document = document
  }

  /// Everything before the first line.
  public var opening: String {
    var fields: [(String, JSONValue)] = [
      ("number", .text(document.note.number)),
      ("kind", .text(document.note.kind.rawValue)),
      ("issued_on", .text(document.note.issuedOn.description)),
      (
        "issuer",
        .object([
          ("name", .text(document.note.issuer.name)),
          ("registration_number", .text(document.note.issuer.registrationNumber)),
          ("address", .text(document.note.issuer.address)),
        ])
      ),
      (
        "account",
        .object([
          ("id", .text(document.note.account.text)), ("name", .text(document.note.accountName)),
        ])
      ),
      (
        "incidents",
        .list(
          document.incidents.map { incident in
            .object([
              ("id", .text(incident.id.text)), ("revision", .integer(Int128(incident.revision))),
              ("title", .optional(incident.title)),
              ("customer_title", .optional(incident.customerTitle)),
            ])
          })
      ),
    ]
    if let replaced = document.replaced { fields.append(("replaces", .text(replaced.number))) }
    if let month = document.closing { fields.append(("closing", .text(month.description))) }
    return "{\n" + fields.map { Self.field($0) }.joined() + "  \"lines\": ["
  }

  /// One line, with what separates it from the one before.
  public func line(_ line: NoteLine, isFirst: Bool) -> String {
    let summary = line.summary
    var fields: [(String, JSONValue)] = [
      ("contract_id", .text(line.contract.text)),
      ("remedy", .text(line.remedy.rawValue)),
    ]
    if let request = line.request { fields.append((line.remedy.requestField, .text(request.text))) }
    fields += [
      ("clauses", AssessmentForm.clauses(line.clauses)),
      ("summary", .object([("ja", .text(summary.ja)), ("en", .text(summary.en))])),
      ("outage", line.outage.map(AssessmentForm.window) ?? .null),
      (
        "supply",
        .object([
          ("from", .text(line.supplyFrom.description)), ("to", .text(line.supplyTo.description)),
        ])
      ),
      ("units", .integer(Int128(line.units))),
      ("exact", .text(line.exact.description)),
      ("amount", .integer(line.amount.value)),
      ("tax_rate", .integer(Int128(line.taxRate))),
      ("steps", AssessmentForm.steps(line.steps)),
      ("readings", .list(line.readings.map { .text($0) })),
    ]
    if let invoice = line.invoice {
      fields.append(
        (
          "invoice",
          .object([
            ("number", .text(invoice.number)),
            ("invoiced_on", .optional(invoice.issuedOn?.description)),
          ])
        ))
    }
    fields.append(("settlement", .text(line.settlement.rawValue)))
    if line.isUnchanged { fields.append(("unchanged", .bool(true))) }
    if let month = line.applyTo { fields.append(("apply_to", .text(month.description))) }
    let value = JSONValue.object(fields)
    return (isFirst ? "\n    " : ",\n    ") + value.pretty(indent: 2)
  }

  /// Everything after the last line.
  public var closing: String {
    let totals = JSONValue.object([
      ("net", .integer(document.note.totals.net.value)),
      (
        "taxes",
        .list(
          document.note.totals.rates.map { rate in
            .object([
              ("rate", .integer(Int128(rate.percent))), ("net", .integer(rate.net.value)),
              ("tax", .integer(rate.tax.value)),
            ])
          })
      ),
      ("gross", .integer(document.note.totals.gross.value)),
    ])
    let ledger = JSONValue.object([
      ("sequence", .integer(Int128(document.note.sequence))),
      ("hash", .text(document.note.hash?.description ?? "")),
    ])
    return "\n  ],\n" + Self.field(("totals", totals))
      + (document.outline.isTaxIncluded ? Self.field(("tax_included", .bool(true))) : "")
      + Self.field(("settlement", .text(document.outline.settlement?.rawValue ?? "mixed")))
      + Self.field(("return_invoice_required", .bool(document.note.isReturnInvoiceRequired)))
      + (document.note.isFormOmitted ? Self.field(("return_invoice_omitted", Self.omitted)) : "")
      + Self.field(("reverses", .optional(document.reverses)))
      + (document.paidBefore.map { Self.field(("reversed_paid_on", .text($0.description))) } ?? "")
      + "  \"ledger\": " + ledger.pretty(indent: 1) + "\n}\n"
  }

  /// Why the lawful form is left out.
  private static let omitted = JSONValue.object([
    ("basis", .text("消費税法施行令第70条の9第3項")),
    ("ja", .text("税込1万円未満のため、適格返還請求書の交付を省略しました。")),
    ("en", .text("Under 10,000 yen with tax, so no return invoice is made out.")),
  ])

  private static func field(_ field: (String, JSONValue)) -> String {
    "  \"\(field.0)\": \(field.1.pretty(indent: 1)),\n"
  }
}
