import Assessing
import Domain
import Foundation
import GRDB
import IngestingSupport
import Notation
import Querying
import ServingSupport
import TestSupport
import Testing
import Verifying

@testable import Bookkeeping

/// A ledger outlives its program: fields come and go, the engine changes, and what
/// was decided stays readable, and proven by its chain.
@Suite(.tags(.slow), .unlessFast) struct StoredFormTests {
  private func filled() throws -> ServiceHarness {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    return place
  }

  private func report(_ place: ServiceHarness, engine: Int = 1) throws -> VerificationReport {
    var verification = try Verification(place.settings, engine: engine)
    return try verification.run()
  }

  private static let bodies = Bookkeeping.Table.chained + [InputRecord.table]

  @Test func `a ledger whose bodies have a field more opens, shows, verifies and goes on`() throws {
    let place = try filled()
    try place.rewrite(Self.bodies) { body in
      // At the top, and wherever an object begins with one of these: in a step, a line, a report.
      body.replacing(#"{"format":"#, with: #"{"a_later_field":[{"x":1}],"format":"#)
        .replacing(#"{"clause":"#, with: #"{"a_later_field":null,"clause":"#)
    }
    let found = try report(place)
    #expect(found.isSound && found.changes.isEmpty, "\(found)")
    #expect(try place.notes().count == 2)
    try place.drop("incidents/j.json", ServiceHarness.incident(revision: 2, restored: nil))
    try place.run()
    #expect(try place.notes().count > 2)
    #expect(try report(place).isSound)
  }

  @Test func `a body of a form that is not known is told, and is not guessed at`() throws {
    let place = try filled()
    try place.rewrite([Assessment.table]) { $0.replacing(#""format":1,"#, with: #""format":9,"#) }
    #expect(try report(place).chain.contains { $0.contains("form 9") })
  }

  @Test func `what an earlier version decided otherwise is told, and the chain answers for it`()
    throws
  {
    let place = try filled()
    // As an engine would have decided that gave a yen more.
    try place.rewrite([Assessment.table]) {
      $0.replacing(/"units":(\d)/) { "\"units\":1\($0.1)" }
    }
    #expect(try report(place).faults.count == 1)
    let later = try report(place, engine: 2)
    #expect(later.isSound && later.chain.isEmpty, "\(later)")
    #expect(later.changes.count == 1 && later.changes[0].engine == 1)
    #expect(later.changes[0].differences.contains { $0.contains("units") }, "\(later.changes)")
  }

  @Test func `one difference stays one, whatever came after it`() throws {
    let place = try filled()
    try place.drop("incidents/j.json", ServiceHarness.incident(revision: 2, restored: nil))
    try place.run()
    try place.drop("incidents/k.json", ServiceHarness.incident(revision: 3))
    try place.run()
    try place.rewrite([Assessment.table]) { body in
      body.contains(#""outcome""#) ? body : body.replacing(#""units":3"#, with: #""units":4"#)
    }
    let found = try report(place)
    #expect(found.chain.isEmpty)
    let inputs = found.faults.map(\.input)
    #expect(Set(inputs).count == inputs.count && inputs.count <= 2, "\(found.faults)")
  }

  @Test func `a version that nobody asks reassesses nothing, and says what it would decide`() throws
  {
    let place = try filled()
    try place.rewrite([Assessment.table]) {
      $0.replacing(/"units":(\d)/) { "\"units\":1\($0.1)" }
    }
    // What tells the standing ones apart is of then, too.
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    try ledger.write { transaction in
      for row in try transaction.rows("SELECT * FROM assessment") {
        let assessment = try StoredBody.read(Assessment.self, row)
        try transaction.run(
          "UPDATE assessment_now SET key = ? WHERE assessment = ?",
          [try transaction.key(of: assessment), row.integer("id")])
      }
    }
    let inquiry = try Inquiry(place.settings)
    var told: [String] = []
    try inquiry.forEachRedecided(by: 1) { told.append($0.contract.text) }
    #expect(told.isEmpty)
    try inquiry.forEachRedecided(by: 2) { found in
      told.append(found.contract.text)
      #expect(found.engines == [1] && found.standing.count == 1 && found.anew.count == 1)
    }
    #expect(told == ["C-1", "C-2", "C-3"])
    let counts = try ledger.read { transaction in
      try (transaction.contracts(decidedBefore: 1), transaction.contracts(decidedBefore: 2))
    }
    #expect(counts == (0, 3))
  }

  @Test func `what stands is compared also after the engine changed`() throws {
    let place = try filled()
    try place.rewrite([Assessment.table]) { $0.replacing(/"units":(\d)/) { "\"units\":1\($0.1)" } }
    #expect(try report(place, engine: 2).isSound)
    let ledger = try Ledger(writing: place.path("state/ledger.sqlite"))
    try ledger.write { try $0.run("DELETE FROM contract_incident WHERE contract_id = 'C-3'") }
    #expect(try report(place, engine: 2).faults.contains { "\($0)".contains("contract_incident") })
  }
}
