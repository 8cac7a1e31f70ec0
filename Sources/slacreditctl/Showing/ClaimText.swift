import Bookkeeping
import Crediting
import Documents
import Domain
import Notation
import Quantities
import Wording

/// Claims for a terminal.
enum ClaimText {
  static func headline(_ claim: Claim, _ language: Language) -> String {
    let items = claim.items.map { item in
      let amount = NumberFormat.grouped(item.amount.value)
      return "\(item.kind.words[language]) \(amount)"
    }
    let received = LocalizedText(ja: "\(claim.receivedOn)受付", en: "received \(claim.receivedOn)")[
      language]
    let recognised = claim.recognition.map { recognition in
      LocalizedText(
        ja: "\(recognition.on)に\(recognition.by)が認容  ",
        en: "recognised on \(recognition.on) by \(recognition.by)  ")[language]
    }
    return "\(claim.id)  \(claim.contract)  \(claim.incident)  \(received)  \(recognised ?? "")"
      + items.joined(separator: ", ")
  }

  static func fields(_ claim: Claim) -> [(String, JSONValue)] {
    [
      ("claim_id", .text(claim.id.text)), ("incident_id", .text(claim.incident.text)),
      ("contract_id", .text(claim.contract.text)),
      ("received_on", .text(claim.receivedOn.description)),
      ("damage_on", .optional(claim.damageOn?.description)),
      ("recognised_by", .optional(claim.recognition?.by)),
      ("recognised_on", .optional(claim.recognition?.on.description)),
      ("filed_by", .optional(claim.filedBy)),
      ("tax_class", .optional(claim.taxClass?.rawValue)),
      (
        "items",
        .list(
          claim.items.map { item in
            .object([
              ("kind", .text(item.kind.rawValue)), ("amount", .integer(item.amount.value)),
              ("recognised", item.recognised.map { .integer($0.value) } ?? .null),
              ("description", .optional(item.description)),
            ])
          })
      ),
    ]
  }
}
