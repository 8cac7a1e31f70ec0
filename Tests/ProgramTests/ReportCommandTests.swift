import Foundation
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

/// What the programs tell of reports, and when what they are asked about is received.
@Suite struct ReportCommandTests {
  private let place: ServiceHarness

  init() throws {
    place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
  }

  private func ctl(_ arguments: [String]) throws -> (output: String, errors: String, status: Int32)
  {
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    return try run(
      products.appending(path: "slacreditctl").path, arguments, environment: ["LC_ALL": "C.UTF-8"])
  }

  private func assess(at moment: String? = nil) throws -> (errors: String, status: Int32) {
    try place.drop("i.json", ServiceHarness.incident())
    let ended = try ctl(
      [
        "assess", "--incidents", place.path("spool/i.json"), "--contracts",
        place.path("spool/contracts/c.csv"), "--terms", place.settings.terms,
      ] + (moment.map { ["--at", $0] } ?? []))
    return (ended.errors, ended.status)
  }

  @Test func `what is assessed is received now, or when that is said`() throws {
    #expect(try assess().status == 0)
    // Restored at 08:55 on 15 April 2026.
    #expect(try assess(at: "2026-04-15T08:50:00+09:00").status == 0)
    let early = try assess(at: "2026-04-15T08:49:59+09:00")
    #expect(early.status == 1)
    #expect(early.errors.contains("restored_at: expected a time up to"))
  }

  @Test func `a moment is written as everywhere else, and what it is not is said`() throws {
    let wrong = try assess(at: "2026-04-15 8:50")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("write 2026-04-15T08:50:00+09:00 if Japan time is meant"))
  }

  @Test func `a revision that leaves contracts out is no more assessed than taken in`() throws {
    try place.drop("i.json", ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#))
    try place.drop(
      "j.json", ServiceHarness.incident(revision: 2, affects: #"{"contract_id": "C-2"}"#))
    let ended = try ctl([
      "assess", "--incidents", place.path("spool/i.json"), place.path("spool/j.json"),
      "--contracts", place.path("spool/contracts/c.csv"), "--terms", place.settings.terms,
    ])
    #expect(ended.status == 1)
    #expect(ended.errors.contains("j.json:1:1: affects: "))
    #expect(ended.errors.contains("(C-1)"))
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `show tells the report itself`() throws {
    let more = """
      "customer_title": "大阪の障害", "expected_restored_at": "2026-04-16T00:00:00+09:00",
      "phases": [{"from": "2026-04-13T00:00:00+09:00", "impact": "partial"}],
      """
    try place.drop(
      "incidents/i.json",
      ServiceHarness.incident(
        affects: #"{"contract_id": "C-1", "impact": "equivalent"}"#, more: more))
    try place.run()
    let shown = try ctl(["show", "INC-1", "--format", "json", "--config", place.settingsPath])
    #expect(shown.status == 0)
    let report = try object(shown.output)
    #expect(report["customer_title"] as? String == "大阪の障害")
    #expect(report["began_at"] as? String == "2026-04-12T08:50:00+09:00")
    #expect(report["expected_restored_at"] as? String == "2026-04-16T00:00:00+09:00")
    #expect(report["window"] is NSNull)
    let phase = try #require((report["phases"] as? [[String: Any]])?.first)
    #expect(phase["impact"] as? String == "partial")
    #expect(phase["attribution"] is NSNull)
    let entry = try #require((report["affects"] as? [[String: Any]])?.first)
    #expect(entry["contract_id"] as? String == "C-1")
    #expect(entry["impact"] as? String == "equivalent")
  }

  @Test func `of a withdrawn report no times are told, of a scheduled one that it is`() throws {
    try place.drop(
      "incidents/i.json", #"{"incident_id": "INC-1", "revision": 2, "withdrawn": true}"#)
    try place.drop(
      "incidents/w.json",
      """
      {"incident_id": "INC-2", "impact": "total", "attribution": "carrier",
       "announced_at": "2026-04-01T00:00:00+09:00", "began_at": "2099-01-01T00:00:00+09:00",
       "affects": [{"contract_id": "C-1"}]}
      """)
    try place.run()
    let config = ["--config", place.settingsPath]
    let lines = try ctl(["incidents", "--format", "json"] + config).output.split(separator: "\n")
    let listed = try lines.map { try object(String($0)) }
    #expect(listed.map { $0["incident_id"] as? String } == ["INC-1", "INC-2"])
    #expect(listed.map { $0["began_at"] is NSNull } == [true, false])
    #expect(listed.map { $0["withdrawn"] as? Bool } == [true, false])
    #expect(listed.map { $0["scheduled"] as? Bool } == [false, true])
    let text = try ctl(["incidents"] + config).output
    #expect(text.contains("INC-1 r2  withdrawn"))
    #expect(text.contains("INC-2 r1  scheduled  2099-01-01"))
    #expect(try ctl(["incidents", "--open"] + config).output.isEmpty)
    #expect(try ctl(["show", "INC-1"] + config).output.contains("withdrawn"))
  }

  @Test func `a claim is shown with who recognised and who filed it`() throws {
    try place.drop("claims/k.json", Facts.claim(more: #""filed_by": "受付","#))
    try place.run()
    let config = ["--config", place.settingsPath]
    let claim = try object(try ctl(["show", "K", "--format", "json"] + config).output)
    #expect(claim["recognised_by"] as? String == "査定課長")
    #expect(claim["recognised_on"] as? String == "2026-05-01")
    #expect(claim["filed_by"] as? String == "受付")
    #expect(try ctl(["show", "K"] + config).output.contains("recognised on 2026-05-01 by 査定課長"))
  }

  @Test func `a report is shown with its ticket and carrier, and who judged it`() throws {
    try place.drop(
      "incidents/i.json",
      ServiceHarness.incident(
        more: #""ticket": "T-77", "carrier": "隣接電気", "determined_by": "運用部長","#))
    try place.run()
    let config = ["--config", place.settingsPath]
    let text = try ctl(["show", "INC-1"] + config).output
    for part in ["ticket T-77", "carrier 隣接電気", "determined by 運用部長"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let report = try object(try ctl(["show", "INC-1", "--format", "json"] + config).output)
    #expect(report["ticket"] as? String == "T-77")
    #expect(report["carrier"] as? String == "隣接電気")
  }

  @Test func `a contract is shown with what finance told of it: estimates, and credits of before`()
    throws
  {
    try place.drop(
      "charges/c.json",
      #"{"contract_id": "C-1", "fee_month": "2026-04", "amount": 82345, "estimated": true}"#)
    try place.drop(
      "prior-credits/p.json",
      """
      {"prior_credit_id": "P", "contract_id": "C-1", "incident_id": "OLD", "amount": 700,
       "given_on": "2026-03-05", "document": "旧通知第9号"}
      """)
    try place.run()
    let config = ["--config", place.settingsPath]
    let text = try ctl(["show", "C-1"] + config).output
    for part in ["charged for 2026-04 82,345 yen  estimated", "prior credit P", "旧通知第9号"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let contract = try object(try ctl(["show", "C-1", "--format", "json"] + config).output)
    let charge = try #require((contract["charges"] as? [[String: Any]])?.first)
    #expect(charge["estimated"] as? Bool == true)
    #expect(charge["amount"] as? Int == 82_345)
    let credit = try #require((contract["prior_credits"] as? [[String: Any]])?.first)
    #expect(credit["document"] as? String == "旧通知第9号")
    #expect((contract["versions"] as? [Any])?.count == 1)
  }
}
