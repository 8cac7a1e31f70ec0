import Domain
import Foundation
import Ingesting
import IngestingSupport
import ServingSupport
import Testing

/// The forms of notes that are delivered beside JSON, and asked for by command.
@Suite struct FormsTests {
  @Test
  func `a note is delivered as PDF, and as electronic invoice where its account has an address`()
    throws
  {
    let place = try ServiceHarness(
      more: """
        documents: { forms: [pdf, pint, ubl] }
        accounts:
          A-1: { endpoint: { scheme: "0221", id: T7000012050002 }, country: JP }
        """)
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let files = place.files("state/credit-notes")
    #expect(files.filter { $0.hasSuffix(".json") }.count == 2)
    #expect(files.filter { $0.hasSuffix(".ubl.xml") }.count == 2)
    // A-2 has no electronic address: that form alone is missing.
    #expect(files.filter { $0.hasSuffix(".pint.xml") }.count == 1)
    let pdfs = files.filter { $0.hasSuffix(".pdf") }
    #expect(pdfs.count == 2)
    for pdf in pdfs {
      let data = try Data(contentsOf: place.root.appending(path: "state/credit-notes/\(pdf)"))
      #expect(data.starts(with: Data("%PDF-".utf8)))
      #expect(data.count > 10_000)
    }
  }

  @Test func `no other form is written where settings ask for none`() throws {
    let place = try ServiceHarness(more: "documents: { forms: [] }")
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    #expect(place.files("state/credit-notes").allSatisfy { $0.hasSuffix(".json") })
  }

  @Test func `a small return invoice is left out where set, and its note says why`() throws {
    for (setting, omitted) in [("issue_small: false", true), ("issue_small: true", false)] {
      let place = try ServiceHarness(more: setting)
      try place.drop("contracts/c.csv", ServiceHarness.contracts)
      try place.drop("incidents/i.json", ServiceHarness.incident())
      try place.run()
      for json in place.files("state/credit-notes").filter({ $0.hasSuffix(".json") }) {
        let path = place.root.appending(path: "state/credit-notes/\(json)")
        let note = try #require(
          JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
        let gross = try #require((note["totals"] as? [String: Any])?["gross"] as? Int)
        let isLeftOut = omitted && gross < 10_000
        #expect((note["return_invoice_omitted"] != nil) == isLeftOut)
        let pdf = path.path.replacing(".json", with: ".pdf")
        #expect(FileManager.default.fileExists(atPath: pdf) == !isLeftOut)
      }
    }
  }

  @Test func `a damaged PDF is made again with the same bytes`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let pdf = try #require(
      place.files("state/credit-notes").first { $0.hasSuffix(".pdf") })
    let path = place.root.appending(path: "state/credit-notes/\(pdf)")
    let bytes = try Data(contentsOf: path)
    try Data("damaged".utf8).write(to: path)
    try place.run()
    #expect(try Data(contentsOf: path) == bytes)
  }

  @Test(arguments: [
    (#"documents: { forms: [fax] }"#, "one of"),
    (#"documents: { logo: 1, seals: x }"#, "documents.seal"),
    (#"accounts: { A-1: { endpoint: { scheme: "0221", id: "123" } } }"#, "scheme"),
    (#"accounts: { A-1: { country: Japan } }"#, "two capital letters"),
    (#"issue: later"#, "immediate"), (#"ledger: { starts: 2026-01-01 }"#, "starts_on"),
    (#"limits: { correction_notes: -1 }"#, "correction_notes"),
    (#"approvals: { same_owner: perhaps }"#, "refused"),
  ])
  func `a setting that cannot be meant is refused with its place`(
    text: String, says: String
  ) throws {
    let invalid = #expect(throws: InvalidInput.self) { try ServiceHarness(more: text) }
    #expect(invalid?.message(in: .en).contains(says) == true)
  }
}
