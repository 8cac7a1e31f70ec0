import Assessing
import Bookkeeping
import Domain
import Foundation
import IngestingSupport
import Logging
import Quantities
import Reading
import ServingSupport
import TestSupport
import Testing

@testable import Ingesting
@testable import Serving
@testable import Verifying

/// No file stops the service: what is tried for a contract has a bound, and what takes its time says
/// that it goes on, and can be given up.
@Suite(.tags(.slow), .unlessFast) struct GivingUpTests {
  /// A ledger whose intake counts how often work says that it goes on, and may end it there.
  private final class Counting {
    let place: ServiceHarness
    let ledger: Ledger
    private let grounds: Grounds
    var calls = 0
    var most = Int.max

    init() throws {
      place = try ServiceHarness(isFounded: false)
      try FileManager.default.createDirectory(
        atPath: place.settings.state, withIntermediateDirectories: true)
      ledger = try Ledger(making: "\(place.settings.state)/ledger.sqlite")
      grounds = Grounds(
        files: try TermsDirectory(place.settings.terms).loadFiles(),
        settings: try Settings.File(
          Policy(issuer: Issuer(name: "x", registrationNumber: "T4011001098993", address: "y"))))
      _ = try intake.adoptGrounds(at: Moment(milliseconds: 1_780_000_000_000))
    }

    var intake: Intake {
      Intake(ledger: ledger, grounds: grounds) { [unowned self] in
        calls += 1
        if calls > most { throw GivenUpError() }
      }
    }

    @discardableResult
    func take(_ kind: RecordKind, _ text: String, as format: String = "json") throws -> IntakeReport
    {
      calls = 0
      let source = InputSource(
        name: "\(kind.name).\(format)", owner: FileOwner(uid: 1_001, name: "noc"),
        bytes: Array(text.utf8))
      let now = Moment(milliseconds: 1_780_000_000_001)
      guard case .accepted(let report) = try intake.ingest(source, kind: kind, at: now) else {
        throw CocoaError(.fileReadCorruptFile)
      }
      return report
    }

    /// What the ledger comes to.
    func state() throws -> [String] {
      try ledger.read { transaction in
        let inputs = try transaction.input(after: 1)?.sequence ?? 0
        return ["\(inputs)", "\(try transaction.noteCount())"]
          + (try transaction.assessments(of: "C-1").map { "\($0.decision)" })
      }
    }
  }

  private static let contracts = """
    contract_id,account_id,account_name,terms,service,billing,fee,service_start
    C-1,A-1,株式会社甲,optage-connectivity-cloud-storage,cloud-storage,fixed-monthly,50000,2025-01-01
    C-2,A-1,株式会社甲,network-service,vpn,fixed-monthly,50000,2025-01-01

    """

  /// An open report of which the cause changes every half an hour.
  private static func changing(
    _ phases: Int,
    _ causes: [String] = ["force-majeure", "gross-negligence", "carrier", "negligence"]
  ) throws -> String {
    let began = try Moment(rfc3339: "2026-04-01T00:00:00+09:00")
    let changes = (0..<phases).map { number in
      let cause = causes[number % causes.count]
      let from = began + Elapsed(milliseconds: 1_800_000 * Int64(number + 1))
      let told =
        cause.hasSuffix("negligence")
        ? #""provider", "fault": "\#(cause)""# : #""\#(cause)""#
      return #"{"from": "\#(from)", "attribution": \#(told)}"#
    }
    return """
      {"incident_id": "INC-1", "began_at": "\(began)", "impact": "total", "attribution": "provider",
       "fault": "negligence", "determined_by": "部長", "phases": [\(changes.joined(separator: ","))],
       "affects": [{"contract_id": "C-1"}, {"contract_id": "C-2"}]}
      """
  }

  /// What the assessments of a contract say that there are too many possibilities of.
  private static func beyond(_ assessments: [Assessment]) -> [Assessment] {
    assessments.filter { $0.steps.contains(.tooManyPossibilities) }
  }

  @Test func `a report of 200 phases is taken; what is beyond trying waits for what is missing`()
    throws
  {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    let report = try counting.take(.incidents, Self.changing(200))
    let beyond = Self.beyond(report.listed)
    #expect(!beyond.isEmpty)
    for assessment in beyond {
      #expect(assessment.outcome == .undetermined)
      #expect(Set(assessment.waitsFor).isSubset(of: [.knownAt, .restoredAt]))
      #expect(!assessment.waitsFor.isEmpty)
    }
    // The bound is one of trials: without it they are some hundred thousand.
    #expect(counting.calls < 20_000, "\(counting.calls)")
    try verify(counting)
  }

  @Test func `a contract with more open facts than can be tried waits for all of them`() throws {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    let reports = (0..<20).map { number in
      """
      {"incident_id": "INC-\(number)", "began_at": "2026-04-01T00:00:00+09:00", "impact": "total",
       "affects": [{"contract_id": "C-2"}]}
      """
    }
    let report = try counting.take(.incidents, "[\(reports.joined(separator: ","))]")
    let beyond = Self.beyond(report.listed)
    #expect(beyond.map(\.waitsFor) == [[.attribution, .restoredAt]])
    #expect(beyond.first?.incidents.count == 20)
    let words = try #require(beyond.first).steps.map(\.kind)
    #expect(words.contains("too-many-possibilities"))
  }

  @Test func `a report of some phases is nowhere near the bound`() throws {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    let report = try counting.take(.incidents, Self.changing(12))
    #expect(Self.beyond(report.listed).isEmpty)
  }

  @Test func `claims beyond what can be tried wait for what is missing`() throws {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    try counting.take(.incidents, Self.changing(60, ["customer", "undetermined"]))
    let claims = (0..<30).map { number in
      """
      {"claim_id": "K-\(number)", "incident_id": "INC-1", "contract_id": "C-1",
       "received_on": "2026-05-01", "damage_on": "2026-04-03", "tax_class": "out-of-scope",
       "items": [{"kind": "ordinary", "amount": 1000}]}
      """
    }
    let report = try counting.take(.claims, "[\(claims.joined(separator: ","))]")
    let damages = report.listed.filter { $0.remedy == .damages }
    #expect(damages.count == 30)
    #expect(damages.allSatisfy { $0.outcome == .undetermined })
    #expect(Self.beyond(damages).count == 30)
    #expect(damages[0].waitsFor == [.attribution, .knownAt, .restoredAt])
    try verify(counting)
  }

  @Test func `one contract tells again and again that work goes on`() throws {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    try counting.take(.incidents, Self.changing(40))
    #expect(counting.calls > 1_000, "\(counting.calls)")
  }

  @Test func `what is given up leaves nothing, wherever that is, and is taken later`() throws {
    let counting = try Counting()
    try counting.take(.contracts, Self.contracts, as: "csv")
    let text = try Self.changing(40)
    let before = try counting.state()
    // While it reads, while it gathers contracts, within a contract, and while it issues notes.
    for most in [0, 1, 2, 3, 5, 10, 100, 1_000] {
      counting.most = most
      #expect(throws: GivenUpError.self) { try counting.take(.incidents, text) }
      #expect(try counting.state() == before)
    }
    counting.most = .max
    try counting.take(.incidents, text)
    #expect(try counting.state() != before)
    try verify(counting)
  }

  @Test func `a service that is asked to end gives up a file, and takes it at the next start`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", Self.contracts)
    try place.run()
    try place.drop("incidents/i.json", Self.changing(40))
    var looked = 0
    let terms = try TermsDirectory(place.settings.terms).loadFiles()
    do {
      let asked = try Service(
        place.settings, terms: terms,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        unless: {
          looked += 1
          return looked > 500
        })
      try asked.recover()
      try asked.takeAll()
      #expect(looked == 501)
      #expect(!asked.hasRejected)
    }
    #expect(place.files("spool/.taking").count == 1)
    #expect(place.files("spool/accepted").allSatisfy { !$0.hasSuffix("i.json") })
    #expect(!(try place.run()).hasRejected)
    #expect(place.files("spool/.taking").isEmpty)
    #expect(place.files("spool/accepted").contains { $0.hasSuffix("i.json") })
  }

  private func verify(_ counting: Counting) throws {
    var verification = try Verification(counting.place.settings)
    let report = try verification.run()
    #expect(report.faults.isEmpty && report.chain.isEmpty, "\(report)")
  }
}
