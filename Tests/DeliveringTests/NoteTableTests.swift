import Documents
import Domain
import Foundation
import FoundationXML
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

/// All kinds × rates × classes of tax × languages × forms: what is on each, and what is not.
@Suite(.tags(.slow), .unlessFast) struct NoteTableTests {
  /// A ledger with a note of every row of the table, and one that takes it back.
  private func ledger(_ language: Language) throws -> ServiceHarness {
    let accounts = NoteTable.all.map { row in
      "  A-\(row.contract): { endpoint: { scheme: \"0221\", id: T7000012050002 }, country: JP"
        + (row.zeroRate.map { ", zero_rate: \($0.rawValue)" } ?? "") + " }"
    }
    let place = try ServiceHarness(
      more: """
        language: \(language.rawValue)
        documents: { forms: [pdf, pint, ubl] }
        approvals: { same_owner: allowed }
        accounts:
        \(accounts.joined(separator: "\n"))
        """)
    try place.drop("contracts/c.csv", Self.contracts)
    try place.drop("charges/c.csv", Self.charges)
    try place.drop("incidents/i.json", Self.incidents(revision: 1, "provider"))
    try place.drop("claims/k.json", Self.claims)
    try place.run()
    try place.drop("incidents/j.json", Self.incidents(revision: 2, "customer"))
    try place.run()
    return place
  }

  private static var contracts: String {
    "contract_id,account_id,account_name,terms,service,billing,fee,service_start,tax_rate\n"
      + NoteTable.all.map { row in
        let isOptage = row.claim != nil && row.contract != "DAMAGED"
        let terms =
          isOptage ? "optage-connectivity-cloud-storage,cloud-storage" : "network-service,vpn"
        let fee = row.contract == "SMALL" ? 30_000 : 300_000
        return "\(row.contract),A-\(row.contract),\(row.contract)社,\(terms),fixed-monthly,\(fee),"
          + "\(isOptage ? "2024-02-01" : "2023-01-01"),\(row.rate)\n"
      }.joined()
  }

  private static var charges: String {
    "contract_id,fee_month,amount,invoice_no,invoiced_on,paid_on\n"
      + NoteTable.all.compactMap { row in
        row.charge.map { "\(row.contract),2026-04,300000,\($0)\n" }
      }.joined()
  }

  private static func incidents(revision: Int, _ attribution: String) -> String {
    func affects(_ isEarly: Bool) -> String {
      NoteTable.all.filter { $0.isEarly == isEarly }
        .map { #"{"contract_id": "\#($0.contract)"}"# }.joined(separator: ",")
    }
    let cause = attribution == "provider" ? "negligence" : attribution
    return "["
      + Facts.incident(revision: revision, cause: cause, affects: affects(false)) + ","
      + Facts.incident("E", revision: revision, cause: cause, affects: affects(true))
      .replacing("2026-04-1", with: "2023-08-1") + "]"
  }

  private static var claims: String {
    let claims = NoteTable.all.compactMap { row in
      row.claim.map { taxClass in
        Facts.claim("K-\(row.contract)", contract: row.contract, ordinary: 40_000)
          .replacing("out-of-scope", with: taxClass)
      }
    }
    return "[\(claims.joined(separator: ","))]"
  }

  /// The notes' JSON by their numbers.
  private func notes(_ place: ServiceHarness) throws -> [String: [String: Any]] {
    var found: [String: [String: Any]] = [:]
    for path in place.files("state/credit-notes") where path.hasSuffix(".json") {
      let text = try place.text("state/credit-notes/\(path)")
      let note = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      found[path.replacing(".json", with: "")] = note
    }
    return found
  }

  @Test(arguments: Language.allCases)
  func `each kind of note says in each form what it has to, and nothing else`(
    _ language: Language
  ) throws {
    let place = try ledger(language)
    let notes = try notes(place)
    let entries = try entries(place)
    for row in NoteTable.all {
      let own = notes.filter { _, note in
        (note["account"] as? [String: Any])?["id"] as? String == "A-\(row.contract)"
          && (((note["lines"] as? [[String: Any]])?.first?["remedy"] as? String) == "damages")
            == row.isDamages
      }.sorted { $0.key < $1.key }
      #expect(own.count == 2, "\(row.contract)")
      let (first, last) = (try #require(own.first), try #require(own.last))
      #expect(first.value["kind"] as? String == row.kind, "\(row.contract)")
      #expect(first.value["settlement"] as? String == row.settlement, "\(row.contract)")
      #expect(last.value["kind"] as? String == "reversal")
      #expect(last.value["reverses"] as? String == first.value["number"] as? String)
      for (path, note) in own {
        #expect(note["return_invoice_required"] as? Bool == row.isRequired, "\(row.contract)")
        let isReversal = note["kind"] as? String == "reversal"
        try expectPrinted(row, path, isReversal: isReversal, place, language)
        for form in ["pint", "ubl"] {
          try expectSent(row, "\(path).\(form).xml", isReversal: isReversal, place)
        }
        let number = note["number"] as? String ?? ""
        let booked = entries.filter { $0["伝票番号"] == number }.map { entry in
          let (debit, credit) = (entry["借方科目"] ?? "", entry["貸方科目"] ?? "")
          return (isReversal ? [credit, debit] : [debit, credit]) + [entry["税区分"] ?? ""]
        }
        #expect(booked == row.entries, "\(row.contract)")
      }
    }
  }

  private func expectPrinted(
    _ row: NoteTable, _ path: String, isReversal: Bool, _ place: ServiceHarness,
    _ language: Language
  ) throws {
    let pdf = place.path("state/credit-notes/\(path).pdf")
    func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let text = plain(try run("pdftotext", ["-layout", pdf, "-"]).output)
    func says(_ words: LocalizedText) -> Bool { text.contains(plain(words[language])) }
    if isReversal {
      #expect(says(LocalizedText(ja: "取消通知書", en: "Notice of Cancellation")), "\(row.contract)")
      #expect(says(LocalizedText(ja: "取り消す書面", en: "Document cancelled")), "\(row.contract)")
    } else {
      let title = NoteTable.titles[row.kind]
      #expect(try says(#require(title)), "\(row.contract)")
      for words in row.says { #expect(says(words), "\(row.contract): \(words[language])") }
    }
    for words in row.saysNot { #expect(!says(words), "\(row.contract): \(words[language])") }
  }

  private func expectSent(
    _ row: NoteTable, _ path: String, isReversal: Bool, _ place: ServiceHarness
  ) throws {
    let file = "state/credit-notes/\(path)"
    guard let category = row.category else {
      #expect(!place.files("state/credit-notes").contains(path), "\(row.contract)")
      return
    }
    let xml = try XMLDocument(data: Data(place.text(file).utf8))
    func texts(_ path: String) throws -> [String] {
      let steps = path.split(separator: "/").map { "*[local-name()='\($0)']" }
      return try xml.nodes(forXPath: "//" + steps.joined(separator: "/"))
        .compactMap(\.stringValue)
    }
    let percent = try texts("TaxSubtotal/TaxCategory/Percent").first ?? ""
    #expect(
      try texts("TaxSubtotal/TaxCategory/ID").map { "\($0) \(percent)" } == [category],
      "\(row.contract)")
    let isNegative = try #require(texts("PayableAmount").first).hasPrefix("-")
    let isInvoice = path.hasSuffix("pint.xml")
    #expect(isNegative == (isInvoice && !isReversal), "\(row.contract)")
    // The invoice and, of a reversal, the note that is taken back.
    let references = try texts("BillingReference")
    #expect(
      references.contains { $0.contains("V-1") } == (row.charge?.hasPrefix("V-1") ?? false),
      "\(row.contract)")
    #expect(references.contains { $0.contains("CN-") } == isReversal, "\(row.contract)")
  }

  private func entries(_ place: ServiceHarness) throws -> [[String: String]] {
    try place.files("state/registers").filter { $0.hasPrefix("entries-") }.flatMap { name in
      let rows = try place.text("state/registers/\(name)").split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return rows.dropFirst().map {
        Dictionary(zip(rows[0], $0), uniquingKeysWith: { first, _ in first })
      }
    }
  }

  @Test(
    .enabled(if: !PublishedRules.schemas.isEmpty && !PublishedRules.pint.isEmpty),
    arguments: Language.allCases)
  func `each kind is valid by the schemas of UBL and the rules of JP PINT`(
    _ language: Language
  ) throws {
    let place = try ledger(language)
    let files = place.files("state/credit-notes").filter { $0.hasSuffix(".xml") }
    let (pint, ubl) = (
      files.filter { $0.hasSuffix("pint.xml") }, files.filter { $0.hasSuffix("ubl.xml") }
    )
    let sent = NoteTable.all.filter { $0.category != nil }.count * 2
    #expect(pint.count >= sent && ubl.count >= sent)
    for path in files {
      let file = place.path("state/credit-notes/\(path)")
      let root = try XMLDocument(contentsOf: URL(fileURLWithPath: file)).rootElement()?.localName
      let faults = try PublishedRules.faults(of: [file], root: root ?? "")
      #expect(faults.isEmpty, "\(faults)")
    }
    let directory = place.root.appending(path: "pint")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for (index, path) in pint.enumerated() {
      try FileManager.default.copyItem(
        atPath: place.path("state/credit-notes/\(path)"),
        toPath: directory.appending(path: "\(index).xml").path)
    }
    let (fired, faults) = try PublishedRules.judge(directory.path)
    #expect(faults.isEmpty, "\(faults.prefix(3))")
    #expect(fired >= pint.count)
  }
}
