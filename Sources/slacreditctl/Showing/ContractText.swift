import Domain
import Notation
import Quantities
import Wording

/// Contracts for a terminal.
enum ContractText {
  static func lines(_ contract: ContractHistory, _ language: Language) -> [String] {
    contract.versions.map { version in
      let fee =
        version.fee.map { NumberFormat.grouped($0.value) }
        ?? LocalizedText(ja: "料金表による", en: "by price table")[language]
      return
        "\(version.contract)  \(version.validFrom)–  \(version.account) \(version.accountName)  "
        + "\(version.terms) \(version.service)  \(version.billing.rawValue) \(fee)"
    }
  }

  /// What finance told of its fees.
  static func line(_ charge: Charge, _ language: Language) -> String {
    let amount = NumberFormat.grouped(charge.amount.value)
    let told: [LocalizedText?] = [
      LocalizedText(
        ja: "\(charge.feeMonth) 分の料金 \(amount)円", en: "charged for \(charge.feeMonth) \(amount) yen"
      ),
      charge.beforeCredits.map {
        let amount = NumberFormat.grouped($0.value)
        return LocalizedText(ja: "減額前 \(amount)円", en: "before credits \(amount) yen")
      },
      charge.estimated ? LocalizedText(ja: "推計", en: "estimated") : nil,
      charge.invoiceNumber.map { LocalizedText(ja: "請求 \($0)", en: "invoice \($0)") },
      charge.invoicedOn.map { LocalizedText(ja: "\($0) 請求", en: "invoiced on \($0)") },
      charge.paidOn.map { LocalizedText(ja: "\($0) 入金", en: "paid on \($0)") },
    ]
    return "  " + told.compactMap { $0?[language] }.joined(separator: "  ")
  }

  /// What was given by hand before the ledger began.
  static func line(_ credit: PriorCredit, _ language: Language) -> String {
    let amount = NumberFormat.grouped(credit.amount.value)
    let given = LocalizedText(
      ja: "手作業で減額済み \(credit.id)  \(credit.incident)  \(amount)円  \(credit.givenOn)",
      en: "prior credit \(credit.id)  \(credit.incident)  \(amount) yen  \(credit.givenOn)")
    return "  " + given[language] + (credit.document.map { "  \($0)" } ?? "")
  }

  /// A contract through its versions, with what finance told of it, as programs read it.
  static func fields(
    _ history: ContractHistory, _ charges: [Charge], _ priorCredits: [PriorCredit]
  ) throws -> [(String, JSONValue)] {
    [
      ("versions", try list(history.versions)), ("charges", try list(charges)),
      ("prior_credits", try list(priorCredits)),
    ]
  }

  private static func list(_ records: [some Canonical]) throws -> JSONValue {
    .list(try records.map { try CanonicalJSON.parse(CanonicalJSON.encode($0)) })
  }
}
