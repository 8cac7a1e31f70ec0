import Domain
import Foundation
import GRDB
import Ingesting
import IngestingSupport
import Notation
import ServingSupport
import TestSupport
import Testing
import Verifying

@testable import Bookkeeping

/// What decisions and documents rest on is kept to the byte, and documents stay as they were issued.
@Suite(.tags(.slow), .unlessFast) struct GroundsTests {
  private static let accounts = """
    documents: { forms: [pdf, pint, ubl] }
    accounts:
      A-1: { endpoint: { scheme: "0221", id: T7000012050002 }, country: JP }
    """

  private func filled(_ more: String = GroundsTests.accounts) throws -> ServiceHarness {
    let place = try ServiceHarness(more: more)
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  private func report(_ place: ServiceHarness) throws -> VerificationReport {
    var verification = try Verification(place.settings)
    return try verification.run()
  }

  private func documents(_ place: ServiceHarness) throws -> [String: Data] {
    try Dictionary(
      place.files("state/credit-notes").map { path in
        (path, try Data(contentsOf: place.root.appending(path: "state/credit-notes/\(path)")))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The bytes of all inputs of a kind.
  private func inputs(_ kind: String, _ place: ServiceHarness) throws -> [Data] {
    try Ledger(reading: place.path("state/ledger.sqlite")).read { transaction in
      var (kept, last): ([Data], Int64) = ([], 0)
      while let input = try transaction.input(after: last) {
        last = input.sequence
        if input.kind == kind { kept.append(Data(try transaction.bytes(of: input))) }
      }
      return kept
    }
  }

  @Test func `the settings are kept to the byte, and a comment more decides nothing anew`() throws {
    let place = try filled()
    let notes = try place.notes()
    try place.set(Self.accounts + "\n# read again\n")
    try place.run()
    #expect(try place.notes() == notes)
    let file = try Data(contentsOf: place.root.appending(path: "slacreditd.yaml"))
    let kept = try inputs("settings", place)
    #expect(kept.count == 2 && kept.last == file)
    #expect(try report(place).isSound)
    // Not a third time.
    try place.run()
    #expect(try inputs("settings", place).count == 2)
  }

  /// As a version would see it that does not have the key, or not any more.
  @Test func `a key more in the settings of before changes nothing that was decided`() throws {
    let text =
      "issuer: { name: 甲, registration_number: T4011001098993, address: 東京都 }\n"
      + "terms: t\nspool: s\nstate: s\nnotes: monthly\nlater: { than: this }\n"
    #expect(throws: InvalidInput.self) {
      try Settings.File(name: "settings.yaml", bytes: Array(text.utf8))
    }
    let kept = try Settings.File(name: "settings.yaml", bytes: Array(text.utf8), isKept: true)
    #expect(kept.content.policy.gathering == .monthly)
  }

  /// The service's refusal to start.
  private func refusal(_ place: ServiceHarness) throws -> String {
    do {
      try place.run()
      return ""
    } catch let invalid as InvalidInput {
      return invalid.message(in: .en)
    }
  }

  @Test
  func `terms that are gone while contracts are under them refuse the start, and reverse nothing`()
    throws
  {
    let place = try ServiceHarness()
    try place.copyTerms()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let (notes, terms) = (try place.notes(), place.path("terms/network-service"))
    try FileManager.default.moveItem(atPath: terms, toPath: place.path("away"))
    let said = try refusal(place)
    #expect(said.contains("terms/network-service/") && said.contains("3 contracts"), "\(said)")
    #expect(try place.notes() == notes)
    try FileManager.default.moveItem(atPath: place.path("away"), toPath: terms)
    #expect(try refusal(place) == "")
    #expect(try place.notes() == notes)
  }

  @Test func `terms that are gone under which no contract is are no hindrance`() throws {
    let place = try ServiceHarness()
    try place.copyTerms()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    try FileManager.default.removeItem(atPath: place.path("terms/iij-iot"))
    #expect(try refusal(place) == "")
    #expect(try report(place).isSound)
  }

  @Test func `a document that is gone is made again as it was issued, whatever is set by now`()
    throws
  {
    let place = try filled()
    let before = try documents(place)
    #expect(before.keys.contains { $0.hasSuffix(".pint.xml") })
    let seal = place.path("seal.png")
    try Data(Self.png).write(to: URL(fileURLWithPath: seal))
    try place.set(
      """
      language: en
      documents: { forms: [pdf], seal: \(seal), annex: full }
      accounts:
        A-1: { endpoint: { scheme: "0188", id: "7000012050002" }, country: DE, zero_rate: exempt }
      """)
    for path in before.keys {
      try FileManager.default.removeItem(atPath: place.path("state/credit-notes/\(path)"))
    }
    try place.run()
    #expect(try documents(place) == before)
    let found = try report(place)
    #expect(found.isSound && found.reissued.isEmpty, "\(found)")
  }

  /// A picture of one pixel.
  private static let png = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
        + "RU5ErkJggg==") ?? Data())

  @Test func `an image is kept to the byte with the settings`() throws {
    let place = try ServiceHarness()
    let seal = place.path("seal.png")
    try Data(Self.png).write(to: URL(fileURLWithPath: seal))
    try place.set("documents: { seal: \(seal) }")
    try place.run()
    #expect(try inputs("images", place) == [Data(Self.png)])
    #expect(try report(place).isSound)
  }

  /// Other fonts give other bytes; here it is the record of what was issued that says so.
  @Test func `a paper that cannot be made again to the byte says so, and the first digest stays`()
    throws
  {
    let place = try filled()
    let path = try #require(place.files("state/credit-notes").first { $0.hasSuffix(".pdf") })
    let first = Digest(of: [1])
    try issueOtherwise(place, "credit-notes/\(path)", sha256: first)
    try place.removeAnchors()
    try FileManager.default.removeItem(atPath: place.path("state/credit-notes/\(path)"))
    try place.run()
    let text = try run("pdftotext", [place.path("state/credit-notes/\(path)"), "-"]).output
    #expect(text.contains("再発行"))
    let told = try report(place).reissued
    #expect(told.count == 1 && told[0].contains(first.description), "\(told)")
    // It is not made a third time.
    try place.run()
    #expect(try report(place).reissued == told)
    #expect(try report(place).isSound)
  }

  /// Makes the record of a document that of other bytes, as if it had been issued with other fonts.
  private func issueOtherwise(_ place: ServiceHarness, _ path: String, sha256: Digest) throws {
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let ids = try queue.read {
      try Int64.fetchAll($0, sql: "SELECT id FROM issued_document ORDER BY id")
    }
    try queue.write { database in
      for trigger in ["delete", "update"] {
        try database.execute(sql: "DROP TRIGGER issued_document_refuses_\(trigger)")
      }
      try database.execute(sql: "CREATE TEMP TABLE kept AS SELECT * FROM issued_document")
      try database.execute(sql: "DELETE FROM issued_document")
    }
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    for id in ids {
      let body = try queue.read {
        try #require(
          try String.fetchOne($0, sql: "SELECT body FROM temp.kept WHERE id = ?", arguments: [id]))
      }
      let kept = try CanonicalJSON.decode(IssuedDocument.self, from: body)
      try ledger.write { transaction in
        try transaction.issued(
          IssuedDocument(
            path: kept.path, form: kept.form, subject: kept.subject,
            sha256: kept.path == path ? sha256 : kept.sha256,
            grounds: kept.grounds, maker: 1, fonts: kept.fonts))
      }
      if kept.path == path { #expect(!kept.fonts.isEmpty) }
    }
  }

  // MARK: Files on disk

  @Test func `a document is that which was issued, whatever the ledger holds for written`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    func faults() throws -> [String] {
      var verification = try Verification(place.settings)
      return try verification.run().documents
    }
    #expect(try faults().isEmpty)
    let file = try #require(place.files("state/credit-notes").first { $0.hasSuffix("1.json") })
    let text = try place.text("state/credit-notes/\(file)") + "\n"
    try place.write(text, to: "state/credit-notes/\(file)")
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let digest = Data(Digest(of: Array(text.utf8)).bytes)
    try queue.write {
      try $0.execute(
        sql: "UPDATE document SET digest = ? WHERE path LIKE ?", arguments: [digest, "%\(file)"])
    }
    #expect(try faults().count == 1)
  }

  @Test
  func `a byte more in a PDF, a figure in a register, an accepted file that grew: each is told`()
    throws
  {
    let place = try filled()
    #expect(try report(place).isSound)
    let pdf =
      "state/credit-notes/"
      + (try #require(place.files("state/credit-notes").first { $0.hasSuffix(".pdf") }))
    let register =
      "state/registers/"
      + (try #require(place.files("state/registers").first { $0.hasPrefix("credit-notes") }))
    let accepted =
      "spool/accepted/"
      + (try #require(place.files("spool/accepted").first { $0.hasSuffix(".csv") }))
    for path in [pdf, register, accepted] {
      let url = place.root.appending(path: path)
      let bytes = try Data(contentsOf: url)
      try (bytes + Data("1".utf8)).write(to: url)
      let told = try report(place).documents
      #expect(told.count == 1 && told[0].contains(path), "\(told)")
      try bytes.write(to: url)
    }
  }
}
