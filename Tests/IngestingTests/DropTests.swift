import Domain
import Ingesting
import IngestingSupport
import Quantities
import Reading
import Testing

/// A revision that leaves out contracts which the standing report hits says so, else it is refused: a
/// file of the rows that changed must do no harm (docs/formats.md §3).
@Suite struct DropTests {
  private func report(
    _ revision: Int, _ contracts: [String], _ more: String = ""
  ) -> String {
    let affects = contracts.map { #"{"contract_id": "\#($0)"}"# }
    return Facts.incident(
      revision: revision, cause: "third-party", affects: affects.joined(separator: ", "),
      more: more)
  }

  private func harness(_ contracts: [String] = ["A", "B", "C"]) throws -> LedgerHarness {
    let harness = try LedgerHarness()
    for contract in contracts {
      try harness.put(.contracts, Facts.contract(contract), from: LedgerHarness.finance)
    }
    return harness
  }

  @Test func `a contract that was named is not left out by silence`() throws {
    let harness = try harness()
    try harness.put(.incidents, report(1, ["A", "B", "C"]))
    let refusal = try harness.refusal(.incidents, report(2, ["B"]))
    #expect(refusal.hasPrefix("incidents.json:1:1: affects: expected all contracts"))
    #expect(refusal.contains("left out: 2 (A, C);"))
    #expect(refusal.contains("drops: true"))
    #expect(try harness.hit(by: "I") == ["A", "B", "C"])
    #expect(try harness.standing() == 15_000)
    try harness.put(.incidents, report(2, ["B"], #""drops": true,"#))
    #expect(try harness.hit(by: "I") == ["B"])
    #expect(try harness.standing() == 5_000)
    try harness.put(.incidents, report(3, ["A", "B"]))
    try harness.verify()
  }

  @Test func `the first of many are named`() throws {
    let contracts = (1...7).map { "C\($0)" }
    let harness = try harness([])
    try harness.put(.incidents, report(1, contracts + ["D"]))
    #expect(
      try harness.refusal(.incidents, report(2, ["D"])).contains(
        "left out: 7 (C1, C2, C3, C4, C5, …)"))
  }

  @Test func `nor is one that was selected, or is not known yet`() throws {
    let harness = try harness()
    try harness.put(
      .incidents,
      Facts.incident(
        cause: "third-party", affects: #"{"terms": "network-service"}, {"contract_id": "X"}"#))
    #expect(try harness.hit(by: "I") == ["A", "B", "C", "X"])
    #expect(try harness.refusal(.incidents, report(2, ["A", "B", "X"])).contains("(C)"))
    #expect(try harness.refusal(.incidents, report(2, ["A", "B", "C"])).contains("(X)"))
    try harness.put(.incidents, report(2, ["A", "B", "C", "X"]))
    try harness.put(.contracts, Facts.contract("D"), from: LedgerHarness.finance)
    try harness.put(
      .incidents,
      Facts.incident(
        revision: 3, cause: "third-party",
        affects: #"{"service": "vpn"}, {"contract_id": "X"}"#))
    #expect(try harness.hit(by: "I") == ["A", "B", "C", "D", "X"])
    try harness.verify()
  }

  @Test func `a withdrawal drops nothing, nor does what stands after it`() throws {
    let harness = try harness()
    try harness.put(.incidents, report(1, ["A", "B"]))
    try harness.put(.incidents, #"{"incident_id": "I", "revision": 2, "withdrawn": true}"#)
    try harness.put(.incidents, report(3, ["C"]))
    #expect(try harness.hit(by: "I") == ["C"])
    try harness.verify()
  }

  @Test func `a lower revision is without effect, and so drops nothing`() throws {
    let harness = try harness()
    try harness.put(.incidents, report(3, ["A", "B"]))
    try harness.put(.incidents, report(2, ["A"]))
    #expect(try harness.hit(by: "I") == ["A", "B"])
    try harness.verify()
  }

  @Test func `of several revisions in one file each is held to the one before`() throws {
    let harness = try harness()
    try harness.put(.incidents, report(1, ["A", "B"]))
    let refusal = try harness.refusal(
      .incidents, "[\(report(2, ["A", "B", "C"])),\n\(report(3, ["A", "B"]))]")
    #expect(refusal.contains("found “I r3”") && refusal.contains("(C)"))
    let both = "[\(report(2, ["A"], #""drops": true,"#)), \(report(3, ["A"]))]"
    #expect(try harness.put(.incidents, both).incidents.map(\.revision) == [3])
    try harness.verify()
  }

  @Test func `rows that changed are not taken for the whole`() throws {
    let harness = try harness()
    let header = "incident_id,revision,began_at,impact,contract_id\n"
    func row(_ revision: Int, _ contract: String) -> String {
      "I,\(revision),2026-04-10T00:00:00+09:00,total,\(contract)\n"
    }
    try harness.put(.incidents, header + row(1, "A") + row(1, "B"), as: "csv")
    let refusal = try harness.refusal(.incidents, header + row(2, "B"), as: "csv")
    #expect(refusal.hasPrefix("incidents.csv:2:1: affects: "))
    try harness.put(.incidents, header + row(2, "B") + row(2, "A"), as: "csv")
    try harness.verify()
  }

  @Test func `files that are assessed without a ledger are held to the same`() throws {
    func dropped(_ reports: [String]) throws -> [String] {
      var facts = FactsInMemory()
      let receipt = Receipt(Moment(milliseconds: 1_780_000_000_000))
      let texts = [(RecordKind.contracts, Facts.contract("S"))] + reports.map { (.incidents, $0) }
      for (kind, text) in texts {
        let file = RecordFile(name: "\(kind).json", bytes: ByteReader(Array(text.utf8)))
        try facts.read(file, kind, checking: nil, received: receipt)
        #expect(file.problems.isEmpty)
      }
      return facts.droppedContracts().map { $0.message(in: .en) }
    }
    let selecting = Facts.incident(cause: "third-party", affects: #"{"service": "vpn"}"#)
    #expect(try dropped([report(1, ["A", "B"]), report(2, ["A", "B", "C"])]) == [])
    #expect(try dropped([report(2, ["A"], #""drops": true,"#), report(1, ["A", "B"])]) == [])
    let problems = try dropped([report(1, ["A", "B"]), report(3, ["A"]), report(2, ["A", "B"])])
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("incidents.json:1:1: affects: "))
    #expect(try dropped([selecting, report(2, ["A"])]).first?.contains("(S)") == true)
    let withdrawn = #"{"incident_id": "I", "revision": 2, "withdrawn": true}"#
    #expect(try dropped([selecting, withdrawn, report(3, ["A"])]) == [])
  }
}
