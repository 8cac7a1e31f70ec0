import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Quantities
import ServingSupport
import Spooling
import TestSupport
import Testing

@testable import Ingesting
@testable import Querying

/// What is handed to people outside: notes that are looked for, and everything about one contract.
@Suite(.tags(.slow), .unlessFast) struct ExportTests {
  /// Three accounts, a note each: 5,000, 4,931 and 3,000 yen before tax.
  private func place() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop(
      "contracts/c.csv", ServiceHarness.contracts.replacing("C-2,A-1,株式会社甲", with: "C-2,A-3,株式会社丙"))
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  private func numbers(_ place: ServiceHarness, _ adjust: (inout NoteSearch) -> Void) throws
    -> [String]
  {
    var search = NoteSearch()
    adjust(&search)
    var found: [String] = []
    try Inquiry(place.settings).forEachNote(search) { listed in
      found.append(String(listed.note.number.suffix(1)))
    }
    return found
  }

  // MARK: Looking for notes

  @Test func `notes are found by amount, by day and by account, and by any of them together`()
    throws
  {
    let place = try place()
    #expect(try place.notes().map { $0.suffix(4) } == ["5500", "3300", "5424"])
    #expect(try numbers(place) { _ in } == ["1", "2", "3"])
    #expect(try numbers(place) { $0.least = 3_300 } == ["1", "2", "3"])
    #expect(try numbers(place) { $0.least = 3_301 } == ["1", "3"])
    #expect(try numbers(place) { $0.most = 5_424 } == ["2", "3"])
    #expect(try numbers(place) { $0.most = 5_423 } == ["2"])
    #expect(try numbers(place) { $0.account = "A-2" } == ["2"])
    #expect(try numbers(place) { $0.account = "株式会社" } == ["1", "2", "3"])
    #expect(try numbers(place) { $0.contract = "C-3" } == ["2"])
    #expect(
      try numbers(place) {
        $0.account = "甲"
        $0.most = 5_000
      } == [])
    var day: CivilDate?
    try Inquiry(place.settings).forEachNote { day = $0.note.issuedOn }
    let today = try #require(day)
    #expect(try numbers(place) { ($0.from, $0.to) = (today, today) } == ["1", "2", "3"])
    #expect(try numbers(place) { $0.from = today + 1 } == [])
    #expect(try numbers(place) { $0.to = today + -1 } == [])
    #expect(
      try numbers(place) {
        $0.to = today
        $0.account = "A-3"
      } == ["3"])
  }

  @Test func `notes that finance has not booked are found until it has`() throws {
    let place = try place()
    var number = ""
    try Inquiry(place.settings).forEachNote { listed in
      if number.isEmpty { number = listed.note.number }
    }
    try place.drop(
      "acknowledgements/a.json", Facts.acknowledgement("W1", of: number, paid: "2026-05-02"))
    try place.run()
    #expect(try numbers(place) { $0.isUnbooked = true } == ["1", "2", "3"])
    try place.drop(
      "acknowledgements/b.json", Facts.acknowledgement("W2", of: number, booked: "2026-05-02"))
    try place.run()
    #expect(try numbers(place) { $0.isUnbooked = true } == ["2", "3"])
  }

  // MARK: Export

  @Test func `an export holds a list and every document as it was delivered`() throws {
    let place = try place()
    let folder = try ExportFolder(place.path("out"))
    var search = NoteSearch()
    search.account = "A-1"
    #expect(try Inquiry(place.settings).export(search, to: folder) == [])
    try folder.finish()
    let files = place.files("out")
    #expect(files.count == 4 && files.contains("notes.csv") && files.contains("SHA256SUMS"))
    let delivered = try #require(
      place.files("state/credit-notes").first { $0.hasSuffix("000001.pdf") })
    let exported = try #require(files.first { $0.hasSuffix("000001.pdf") })
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: place.path("state/credit-notes/\(delivered)")))
        == Data(contentsOf: URL(fileURLWithPath: place.path("out/\(exported)"))))
    #expect(
      try run("sha256sum", ["--check", "--quiet", "SHA256SUMS"], in: place.path("out")).status == 0)
  }

  @Test func `as an archive it holds the same`() throws {
    let place = try place()
    let folder = try ExportFolder(place.path("notes.tar"))
    _ = try Inquiry(place.settings).export(NoteSearch(), to: folder)
    try folder.finish()
    let listed = try run("tar", ["--list", "--file", "notes.tar"], in: place.path("")).output
    #expect(listed.contains("notes/notes.csv") && listed.contains("notes/SHA256SUMS"))
    #expect(listed.split(separator: "\n").filter { $0.hasSuffix(".json") }.count == 3)
    #expect(place.files("").allSatisfy { !$0.contains(".part") })
  }

  @Test func `a damaged document is named and left out`() throws {
    let place = try place()
    let note = try #require(place.files("state/credit-notes").first { $0.hasSuffix(".pdf") })
    try place.write("x", to: "state/credit-notes/\(note)")
    let folder = try ExportFolder(place.path("out"))
    #expect(
      try Inquiry(place.settings).export(NoteSearch(), to: folder) == ["credit-notes/\(note)"])
    try folder.finish()
    #expect(place.files("out").filter { $0.hasSuffix(".pdf") }.count == 2)
  }

  @Test func `what is there already is not overwritten, and what fails leaves nothing`() throws {
    let place = try place()
    try place.write("mine", to: "out")
    #expect(throws: FileFailure.self) { try ExportFolder(place.path("out")) }
    try place.write("mine", to: "other.part")
    var other: ExportFolder? = try ExportFolder(place.path("other"))
    try other?.write("a", text: "b")
    other = nil
    #expect(place.files("").filter { $0.contains("other") } == ["other.part"])
    #expect(!place.files("").contains { $0.contains(".slacreditctl") })
  }

  @Test(arguments: ["n-10:30", "--help", "-C", "a b"])
  func `an archive may have any name`(name: String) throws {
    let place = try place()
    let folder = try ExportFolder(place.path("\(name).tar"))
    _ = try Inquiry(place.settings).export(NoteSearch(), to: folder)
    try folder.finish()
    let archive = ["--force-local", "--list", "--file", "./\(name).tar"]
    #expect(try TestSupport.run("tar", archive, in: place.path("")).output.contains("notes.csv"))
  }

  @Test func `what came to its place meanwhile is not overwritten`() throws {
    let place = try place()
    for name in ["out", "out.tar"] {
      let folder = try ExportFolder(place.path(name))
      try folder.write("a", text: "b")
      try place.write("mine", to: name)
      #expect(throws: FileFailure.self) { try folder.finish() }
      #expect(try place.text(name) == "mine")
    }
  }

  // MARK: Bundle

  @Test func `a bundle holds what was received, what follows from it, and why`() throws {
    let place = try place()
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-9", affects: #"{"contract_id": "C-3"}"#))
    try place.drop("charges/c.csv", "contract_id,fee_month,amount\nC-1,2026-04,50000\n")
    try place.run()
    let files = try bundle(place, "C-1", hasInputs: true)
    let received = files.filter { $0.hasPrefix("inputs/") }
    #expect(
      received.map { $0.drop { $0 != "-" } } == [
        "-contracts-c.csv", "-incidents-i.json", "-charges-c.csv",
      ])
    for name in ["README.txt", "assessments.json", "assessments.txt", "inputs.csv", "notes.csv"] {
      #expect(files.contains(name), "\(name)")
    }
    #expect(
      files.contains { $0.hasPrefix("clauses/") && $0.hasSuffix("network-service@2022-12-01.yaml") }
    )
    #expect(files.contains { $0.hasPrefix("notes/CN-") && $0.hasSuffix(".pdf") })
    #expect(try place.text("out/assessments.txt").contains("C-1"))
    #expect(!(try place.text("out/notes.csv").contains("A-2")))
    #expect(
      try run("sha256sum", ["--check", "--quiet", "SHA256SUMS"], in: place.path("out")).status == 0)
  }

  @Test func `without the received files a bundle names no other customer`() throws {
    let place = try place()
    let files = try bundle(place, "C-1", hasInputs: false)
    #expect(!files.contains { $0.hasPrefix("inputs/") })
    for name in files where !name.hasSuffix(".pdf") {
      let text = try place.text("out/\(name)")
      #expect(!text.contains("C-3") && !text.contains("乙"), "\(name)")
    }
  }

  @Test func `a bundle rests on the terms and settings of the ledger, whatever lies on the disk`()
    throws
  {
    let place = try place()
    let settings = place.settings
    let elsewhere = Settings(
      file: place.settings.file,
      policy: Policy(issuer: settings.policy.issuer), trade: settings.trade,
      documentSettings: settings.documentSettings, acceptedDays: 400, rejectedDays: 400,
      clockGap: 30,
      terms: "/nowhere",
      spool: settings.spool,
      state: settings.state)
    let folder = try ExportFolder(place.path("out"))
    _ = try Inquiry(elsewhere).writeBundle(about: "C-1", hasInputs: false, to: folder)
    try folder.finish()
    #expect(try place.text("out/assessments.json").contains(#""amount": 5000"#))
  }

  @Test func `a bundle has the clauses of notes that were taken back, and all mergers`() throws {
    let place = try place()
    try place.drop(
      "accounts/1.json", "[\(Facts.merger("A-1", into: "X")), \(Facts.merger("X", into: "Y"))]")
    try place.drop("accounts/2.json", Facts.merger("A-2", into: "Z"))
    try place.drop(
      "incidents/j.json", ServiceHarness.incident(revision: 2, more: #""withdrawn": true,"#))
    try place.run()
    let files = try bundle(place, "C-1", hasInputs: true)
    #expect(files.contains { $0.hasPrefix("clauses/") && $0.contains("network-service") })
    #expect(files.filter { $0.contains("-accounts-") }.map { $0.suffix(6) } == ["1.json"])
  }

  private func bundle(
    _ place: ServiceHarness, _ contract: Identifier, hasInputs: Bool
  ) throws -> [String] {
    let folder = try ExportFolder(place.path("out"))
    let damaged = try Inquiry(place.settings).writeBundle(
      about: contract, hasInputs: hasInputs, to: folder)
    #expect(damaged == [])
    try folder.finish()
    return place.files("out")
  }
}
