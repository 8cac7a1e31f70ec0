import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Quantities
import ServingSupport
import TestSupport
import Testing

@testable import Ingesting

/// What is said before a file is dropped is what comes of it, and nothing comes of saying it.
@Suite(.tags(.slow), .unlessFast) struct RehearsalTests {
  // MARK: The very intake

  @Test func `of every kind of record, it is told beforehand what comes of it`() throws {
    _ = try EveryKind.place(isRehearsed: true)
  }

  @Test func `what only the ledger knows to be wrong is told beforehand, in the same words`() throws
  {
    let harness = try LedgerHarness()
    harness.isRehearsed = true
    try harness.put(.contracts, Facts.contract())
    try harness.put(.contracts, Facts.contract("D"))
    try harness.put(
      .incidents, Facts.incident(affects: #"{"contract_id": "C"}, {"contract_id": "D"}"#))
    try harness.put(.claims, Facts.claim(), from: LedgerHarness.legal)
    try harness.put(.recoveries, Facts.recovery(amount: 7))
    try harness.put(.accounts, Facts.merger("A", into: "B"))
    let refused = [
      try harness.refusal(.incidents, Facts.incident(impact: "partial")),
      try harness.refusal(.incidents, Facts.incident(revision: 2)),
      try harness.refusal(.claims, Facts.claim(special: 5)),
      try harness.refusal(.recoveries, Facts.recovery(amount: 8)),
      try harness.refusal(.accounts, Facts.merger("B", into: "A")),
      try harness.refusal(
        .acknowledgements,
        Facts.acknowledgement(paid: "2026-05-01").replacing("000001", with: "999999")),
      try harness.refusal(.approvals, Facts.approval(batch: "B-9")),
      try harness.refusal(.requests, Facts.closing("2026-05")),
    ]
    #expect(refused[0].contains("write revision: 2"), "\(refused[0])")
    #expect(
      refused[1].contains("all contracts hit by I r1, the standing revision"), "\(refused[1])")
    #expect(Set(refused).count == refused.count)
  }

  @Test func `files are rehearsed one after the other, each with what those before it brought`()
    throws
  {
    let place = try ServiceHarness()
    let rehearsal = try Rehearsal(place.settings)
    let contracts = try rehearsal.take(
      Self.source(ServiceHarness.contracts, "c.csv"), kind: .contracts, at: .now)
    guard case .accepted(let first) = contracts else {
      Issue.record("\(contracts)")
      return
    }
    #expect(first.report.receipt?.changed == 3)
    let incident = try rehearsal.take(
      Self.source(ServiceHarness.incident(), "i.json"), kind: .incidents, at: .now)
    guard case .accepted(let effects) = incident else {
      Issue.record("\(incident)")
      return
    }
    #expect(effects.incidents.first?.reach.matched == 3)
    #expect(effects.money?.notes.issued.count == 2)
    // None of it is there for another.
    let again = try Rehearsal(place.settings).take(
      Self.source(ServiceHarness.incident(), "i.json"), kind: .incidents, at: .now)
    guard case .accepted(let alone) = again else {
      Issue.record("\(again)")
      return
    }
    #expect(alone.incidents.first?.reach.matched == 0)
  }

  private static func source(_ text: String, _ name: String) -> InputSource {
    InputSource(name: name, owner: FileOwner(uid: 1_001, name: "noc"), bytes: Array(text.utf8))
  }

  // MARK: A ledger that nothing happens to

  @Test func `the ledger is neither changed nor held up`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
    let ledger = "\(place.settings.state)/ledger.sqlite"
    let writer = try Ledger(writing: ledger)
    let before = try Self.bytes(ledger)
    let rehearsal = try Rehearsal(place.settings)
    let told = try rehearsal.take(
      Self.source(ServiceHarness.incident(), "i.json"), kind: .incidents, at: .now)
    #expect(try Self.bytes(ledger) == before)
    guard case .accepted(let effects) = told else {
      Issue.record("\(told)")
      return
    }
    #expect(effects.money?.notes.issued.count == 2)
    // Another writes meanwhile, and works off the log as far as it may.
    for _ in 1...20 {
      try writer.write { try $0.setLastTime(.now) }
      try writer.checkpoint()
    }
    let other = ServiceHarness.incident("INC-2", affects: #"{"contract_id": "C-1"}"#)
    guard
      case .accepted = try rehearsal.take(
        Self.source(other, "o.json"), kind: .incidents, at: .now)
    else {
      Issue.record("not taken")
      return
    }
    #expect(try writer.read { try $0.standingRevision(of: "INC-1") } == nil)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    #expect(try !place.run().hasRejected)
    #expect(try place.notes().count == 2)
  }

  /// The database with its log; who holds which part of it is none of it.
  private static func bytes(_ path: String) throws -> [Data] {
    try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: path + $0)) }
  }

  // MARK: For whoever is about to drop it

  private static func place() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop(
      "incidents/i.json",
      ServiceHarness.incident(
        affects: #"{"terms": "network-service"}, {"labels": {"site": "kyoto"}}"#))
    try place.run()
    let later = ServiceHarness.incident(
      revision: 2, restored: "2026-04-14T08:55:00+09:00", affects: #"{"contract_id": "C-1"}"#,
      more: #""drops": true,"#)
    try place.write(later, to: "later.json")
    return place
  }

  @Test func `a reader is told whom a report hits, what it changes, and which notes it takes back`()
    throws
  {
    let place = try Self.place()
    let path = place.path("later.json")
    let asked = try LedgerSockets(place).ask(["check", path, "--config", place.settingsPath])
    let own = try LedgerSockets.askDirectly(["check", path], place)
    for told in [asked, own] {
      #expect(told.status == 0, "\(told.errors)")
      #expect(
        told.output.contains(
          "INC-1 r2: 4/12 08:50 → 4/14 08:55 (48 hours 5 minutes), total, third party, contracts: 1"
        ), "\(told.output)")
      #expect(
        told.output.contains(
          "changed since r1: restored_at 2026-04-15T08:55:00+09:00 → 2026-04-14T08:55:00+09:00"
        ), "\(told.output)")
      #expect(told.output.contains("contracts no longer affected: 2 (C-2, C-3)"), "\(told.output)")
      #expect(told.output.contains("credit notes to be reversed: 2 ("), "\(told.output)")
      #expect(told.output.contains("CN-2026-000001, CN-2026-000002"), "\(told.output)")
    }
    #expect(asked.output == own.output)
    let japanese = try LedgerSockets.askDirectly(["check", path], place, language: "ja_JP.UTF-8")
    #expect(
      japanese.output.contains("4/12 08:50 → 4/14 08:55（48時間5分）全断 第三者、契約1件"), "\(japanese.output)")
  }

  /// What is told of files, by their texts, one after the other.
  private func told(_ texts: [String], _ place: ServiceHarness) throws -> String {
    let names = texts.indices.map { "t\($0).json" }
    for (name, text) in zip(names, texts) { try place.write(text, to: name) }
    let told = try LedgerSockets.askDirectly(["check"] + names.map(place.path), place)
    #expect(told.status == 0, "\(told.errors)")
    return told.output
  }

  @Test
  func `a revision is told beside the one that stands by then, and by numbers that were issued`()
    throws
  {
    let place = try Self.place()
    let second = ServiceHarness.incident(revision: 2, restored: "2026-04-14T08:55:00+09:00")
    let third = ServiceHarness.incident(revision: 3, restored: "2026-04-13T08:55:00+09:00")
    let both = try told([second, third], place)
    #expect(
      both.contains("changed since r1: restored_at")
        && both.contains("changed since r2: restored_at"))
    #expect(both.contains("2026-04-14T08:55:00+09:00 → 2026-04-13T08:55:00+09:00"), "\(both)")
    #expect(both.contains("CN-2026-000002") && !both.contains("CN-2026-000003"), "\(both)")
  }

  @Test func `what a withdrawal lets go is told, and what changes in an entry alone`() throws {
    let place = try Self.place()
    let withdrawn = try told(
      [#"{"incident_id": "INC-1", "revision": 2, "withdrawn": true}"#], place)
    #expect(withdrawn.contains("INC-1 r2: withdrawn"), "\(withdrawn)")
    #expect(withdrawn.contains("contracts no longer affected: 3"), "\(withdrawn)")
    #expect(withdrawn.contains("credit notes to be reversed: 2"), "\(withdrawn)")
    let timed = ServiceHarness.incident(
      revision: 2,
      affects: #"{"terms": "network-service", "began_at": "2026-04-13T08:50:00+09:00"}"#)
    #expect(
      try told([timed], place).contains("changed since r1: affects: times, impact or selectors"))
    let same = ServiceHarness.incident(
      revision: 2, affects: #"{"terms": "network-service"}, {"labels": {"site": "kyoto"}}"#,
      more: #""drops": true,"#)
    #expect(try !told([same], place).contains("changed since"))
  }

  @Test func `files are told in the order in which they would be taken in`() throws {
    let place = try ServiceHarness()
    try place.write(ServiceHarness.contracts, to: "c.csv")
    try place.write(ServiceHarness.incident(), to: "i.json")
    let told = try LedgerSockets.askDirectly(
      ["check", place.path("i.json"), place.path("c.csv")], place)
    #expect(told.output.contains("contracts: 3"), "\(told)")
  }

  @Test func `the NOC is told the same of a report but for yen, and nothing of other files`() throws
  {
    let place = try Self.place()
    let noc = try LedgerSockets(place, roles: ["noc"])
    let told = try noc.ask(["check", place.path("later.json"), "--config", place.settingsPath])
    #expect(told.status == 0 && told.output.contains("contracts no longer affected: 2"), "\(told)")
    #expect(!told.output.contains("yen") && !told.output.contains("CN-"), "\(told.output)")
    try place.write(ServiceHarness.contracts, to: "c.csv")
    let other = try noc.ask(["check", place.path("c.csv"), "--config", place.settingsPath])
    #expect(other.status == 0 && other.output.contains("3 contracts, valid"), "\(other)")
    #expect(!other.output.contains("same content"))
    // What is wrong with it by the ledger, and what is by itself.
    try place.write(ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#), to: "same.json")
    try place.write("{", to: "half.json")
    let wrong = try noc.ask([
      "check", place.path("same.json"), place.path("half.json"), place.path("later.json"),
      "--config", place.settingsPath,
    ])
    #expect(wrong.status == 3, "\(wrong)")
    #expect(
      wrong.errors.contains("write revision: 2") && wrong.errors.contains("half.json: expected"),
      "\(wrong.errors)")
  }

  @Test func `what the ledger would refuse is not submitted`() throws {
    let place = try Self.place()
    try place.write(ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#), to: "same.json")
    let told = try LedgerSockets.askDirectly(
      ["submit", place.path("same.json"), place.path("later.json")], place)
    #expect(told.status == 1 && told.errors.contains("nothing was submitted"), "\(told)")
    #expect(place.files("spool/incidents").isEmpty)
    let good = try LedgerSockets.askDirectly(["submit", place.path("later.json")], place)
    #expect(good.status == 0 && good.output.contains("contracts no longer affected: 2"), "\(good)")
    #expect(place.files("spool/incidents") == ["later.json"])
  }

  @Test func `files can be checked and submitted whatever is the matter with the ledger`() throws {
    let place = try Self.place()
    try place.write("no database", to: "state/ledger.sqlite")
    let checked = try LedgerSockets.askDirectly(["check", place.path("later.json")], place)
    #expect(
      checked.status == 0 && checked.errors.contains("not compared with the ledger"), "\(checked)")
    let submitted = try LedgerSockets.askDirectly(["submit", place.path("later.json")], place)
    #expect(submitted.status == 0, "\(submitted)")
    let asked = try LedgerSockets(place, roles: ["noc"])
      .ask(["submit", place.path("later.json"), "--config", place.settingsPath])
    #expect(asked.status == 0 && asked.errors.contains("not compared with the ledger"), "\(asked)")
    #expect(place.files("spool/incidents") == ["2-later.json", "later.json"])
  }

  @Test(arguments: [
    #"[{"path":"x","name":"x.json","kind":"incidents","size":-1}]"#,
    #"[{"path":"x","name":"x.json","kind":"incidents","size":9223372036854775807}]"#,
    #"[{"path":"x","name":"x.json","kind":"incidents","size":4194304},{"path":"x","name":"x.json","kind":"incidents","size":1}]"#,
    #"[{"path":"x","name":"../x","kind":"nothing","size":0}]"#,
    #"[{"path":"x","name":"/etc/passwd","kind":"requests","size":0}]"#, "[]", "7",
  ])
  func `files that do not fit a question get no answer that does harm`(_ files: String) throws {
    let place = try Self.place()
    let sockets = try LedgerSockets(place)
    let before = place.files(".").filter { !$0.hasPrefix("state/ledger") }
    let answer = try sockets.send(
      #"{"version":1,"language":"en","arguments":["rehearse"],"files":\#(files)}"#)
    #expect(!answer.contains("root:"))
    #expect(place.files(".").filter { !$0.hasPrefix("state/ledger") } == before)
  }
}
