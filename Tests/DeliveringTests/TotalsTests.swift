import Documents
import Domain
import Foundation
import FoundationXML
import IngestingSupport
import Quantities
import Querying
import Reading
import ServingSupport
import TestSupport
import Testing

/// Whatever a ledger holds, all forms of its notes come to the same sums, to the yen.
@Suite(.tags(.slow), .unlessFast) struct TotalsTests {
  /// What one form says that a note comes to.
  private struct Sums: Hashable {
    var net: Int128
    var gross: Int128
  }

  @Test(arguments: 1...6)
  func `JSON, PDF, electronic forms, register and entries of random ledgers agree`(
    seed: UInt64
  ) throws {
    let place = try randomLedger(seed: seed)
    let json = try fromJSON(place)
    try #require(json.count > 5)
    #expect(json.values.contains { $0.gross < 0 }, "no reversal")
    // A bill that comes out lower is neither sent as an invoice nor booked.
    let unbilled = try unbilled(place)
    let booked = json.filter { !unbilled.contains($0.key) }
    #expect(try fromXML(place, "ubl.xml") == booked)
    #expect(try fromXML(place, "pint.xml") == booked)
    #expect(try fromRegister(place, "credit-notes-") == json)
    #expect(try fromEntries(place) == booked)
    for (number, sums) in json {
      let text = try pdf(place, number)
      for amount in [sums.net, sums.gross] {
        #expect(text.contains(Self.grouped(amount)), "\(number) \(amount)")
      }
    }
    let export = try ExportFolder(place.path("out"))
    _ = try Inquiry(place.settings).export(.init(), to: export)
    try export.finish()
    #expect(
      try table(place, "out/notes.csv").reduce(into: [:]) { found, row in
        found[row["number"] ?? ""] = try Sums(net: yen(row, "net"), gross: yen(row, "gross"))
      } == json)
  }

  // MARK: A random ledger

  private func randomLedger(seed: UInt64) throws -> ServiceHarness {
    var random = SeededRandom(seed: seed)
    let accounts = (1...4).map {
      "A-\($0): { endpoint: { scheme: \"0221\", id: T7000012050002 }, country: JP }"
    }
    let place = try ServiceHarness(
      more: """
        documents: { forms: [pdf, pint, ubl] }
        approvals: { same_owner: allowed }
        accounts:
          \(accounts.joined(separator: "\n  "))
        """)
    let contracts = (1...8).map { number in
      """
      {"contract_id": "C\(number)", "account_id": "A-\(random.roll(1...4))", "account_name": "株式会社甲",
       "terms": "network-service", "service": "vpn", "billing": "\(random.pick(["fixed-monthly", "fixed-annual"]))",
       "fee": \(random.roll(1...900_000)), "tax_rate": \(random.pick([10, 10, 8])),
       "service_start": "2024-02-29"}
      """
    }
    try place.drop("contracts/c.json", "[\(contracts.joined(separator: ","))]")
    try place.drop(
      "charges/c.csv",
      "contract_id,fee_month,amount,invoice_no,invoiced_on\nC1,2026-04,1000,V-1,2026-05-10\nC2,2026-04,500,,\n"
    )
    for number in 1...3 { try place.drop("incidents/\(number).json", report(number, 1, &random)) }
    try place.run()
    for number in 1...2 {
      try place.drop("incidents/\(number)-2.json", report(number, 2, &random))
      try place.drop(
        "claims/\(number).json",
        Facts.claim("K\(number)", incident: "I\(number)", contract: "C\(random.roll(1...8))"))
    }
    try place.run()
    return place
  }

  private func report(_ number: Int, _ revision: Int, _ random: inout SeededRandom) -> String {
    Facts.incident(
      "I\(number)", revision: revision, cause: "negligence",
      restored: "2026-04-\(12 + random.roll(0...17))",
      affects: random.pick([
        #"{"terms": "network-service"}"#, #"{"contract_id": "C1"}, {"contract_id": "C2"}"#,
      ]))
  }

  // MARK: What each form says

  private func documents(_ place: ServiceHarness, _ suffix: String) -> [(
    number: String, path: String
  )] {
    place.files("state/credit-notes").filter { $0.hasSuffix("." + suffix) }.map { path in
      let name = path.split(separator: "/").last ?? ""
      return (String(name.dropLast(suffix.count + 1)), "state/credit-notes/\(path)")
    }
  }

  private func fromJSON(_ place: ServiceHarness) throws -> [String: Sums] {
    try documents(place, "json").reduce(into: [:]) { found, document in
      let object = try JSONSerialization.jsonObject(with: Data(place.text(document.path).utf8))
      let note = try #require(object as? [String: Any])
      let totals = try #require(note["totals"] as? [String: Any])
      let sums = try Sums(
        net: Int128(#require(totals["net"] as? Int)),
        gross: Int128(#require(totals["gross"] as? Int)))
      let lines = try #require(note["lines"] as? [[String: Any]])
      #expect(sums.net == Int128(lines.reduce(0) { $0 + (($1["amount"] as? Int) ?? 0) }))
      found[document.number] = sums
    }
  }

  /// The notes that say that a bill comes out lower, and those that take them back.
  private func unbilled(_ place: ServiceHarness) throws -> Set<String> {
    var found: Set<String> = []
    try Inquiry(place.settings).forEachNote { listed in
      if listed.settlement == .billReduced { found.insert(listed.note.number) }
    }
    return found
  }

  /// What an invoice charges a credit note gives back.
  private func fromXML(_ place: ServiceHarness, _ suffix: String) throws -> [String: Sums] {
    try documents(place, suffix).reduce(into: [:]) { found, document in
      let xml = try XMLDocument(data: Data(place.text(document.path).utf8))
      let sign: Int128 = xml.rootElement()?.localName == "Invoice" ? -1 : 1
      func sum(_ name: String) throws -> Int128 {
        let path = "//*[local-name()='LegalMonetaryTotal']/*[local-name()='\(name)']"
        let texts = try xml.nodes(forXPath: path).compactMap(\.stringValue)
        return try #require(texts.first.flatMap { Int128($0) }, "\(document.path) \(name)") * sign
      }
      found[document.number] = try Sums(
        net: sum("TaxExclusiveAmount"), gross: sum("TaxInclusiveAmount"))
    }
  }

  private func fromRegister(_ place: ServiceHarness, _ prefix: String) throws -> [String: Sums] {
    var lines: [String: Int128] = [:]
    var found: [String: Sums] = [:]
    for name in place.files("state/registers") where name.hasPrefix(prefix) {
      for row in try table(place, "state/registers/\(name)") {
        let number = row["number"] ?? ""
        lines[number, default: 0] += try yen(row, "amount")
        found[number] = try Sums(net: yen(row, "note_net"), gross: yen(row, "note_gross"))
        #expect(try yen(row, "note_gross") - yen(row, "note_net") == yen(row, "note_tax"))
      }
    }
    for (number, net) in lines { #expect(found[number]?.net == net, "\(number)") }
    return found
  }

  /// What the customer owes less is the gross sum; all of it but the tax is the net sum.
  private func fromEntries(_ place: ServiceHarness) throws -> [String: Sums] {
    var found: [String: Sums] = [:]
    for name in place.files("state/registers") where name.hasPrefix("entries-") {
      for row in try table(place, "state/registers/\(name)") {
        let amount = try yen(row, "借方金額")
        #expect(try yen(row, "貸方金額") == amount)
        let isGiven = ["売掛金", "未払金"].contains(row["貸方科目"] ?? "")
        let isTax = [row["借方科目"], row["貸方科目"]].contains("仮受消費税")
        let signed = isGiven ? amount : -amount
        found[row["伝票番号"] ?? "", default: Sums(net: 0, gross: 0)].gross += signed
        if !isTax { found[row["伝票番号"] ?? "", default: Sums(net: 0, gross: 0)].net += signed }
      }
    }
    return found
  }

  private func pdf(_ place: ServiceHarness, _ number: String) throws -> String {
    let path = try #require(documents(place, "pdf").first { $0.number == number }).path
    return try TestSupport.run("pdftotext", ["-layout", place.path(path), "-"]).output
  }

  private static func grouped(_ amount: Int128) -> String {
    var digits = String(amount.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  private func table(_ place: ServiceHarness, _ path: String) throws -> [[String: String]] {
    var rows: [[String: String]] = []
    try RecordFile(name: path, bytes: ByteReader(Array(place.text(path).utf8))).forEachRecord {
      node in
      guard case .map(let members) = node.value else { return }
      rows.append(
        members.reduce(into: [:]) { row, member in
          if case .plain(let text) = member.value.value { row[member.key] = text }
        })
    }
    return rows
  }

  private func yen(_ row: [String: String], _ column: String) throws -> Int128 {
    try #require(row[column].flatMap { Int128($0) }, "\(column)")
  }
}
