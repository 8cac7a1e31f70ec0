import Domain
import Foundation
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing

/// What a sender does to files of its own stops nobody else's.
@Suite(.tags(.slow), .unlessFast) struct SendersTricksTests {
  private let bad = "bad"

  @Test func `a lease of its sender's keeps a file, and no other`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/a.csv", ServiceHarness.contracts)
    try place.drop("contracts/b.csv", ServiceHarness.contracts.replacing("30000", with: "40000"))
    // Closed once: by then the number may be another thread's file.
    let file = try #require(FileHandle(forUpdatingAtPath: place.path("spool/contracts/a.csv")))
    let sender = file.fileDescriptor
    // F_SETSIG: the signal by which it is told that somebody wants the file; F_SETLEASE: F_WRLCK, F_UNLCK.
    #expect(fcntl(sender, 10, SIGURG) == 0 && fcntl(sender, 1_024, 1) == 0)
    let service = try place.run()
    #expect(service.waiting.map(\.file) == ["contracts/a.csv"])
    #expect(place.accepted().count == 1)
    #expect(fcntl(sender, 1_024, 2) == 0)
    try file.close()
    try service.takeAll()
    #expect(place.accepted().count == 2)
  }

  @Test func `what a sender calls reasons is not read, and takes no place of theirs`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/x.json.reason.json", bad)
    try place.drop("incidents/x.json.reason.txt", "forged")
    try place.drop("incidents/x.json", bad)
    #expect(try place.run().hasRejected)
    let refused = place.files("spool/rejected/incidents").map { String($0.dropFirst(11)) }
    #expect(refused.contains("x.json") && refused.contains("x.json.reason.json.dropped"))
    #expect(try place.text("spool/rejected/incidents/\(day(place))/x.json.reason.txt") != "forged")
    // Its ending is none of ours.
    #expect(place.files("spool/incidents") == ["x.json.reason.txt"])
  }

  @Test func `reasons without end that lie there are not read`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/x.json", bad)
    try place.run()
    let reasons = place.path("spool/rejected/incidents/\(day(place))/x.json.reason.txt")
    #expect(truncate(reasons, 1 << 40) == 0)
    try FileManager.default.removeItem(
      atPath: place.path("spool/rejected/incidents/\(day(place))/x.json"))
    try place.drop("incidents/x.json", bad)
    try place.run()
    #expect(place.files("spool/rejected/incidents").contains { $0.hasSuffix("/2-x.json") })
  }

  private func day(_ place: ServiceHarness) -> String {
    place.files("spool/rejected/incidents").first.map { String($0.prefix(10)) } ?? ""
  }

  @Test func `a name is compared to the byte`() {
    #expect(Spool.isTemporary(".\u{301}n.json"))
    #expect("q\u{600}.receipt.json".endsToTheByte(with: ".receipt.json"))
    #expect(!Spool.isTemporary("n.json"))
  }

  @Test(arguments: [
    "? *a12\n: 1\n? *a11\n: 2\n", "? [a]\n: 1\n", "? {a: b}\n: 1\n", "x: {? [a]: 1}\n",
  ])
  func `a YAML key that is more than a name is refused before it is compared`(_ end: String) throws
  {
    let place = try ServiceHarness()
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...12 {
      let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "a\(level): &a\(level) [\(alias)]\n"
    }
    try place.drop("incidents/i.yaml", text + end)
    #expect(try place.run().hasRejected)
    let reasons = place.files("spool/rejected/incidents").first { $0.hasSuffix(".txt") }
    let told = try place.text("spool/rejected/incidents/\(try #require(reasons))")
    #expect(told.contains(":14:"))
  }

  @Test func `what is no file is passed over, and told once`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    for number in 1...500 {
      try FileManager.default.createSymbolicLink(
        atPath: place.path("spool/incidents/\(number).json"), withDestinationPath: "/dev/null")
    }
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.drop("incidents/notes.txt", "not for you")
    let service = try place.run()
    #expect(!service.hasRejected && service.waiting.isEmpty)
    #expect(place.accepted("incidents").count == 1)
    #expect(try place.notes().count == 2)
  }

  @Test func `what is left alone is listed with what was refused, each with its reason`() throws {
    let place = try ServiceHarness()
    try place.drop("incidents/x.json", bad)
    try place.drop("incidents/notes.txt", "not for you")
    try place.run()
    let told = try LedgerSockets.askDirectly(["rejected"], place, language: "C.UTF-8").output
    #expect(told.contains("/x.json\n"))
    #expect(told.contains("incidents/notes.txt\n    skipped: its name does not end in"))
  }

  @Test func `a revision does not leap to where nobody can follow`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    func isTaken(_ revision: Int) throws -> Bool {
      try place.drop("incidents/\(revision).json", ServiceHarness.incident(revision: revision))
      return try !place.run().hasRejected
    }
    #expect(try !isTaken(1_000_000_001))
    #expect(try isTaken(1_000_000_000))
    #expect(try !isTaken(1_000_001_001))
    #expect(try isTaken(1_000_001_000))
    #expect(try isTaken(2))
  }
}
