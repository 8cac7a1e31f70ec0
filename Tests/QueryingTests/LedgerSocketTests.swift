import Foundation
import GRDB
import IngestingSupport
import ServingSupport
import Spooling
import TestSupport
import Testing

/// Whoever may not open the ledger asks through a socket, and neither reads what is not theirs nor holds up
/// the writer.
@Suite(.tags(.slow), .unlessFast) struct LedgerSocketTests {
  private let place: ServiceHarness
  private let sockets: LedgerSockets

  init() throws {
    place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.drop("incidents/o.json", ServiceHarness.incident("INC-2", restored: nil))
    try place.drop("incidents/broken.json", "{")
    try place.run()
    sockets = try LedgerSockets(place)
  }

  @Test(arguments: [
    ["incidents"], ["notes", "--format", "json"], ["notes", "--amount", "1.."], ["waiting"],
    ["held"], ["rejected"], ["show", "C-1"], ["show", "INC-1", "--format", "json"],
    ["show", "CN-2026-000001", "--format", "json"], ["show", "CN-2026-000001", "--format", "ubl"],
    ["explain", "C-2"], ["preview", "A-1"], ["show", "nobody"], ["notes", "--unbooked"],
  ])
  func `a reader is answered as the owner is`(_ question: [String]) throws {
    // Numbers begin with the year of issue.
    let question = try question.map { text in
      text.hasPrefix("CN-") ? String(try #require(try place.notes().first).prefix(14)) : text
    }
    for language in ["C.UTF-8", "ja_JP.UTF-8"] {
      let own = try LedgerSockets.askDirectly(question, place, language: language)
      let asked = try sockets.ask(question, language: language)
      #expect(asked.output == own.output)
      #expect(asked.errors == own.errors)
      #expect(asked.status == own.status)
    }
  }

  @Test func `what a reader wants in a file, the reader writes`() throws {
    let number = String(try #require(try place.notes().first).prefix(14))
    let target = place.path("note.json")
    let asked = try sockets.ask(["show", number, "--format", "json", "--output", target])
    #expect(asked.status == 0 && asked.output.isEmpty, "\(asked.errors)")
    #expect(try place.text("note.json").contains(number))
    let archive = place.path("out.tar")
    let bundle = try sockets.ask(["bundle", "C-1", "--output=\(archive)"])
    #expect(bundle.output == "\(archive)\n", "\(bundle.errors)")
    let listed = try LedgerSocketTests.tar(["--list", "--file", archive])
    #expect(listed.contains("out/assessments.json"))
    #expect(try sockets.ask(["bundle", "C-1", "--output", archive]).status == 1)
    #expect(try sockets.ask(["notes", "--export", place.path("folder")]).status == 1)
    let missing = try sockets.ask(["show", "nobody", "--output", place.path("none")])
    #expect(missing.status == 1)
    #expect(!FileManager.default.fileExists(atPath: place.path("none")))
  }

  private static func tar(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  @Test(arguments: [
    #"["notes","--config","/etc/passwd"]"#, #"["show","C-1","--output","OUT"]"#,
    #"["bundle","C-1","--output","OUT.tar"]"#, #"["notes","--export","../OUT.tar"]"#,
    #"["check","OUT"]"#, #"["submit","OUT"]"#, #"["verify"]"#, #"["reassess","--dry-run"]"#,
    #"["serve","read"]"#, #"["terms","check","OUT"]"#, #"["nonsense"]"#, "[]",
  ])
  func `no answering process touches a file for whoever asks`(_ arguments: String) throws {
    let named = arguments.replacing("OUT", with: place.path("out"))
    let before = place.files(".").filter { !$0.hasPrefix("state/ledger") }
    let answer = try sockets.send(
      #"{"version":1,"language":"en","arguments":\#(named)}"#)
    #expect(answer.last != "\u{0}" || arguments == "[]", "\(answer)")
    #expect(place.files(".").filter { !$0.hasPrefix("state/ledger") } == before)
  }

  @Test(arguments: [
    "", "{}", "no JSON", #"{"version":2,"language":"en","arguments":["notes"]}"#,
    #"{"version":1,"language":"en","arguments":["notes"],"width":"wide"}"#,
  ])
  func `what is no question is told to be none`(_ line: String) throws {
    #expect(try sockets.send(line).contains("this version of slacreditctl asks otherwise"))
  }

  @Test func `a question that is too long is not answered`() throws {
    #expect(try sockets.send(String(repeating: "x", count: 70_000)).isEmpty)
    let asked = try sockets.ask(["show", String(repeating: "x", count: 70_000)])
    #expect(asked.status == 1)
    #expect(asked.errors.contains("too long"))
  }

  @Test func `the NOC is told how its incidents stand, and no names or fees`() throws {
    try FileManager.default.removeItem(atPath: sockets.directory + "/read")
    #expect(try sockets.ask(["incidents"]).output.contains("INC-2"))
    #expect(try sockets.ask(["status"]).output.contains("notes issued"))
    #expect(try sockets.ask(["rejected"]).output.contains("incidents/"))
    let waiting = try sockets.ask(["waiting"])
    #expect(waiting.output.contains("INC-2"), "\(waiting)")
    for secret in ["A-1", "株式会社", "50,000"] { #expect(!waiting.output.contains(secret)) }
    for command in [
      ["notes"], ["show", "C-1"], ["explain", "C-1"], ["held"], ["preview", "A-1"],
    ] {
      let refused = try sockets.ask(command)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(refused.errors.contains("slacredit-read"), "\(refused.errors)")
    }
  }

  @Test func `the NOC is not told why others' files were refused`() throws {
    try place.drop("contracts/bad.csv", "contract_id,account_name\nC-9,秘密商事\n")
    try place.run()
    let asked = try sockets.send(
      #"{"version":1,"language":"en","arguments":["rejected"]}"#, to: "noc")
    #expect(asked.contains("broken.json") && !asked.contains("bad.csv"))
    #expect(try sockets.ask(["rejected"]).output.contains("bad.csv"))
  }

  @Test func `whoever does not take an answer keeps the log from nothing`() throws {
    // More than a page, and more than a socket holds.
    let name = String(repeating: "商", count: 300)
    let rows = (0..<600).map {
      "M-\($0),B-\($0),\(name)\($0),network-service,vpn,fixed-monthly,50000,2025-01-01"
    }
    try place.drop(
      "contracts/many.csv",
      "contract_id,account_id,account_name,terms,service,billing,fee,service_start\n"
        + rows.joined(separator: "\n") + "\n")
    try place.drop(
      "incidents/m.json",
      ServiceHarness.incident("INC-3", affects: #"{"service": "vpn"}"#).replacing(
        "2026-04", with: "2026-03"))
    try place.run()
    let slow = try LocalSocket.connect(to: sockets.directory + "/read")
    try slow.send(
      Array(#"{"version":1,"language":"en","arguments":["notes","--format","json"]}"#.utf8) + [10])
    // The first bytes are there, the rest waits for us.
    #expect(try slow.receive(upTo: 1).count == 1)
    Thread.sleep(forTimeInterval: 0.5)
    let queue = try DatabaseQueue(path: place.path("state/ledger.sqlite"))
    let busy = try queue.writeWithoutTransaction { database in
      try database.execute(sql: "CREATE TABLE scratch (x); DROP TABLE scratch")
      return try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    #expect(busy == 0)
    var length = 1
    while let more = try? slow.receive(upTo: 1 << 16), !more.isEmpty { length += more.count }
    #expect(length > 500_000)
  }

  @Test func `where there is no socket it is said how one is opened`() throws {
    for role in ["read", "noc"] {
      try FileManager.default.removeItem(atPath: "\(sockets.directory)/\(role)")
    }
    let asked = try sockets.ask(["notes"])
    #expect(asked.status == 1)
    #expect(asked.errors.contains("systemctl start slacredit-read.socket"))
  }
}
