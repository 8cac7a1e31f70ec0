import Documents
import Domain
import Foundation
import IngestingSupport
import Quantities
import ServingSupport
import TestSupport
import Testing
import Wording

/// What leaves the house says what its amounts rest on, and nothing that is not the customer's.
@Suite struct PaperTests {
  /// LocalizedText that are for the house alone, in a ledger that is full of them.
  private static let inside = [
    "作業者B氏", "設備運用部長", "甲乙通信", "査定課長", "法務部長", "決裁の経緯", "社長室", "内々の事情", "重大な過失",
    "gross negligence", "third party", "第三者", "お客様の責", "the customer’s responsibility",
    "NOC-88213",
  ]

  private static let faults = ["重大な過失", "gross negligence"]

  private static let contracts = """
    contract_id,account_id,account_name,terms,service,billing,fee,service_start,tax_rate
    C,A-1,株式会社甲,network-service,vpn,fixed-monthly,300000,2024-07-01,10
    D,A-1,株式会社甲,network-service,vpn,fixed-monthly,300000,2024-07-01,0
    E,A-1,株式会社甲,network-service,vpn,fixed-monthly,300000,2024-07-01,10
    F,A-1,株式会社甲,optage-connectivity-cloud-storage,cloud-storage,fixed-monthly,300000,2024-07-01,10
    """

  private static let charges = """
    contract_id,fee_month,amount,invoice_no,invoiced_on,paid_on
    C,2026-04,300000,V-1,2026-05-01,
    E,2026-04,300000,,,
    """

  /// Every kind of note: outages by gross negligence and by others, claims that somebody recognised or
  /// decided on, a relief, and a revision that takes some of it back.
  private func ledger(_ language: Language) throws -> ServiceHarness {
    let place = try ServiceHarness(
      more: """
        language: \(language.rawValue)
        documents: { forms: [pdf, pint, ubl] }
        approvals: { same_owner: allowed }
        accounts:
          A-1: { endpoint: { scheme: "0221", id: T7000012050002 }, country: JP, zero_rate: exempt }
        """)
    let all = ["C", "D", "E", "F"].map { #"{"contract_id": "\#($0)"}"# }.joined(separator: ",")
    let words = #""title": "丙社ビル内MDF 誤切断（作業者B氏）", "ticket": "NOC-88213","#
    try place.drop("contracts/c.csv", Self.contracts)
    try place.drop("charges/c.csv", Self.charges)
    try place.drop(
      "incidents/1.json",
      Facts.incident(by: "設備運用部長", affects: all, more: words))
    try place.drop(
      "incidents/2.json",
      Facts.incident(
        "J", cause: "carrier", by: "設備運用部長", affects: #"{"contract_id": "C"}"#,
        more: words + #""carrier": "甲乙通信","#
      ).replacing("2026-04-10", with: "2026-04-17").replacing("2026-04-15", with: "2026-04-20"))
    try place.drop("reliefs/l.json", Self.relief)
    try place.drop(
      "claims/k.json",
      "[\(Self.claim("K1")), \(Self.claim("K2", contract: "F")), "
        + "\(Self.claim("K3", incident: "J"))]")
    try place.drop("approvals/a.json", "[\(Self.approval("K1")), \(Self.approval("K2"))]")
    try place.drop(
      "recoveries/r.json",
      Facts.recovery(amount: 777).replacing(#""I""#, with: #""J""#)
        .replacing("他社", with: "甲乙通信"))
    try place.run()
    try place.drop(
      "incidents/3.json",
      Facts.incident(
        revision: 2, cause: "customer", by: "設備運用部長",
        affects: all.replacing(#"{"contract_id": "C"},"#, with: ""),
        more: words + #""drops": true,"#))
    try place.run()
    return place
  }

  private static let relief = Facts.relief().replacing("社長", with: "社長室")
    .replacing("災害", with: "災害と内々の事情")

  private static func claim(
    _ id: String, incident: String = "I", contract: String = "C"
  ) -> String {
    Facts.claim(id, incident: incident, contract: contract, ordinary: 44_444)
  }

  private static func approval(_ claim: String) -> String {
    Facts.approval("P-\(claim)", claim: claim).replacing("審査の結果", with: "決裁の経緯")
  }

  @Test(arguments: Language.allCases)
  func `no form of any kind of note has a word that is for the house alone`(
    _ language: Language
  ) throws {
    let place = try ledger(language)
    let files = place.files("state/credit-notes")
    var kinds: Set<String> = []
    var told = ""
    for json in files.filter({ $0.hasSuffix(".json") }) {
      let text = try place.text("state/credit-notes/\(json)")
      let note = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      kinds.insert(note["kind"] as? String ?? "")
      told += text
      let name = json.replacing(".json", with: "")
      let pdf = try TestSupport.run(
        "pdftotext", ["-layout", place.path("state/credit-notes/\(name).pdf"), "-"]
      ).output
      var forms = [pdf.filter { !$0.isWhitespace }]
      for form in ["ubl.xml", "pint.xml"] where files.contains("\(name).\(form)") {
        forms.append(try place.text("state/credit-notes/\(name).\(form)"))
      }
      let ledger = try #require(note["ledger"] as? [String: Any])
      let hash = try #require(ledger["hash"] as? String)
      // Damages without a cap turn on the fault; whoever was told that they are paid knows it.
      let isOfDamages = text.contains(#""remedy": "damages""#)
      let inside = Self.inside.filter { !isOfDamages || !Self.faults.contains($0) }
      for form in forms {
        for word in inside + [hash] {
          let isThere = form.contains(word.filter { !$0.isWhitespace }) || form.contains(word)
          #expect(!isThere, "\(name) \(note["kind"] ?? ""): \(word)")
        }
      }
    }
    #expect(
      kinds == [
        "qualified-return-invoice", "refund", "billing-adjustment", "damages", "reversal",
      ])
    // They are in the house's own form, so that the test can fail.
    for word in ["作業者B氏", "査定課長", "法務部長", "決裁の経緯", "社長室", "重大な過失"] {
      #expect(told.contains(word), "\(word)")
    }
  }
}
