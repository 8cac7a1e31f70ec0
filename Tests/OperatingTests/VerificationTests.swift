import Bookkeeping
import Domain
import Foundation
import GRDB
import Operating
import Quantities
import Testing

@Suite struct VerificationTests {
  private func filled() throws -> Workplace {
    let place = try Workplace()
    try place.drop("contracts/c.csv", Workplace.contracts)
    try place.drop("incidents/i.json", Workplace.incident(more: #""title": "大阪第2","#))
    try place.run()
    try place.drop("incidents/j.json", Workplace.incident(revision: 2, restored: nil))
    try place.drop("incidents/bad.json", "{")
    try place.drop("incidents/w.json", Self.announced)
    try place.drop(
      "charges/c.csv",
      """
      contract_id,fee_month,amount,before_credits,invoice_no
      C-1,2026-04,50000,50000,V-1

      """)
    try place.run()
    try place.drop("incidents/k.json", Workplace.incident(revision: 3))
    try place.run()
    return place
  }

  /// A report with every field that the others lack.
  private static let announced = """
    {"incident_id": "W", "title": "伝送路工事", "customer_title": "工事のお知らせ", "impact": "partial",
     "began_at": "2026-04-20T01:00:00+09:00", "known_at": "2026-04-10T00:00:00+09:00",
     "restored_at": "2026-04-20T03:00:00+09:00",
     "expected_restored_at": "2026-04-20T04:00:00+09:00", "attribution": "carrier",
     "announced_at": "2026-04-10T00:00:00+09:00",
     "window": {"from": "2026-04-20T01:00:00+09:00", "until": "2026-04-20T05:00:00+09:00"},
     "determined_by": "部長", "carrier": "他社", "ticket": "NOC-1",
     "phases": [{"from": "2026-04-20T02:00:00+09:00", "impact": "partial"}],
     "affects": [{"contract_id": "C-3", "impact": "equivalent", "began_at": "2026-04-20T01:01:00+09:00",
                  "known_at": "2026-04-20T01:02:00+09:00",
                  "restored_at": "2026-04-20T02:59:00+09:00"}]}
    """

  /// With every kind of request and decision, corrections that are held, and a closed month.
  private func requested() throws -> Workplace {
    let desk = try Desk {
      $0.correctionNotes = 0
      $0.startsOn = CivilDate("2026-01-01")
    }
    try desk.put(.contracts, Facts.contract(), from: Desk.finance)
    try desk.put(.priorCredits, Facts.prior(amount: 1), from: Desk.finance)
    try desk.put(.recoveries, Facts.recovery(amount: 7), from: Desk.finance)
    let selecting =
      #"{"contract_id": "C"}, {"terms": "network-service", "service": "vpn", "labels": {"a": "b"}}"#
    try desk.put(.reliefs, Facts.relief(affects: selecting), from: Desk.legal)
    try desk.put(
      .reliefs, Facts.relief("M", month: "2026-05", grant: #""incident_id": "J", "amount": 700"#),
      from: Desk.legal)
    try desk.put(.incidents, Facts.incident())
    try desk.put(.claims, Facts.claim(special: 5), from: Desk.legal)
    try desk.put(.approvals, Facts.approval(claim: "K", amount: 900), from: Desk.finance)
    try desk.put(.approvals, Facts.approval("P2", incident: "J"), from: Desk.finance)
    let claim = Facts.claim("K2", incident: "J", more: #""filed_by": "受付","#)
      .replacing(#""amount": 0}"#, with: #""amount": 2, "recognised": 1}"#)
    try desk.put(.claims, claim, from: Desk.legal)
    try desk.put(
      .approvals, Facts.approval("P4", claim: "K2", items: ["ordinary": 1, "special": 2]),
      from: Desk.finance)
    let batch = try desk.put(.incidents, Facts.incident(revision: 2, restored: "2026-04-12")).held
    try desk.put(
      .approvals, Facts.approval("P3", batch: #require(batch).text, "refused"), from: Desk.finance)
    #expect(try desk.held() == 1)
    try desk.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-28", paid: "2026-05-29"))
    try desk.put(.accounts, Facts.merger("Y", into: "Z"))
    try desk.set { $0.gathering = .monthly }
    try desk.put(.requests, Facts.closing("2026-05"))
    try desk.put(.contracts, Facts.contract("D"))
    try desk.put(.incidents, Facts.incident("N", affects: #"{"contract_id": "D"}"#))
    #expect(try desk.pending() == 1)
    return desk.place
  }

  private func report(_ place: Workplace) throws -> VerificationReport {
    var verification = try Verification(place.settings)
    return try verification.run()
  }

  @Test func `an untouched ledger is what its inputs give`() throws {
    let place = try filled()
    let report = try report(place)
    #expect(report.isSound, "\(report)")
    #expect(report.notes == Int64(try place.notes().count))
  }

  /// One change in each column of each table that inputs fill, by somebody who drops the triggers.
  @Test func `tampering with any column of any row is found, and its table is named`() throws {
    let tried = try tamperWithAll(try filled())
    #expect(tried >= 90)
  }

  /// The same with every kind of request, decision and batch.
  @Test func `tampering with any request, decision or batch is found as well`() throws {
    let tried = try tamperWithAll(try requested())
    #expect(tried > 120)
  }

  /// What is told of a ledger: by its chain or, where that is whole, by deciding everything anew.
  private func faults(_ place: Workplace) throws -> [String] {
    let ledger = try Ledger(reading: place.path("state/ledger.sqlite"))
    let chain = try ledger.read { book in
      var chain = ChainVerification(book)
      try chain.run()
      return chain.faults
    }
    return try chain.isEmpty ? report(place).faults.flatMap(\.differences) : chain
  }

  /// - Returns: how many columns were tried.
  private func tamperWithAll(_ place: Workplace) throws -> Int {
    let before = try report(place)
    #expect(before.isSound, "\(before)")
    let ledger = place.path("state/ledger.sqlite")
    let sound = try Data(contentsOf: URL(fileURLWithPath: ledger))
    var tried = 0
    for table in Bookkeeping.Table.all where table.growth != .working {
      let columns = try DatabaseQueue(path: ledger).read { database in
        try database.columns(in: table.name).map(\.name)
      }
      for column in columns {
        guard try tamper(ledger, table, column) else { continue }
        tried += 1
        let told = try faults(place)
        #expect(
          told.contains { $0.contains(table.name) || $0.hasPrefix("entry, ") },
          "\(table.name).\(column): \(told)")
        try restore(ledger, sound)
      }
    }
    #expect(try report(place).isSound)
    return tried
  }

  /// Changes one value of a table's last row; `false` when there is no row or the change is refused.
  private func tamper(_ path: String, _ table: Bookkeeping.Table, _ column: String) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
      for trigger in ["delete", "update", "rewriting"] {
        try database.execute(
          sql: "DROP TRIGGER IF EXISTS \(table.name)_refuses_\(trigger)")
      }
      let value = try Row.fetchOne(
        database,
        sql: """
          SELECT typeof(\(column)) kind, \(column) FROM \(table.name)
          WHERE \(column) IS NOT NULL ORDER BY \(table.key) LIMIT 1
          """)
      let changed: String
      switch value?["kind"] as String? {
      case "integer": changed = "\(column) + 1000001"
      case "text": changed = "\(column) || 'x'"
      case "blob": changed = "CAST(\(column) || ' ' AS BLOB)"
      default: return false
      }
      try database.execute(
        sql: """
          UPDATE \(table.name) SET \(column) = \(changed) WHERE (\(table.key)) IN (
          SELECT \(table.key) FROM \(table.name) WHERE \(column) IS NOT NULL
          ORDER BY \(table.key) LIMIT 1)
          """)
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return true
    }
  }

  private func restore(_ path: String, _ bytes: Data) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
