import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Notation
import Quantities
import ServingSupport
import Spooling
import TestSupport
import Testing
import Verifying

@testable import Querying

/// Whether the service works, what waits, and how long the disks last, as people and monitors are told.
@Suite(.tags(.slow), .unlessFast) struct ServiceHealthTests {
  private let place: ServiceHarness
  private let now = Moment.now

  init() throws { place = try ServiceHarness() }

  private func health() throws -> ServiceHealth {
    let service = try place.makeService()
    ServiceTeller(state: place.settings.state).status("backlog 0")
    return withExtendedLifetime(service) {
      var health = ServiceHealth(place.settings, Result { try Inquiry(place.settings) }, at: now)
      // What the machine has is not what is tested.
      (health.freeState, health.freeSpool) = (1 << 40, 1 << 40)
      return health
    }
  }

  typealias Level = ServiceHealth.Level

  private func worst(_ health: ServiceHealth) -> Level? {
    health.findings(at: now).first?.level
  }

  @Test func `a service is stopped, runs, or is paused, as it says itself`() throws {
    #expect(ServiceReport(state: place.settings.state).activity == .stopped)
    let service = try place.makeService()
    #expect(ServiceReport(state: place.settings.state).activity == .running)
    #expect(ServiceReport(state: place.settings.state).text == nil)
    let teller = ServiceTeller(state: place.settings.state)
    teller.status("未処理 0、最後の障害 INC-paused")
    var report = ServiceReport(state: place.settings.state)
    #expect((report.activity, report.text) == (.running, "未処理 0、最後の障害 INC-paused"))
    #expect(report.at.map { $0 >= now } == true)
    for (said, pause) in [("受付を中断中: disk full", .room), ("a\nb", .clock)]
      as [(String, ServiceReport.Pause)]
    {
      teller.status(said, pause)
      report = ServiceReport(state: place.settings.state)
      #expect((report.activity, report.pause) == (.paused, pause))
      #expect(report.text == said.replacing("\n", with: " "))
      #expect(report.withoutNames.text == nil)
    }
    // Whatever the line says, it is paused where it is said to be.
    teller.status("intake is paused")
    #expect(ServiceReport(state: place.settings.state).activity == .running)
    #expect(throws: LockHeldError.self) { try place.makeService() }
    withExtendedLifetime(service) {}
  }

  @Test func `what an ended service said is not taken for a running one's`() throws {
    do {
      let service = try place.makeService()
      ServiceTeller(state: place.settings.state).status("backlog 0")
      withExtendedLifetime(service) {}
    }
    let report = ServiceReport(state: place.settings.state)
    #expect((report.activity, report.text, report.at) == (.stopped, nil, nil))
  }

  @Test func `a service that is well has nothing to find`() throws {
    #expect(try health().findings(at: now).isEmpty)
  }

  @Test(arguments: [299: nil, 300: .warning, 1_800: .critical] as [Int64: Level?])
  func `silence is told of`(_ seconds: Int64, _ expected: Level?) throws {
    let health = try health()
    let at = try #require(health.report.at)
    let later = Moment(milliseconds: at.milliseconds + seconds * 1_000)
    #expect(health.findings(at: later).first?.level == expected)
  }

  @Test(arguments: [599: nil, 600: .warning, 3_600: .critical] as [Int64: Level?])
  func `a service that is behind is told of`(_ seconds: Int64, _ expected: Level?) throws {
    var health = try health()
    (health.backlog, health.oldest) = (1, Moment(milliseconds: now.milliseconds - seconds * 1_000))
    #expect(worst(health) == expected)
  }

  /// In MiB.
  @Test(
    arguments: [5_120: nil, 5_119: .warning, 1_024: .warning, 1_023: .critical] as [Int64: Level?])
  func `disks that fill up are told of`(_ free: Int64, _ expected: Level?) throws {
    var health = try health()
    health.freeState = free << 20
    #expect(worst(health) == expected)
    (health.freeState, health.freeSpool) = (1 << 40, free << 20)
    #expect(worst(health) == expected)
  }

  @Test(arguments: [30: nil, 29: .warning, 7: .warning, 6: .critical] as [Int64: Level?])
  func `a disk that is soon full is told of`(_ days: Int64, _ expected: Level?) throws {
    var health = try health()
    health.growth = (1 << 40) / days
    #expect(worst(health) == expected)
  }

  private func anchor(_ days: Int64, bytes: Int64?) throws -> Anchor {
    let time = Moment(milliseconds: now.milliseconds - days * ServiceHealth.day)
    let bytes = bytes.map { "\"ledger_bytes\":\($0)," } ?? ""
    let hash = Digest.none.description
    return try CanonicalJSON.decode(
      Anchor.self,
      from: #"{"anchored_at":"\#(time.rfc3339())","documents":0,"hash":"\#(hash)","inputs":1,"#
        + bytes + #""notes":0,"sequence":1,"sums":{}}"#)
  }

  @Test(arguments: [(6, 700, nil), (7, 700, 100), (30, 3_000, 100), (7, 0, 0), (7, -700, 0)])
  func `growth is that of a week or longer, and before that unknown`(
    _ days: Int64, more: Int64, growth: Int64?
  ) throws {
    let before = try anchor(days, bytes: 1_000)
    #expect(ServiceHealth.growth(to: 1_000 + more, from: before, at: now) == growth)
    #expect(ServiceHealth.growth(to: 1_000, from: nil, at: now) == nil)
    #expect(ServiceHealth.growth(to: 1_000, from: try anchor(9, bytes: nil), at: now) == nil)
  }

  @Test func `it is taken from the first anchor of the last thirty days`() throws {
    for (days, bytes) in [(31, 1), (30, 2), (8, 3)] as [(Int64, Int64)] {
      _ = try AnchorFile.write(anchor(days, bytes: bytes), state: place.settings.state)
    }
    let today = UTCOffset.japan.date(of: now)
    let state = place.settings.state
    #expect(AnchorFile.first(ofDays: 30, before: today, state: state)?.ledgerBytes == 2)
    #expect(AnchorFile.first(ofDays: 9, before: today, state: state)?.ledgerBytes == 3)
    #expect(AnchorFile.first(ofDays: 1, before: today + 2, state: state) == nil)
  }

  @Test(arguments: ["a.json.tmp", "b.csv.part", "c.csv.filepart", "d.csv~", ".e.json"])
  func `what was left unfinished for over a day is told of`(_ name: String) throws {
    try place.drop("incidents/\(name)", "{")
    #expect(try health().stale.isEmpty)
    let old = Date(timeIntervalSinceNow: -86_500)
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: place.path("spool/incidents/\(name)"))
    let health = try health()
    #expect(health.stale.map(\.name) == [name])
    #expect(worst(health) == .warning)
    #expect(health.backlog == 0)
  }

  @Test func `a monitor is told in one line, and by the exit status`() throws {
    try place.run()
    let stopped = try LedgerSockets.askDirectly(["status", "--check"], place)
    #expect(stopped.status == 2)
    #expect(stopped.output.hasPrefix("SLACREDIT CRITICAL - the service is not running"))
    #expect(stopped.output.contains(" | backlog=0 oldest=0s;600;3600 stale=0 ledger="))
    #expect(stopped.output.split(separator: "\n").count == 1)
    let sockets = try LedgerSockets(place, roles: ["noc"])
    #expect(try sockets.ask(["status", "--check"]).status == 2)
    try FileManager.default.removeItem(atPath: sockets.directory + "/noc")
    let unknown = try sockets.ask(["status", "--check"])
    #expect(unknown.status == 3)
    #expect(unknown.output.hasPrefix("SLACREDIT UNKNOWN - "))
  }

  @Test func `status says how the service does, and what nobody knows`() throws {
    let told = try LedgerSockets.askDirectly(["status"], place)
    #expect(told.output.hasPrefix("stopped\n"))
    #expect(told.output.contains("unknown  growth of the ledger, bytes a day"))
    let json = try LedgerSockets.askDirectly(["status", "--format", "json"], place).output
    let fields = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(fields?["service"] as? String == "stopped")
    #expect(fields?["days_left"] is NSNull)
    #expect((fields?["ledger_bytes"] as? Int ?? 0) > 0)
  }

  @Test func `rejected says when there is nothing, and keeps standard output clean`() throws {
    for format in ["text", "json", "csv"] {
      let none = try LedgerSockets.askDirectly(["rejected", "--format", format], place)
      #expect((none.output, none.errors, none.status) == ("", "none\n", 0))
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func `what may not be read is said, with the group that may`() throws {
    let entry = try #require(getgrnam("daemon"))
    for kind in ["incidents", "contracts"] {
      let directory = place.path("spool/rejected/\(kind)")
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      #expect(chown(directory, 0, entry.pointee.gr_gid) == 0 && chmod(directory, 0o750) == 0)
    }
    let failure = FileFailure("list", place.path("spool/rejected/incidents/x/y"), code: EACCES)
    #expect(failure.group == "daemon")
  }
}
