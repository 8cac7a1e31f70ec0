import Foundation
import IngestingSupport
import ServingSupport
import Testing

/// What the commands say.
extension ProgramTests {
  @Test func `assess answers in JSON that a parser reads, and only on standard output`() throws {
    let place = try ServiceHarness()
    try place.drop("c.csv", ServiceHarness.contracts)
    try place.drop("i.json", ServiceHarness.incident())
    let ended = try run(
      "slacreditctl",
      [
        "assess", "--incidents", place.path("spool/i.json"), "--contracts",
        place.path("spool/c.csv"), "--terms", place.settings.terms, "--format", "json",
      ])
    #expect(ended.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    let answer = try #require(object as? [String: Any])
    #expect(answer["total"] as? Int == 5_000 + 4_931 + 3_000)
    let first = try #require((answer["assessments"] as? [[String: Any]])?.first)
    #expect(
      first["clauses"] as? [[String: String]] == [
        ["terms": "network-service", "held_from": "2022-12-01", "number": "第8条第6項(1)"]
      ])
  }

  @Test func `check tells what is wrong and ends with 1, or 3 when some files are right`() throws {
    let place = try ServiceHarness()
    try place.drop("c.csv", ServiceHarness.contracts)
    try place.drop("i.json", ServiceHarness.incident(more: #""fault": "intent","#))
    let common = ["--terms", place.settings.terms]
    let (right, wrong) = (place.path("spool/c.csv"), place.path("spool/i.json"))
    #expect(try run("slacreditctl", ["check", right] + common).status == 0)
    let refused = try run("slacreditctl", ["check", wrong] + common)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("determined_by"))
    #expect(try run("slacreditctl", ["check", right, wrong] + common).status == 3)
    #expect(try run("slacreditctl", ["check"]).status != 0)
  }

  @Test func `usage errors end with 2`() throws {
    #expect(try run("slacreditctl", ["asses"]).status == 2)
    #expect(try run("slacreditctl", ["assess"]).status == 2)
    #expect(try run("slacreditd", ["--nonsense"]).status == 2)
  }

  @Test func `submit checks before it drops`() throws {
    let place = try ServiceHarness()
    try place.drop("c.csv", ServiceHarness.contracts)
    let file = place.path("spool/c.csv")
    let config = ["--config", place.settingsPath]
    #expect(try run("slacreditctl", ["submit", file] + config).status == 0)
    #expect(place.files("spool/contracts") == ["c.csv"])
    try place.drop("bad.csv", ServiceHarness.contracts + "x\n")
    #expect(try run("slacreditctl", ["submit", place.path("spool/bad.csv")] + config).status == 1)
    #expect(place.files("spool/contracts") == ["c.csv"])
  }

  @Test func `submit replaces nothing, and refuses names that would be left alone`() throws {
    let place = try ServiceHarness()
    let config = ["--config", place.settingsPath]
    try place.drop("one/i.json", ServiceHarness.incident("INC-1"))
    try place.drop("two/i.json", ServiceHarness.incident("INC-2"))
    try place.drop("one/.i.json", ServiceHarness.incident("INC-3"))
    let files = [place.path("spool/one/i.json"), place.path("spool/two/i.json")]
    #expect(try run("slacreditctl", ["submit"] + files + config).status == 0)
    #expect(place.files("spool/incidents") == ["2-i.json", "i.json"])
    let hidden = place.path("spool/one/.i.json")
    #expect(try run("slacreditctl", ["submit", hidden] + config).status == 1)
  }

  @Test func `a result that cannot be written is said, not trapped`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let ctl = products.appending(path: "slacreditctl").path
    process.arguments = ["-c", "'\(ctl)' terms readings > /dev/full 2> '\(place.path("said"))'"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let said = try String(contentsOfFile: place.path("said"), encoding: .utf8)
    #expect(said.contains("cannot write"))
  }

  @Test func `status, waiting and rejected tell how things stand`() throws {
    let place = try ServiceHarness()
    let config = ["--config", place.settingsPath]
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.drop(
      "incidents/j.json", ServiceHarness.incident("INC-2", affects: #"{"contract_id": "X"}"#))
    try place.drop("incidents/bad.json", "{")
    try place.run()
    try place.drop("incidents/later.json", "{")
    let status = try run("slacreditctl", ["status", "--format", "json"] + config)
    let object = try JSONSerialization.jsonObject(with: Data(status.output.utf8))
    let told = try #require(object as? [String: Any])
    let numbers = [
      "notes": 2, "owed_total": 12_931, "prior_total": 0, "standing_total": 12_931,
      "difference": 0, "held_contracts": 0, "pending_contracts": 0, "backlog": 1,
      "undetermined": 1, "referred": 0, "earlier_engine_contracts": 0, "held": 0,
    ]
    for (name, number) in numbers { #expect(told[name] as? Int == number, "\(name)") }
    let waiting = try run("slacreditctl", ["waiting"] + config)
    #expect(waiting.output.contains("contract X"))
    let rejected = try run("slacreditctl", ["rejected"] + config)
    #expect(rejected.output.contains("bad.json:1:2"))
    for command in ["waiting", "rejected", "status", "held", "notes", "incidents"] {
      for format in ["json", "csv"] {
        let listed = try run("slacreditctl", [command, "--format", format] + config)
        #expect(listed.status == 0, "\(command) \(format): \(listed.status) \(listed.errors)")
      }
    }
    #expect(try run("slacreditctl", ["verify"] + config).status == 0)
  }

  @Test func `notes are found by day, amount and account, any of them together`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let all = try place.notes()
    #expect(all.count == 2)
    func found(_ options: [String]) throws -> Int {
      let result = try run(
        "slacreditctl", ["notes", "--config", place.settingsPath, "--format", "json"] + options)
      #expect(result.status == 0)
      return result.output.split(separator: "\n").count
    }
    let amounts = try all.map { try #require(Int($0.split(separator: " ")[2])) }.sorted()
    #expect(try found(["--amount", "\(amounts[0])"]) == 1)
    #expect(try found(["--amount", "\(amounts[0])..\(amounts[1])"]) == 2)
    #expect(try found(["--amount", "\(amounts[1] + 1).."]) == 0)
    #expect(try found(["--amount", "..\(amounts[0])", "--date", "2020-01-01.."]) == 1)
    #expect(try found(["--date", "..2020-01-01"]) == 0)
    let account = try #require(ServiceHarness.contracts.split(separator: "\n").dropFirst().first)
      .split(separator: ",")[1]
    #expect(try found(["--account", String(account)]) == 1)
    #expect(try found(["--account", "nobody"]) == 0)
    let wrong = try run("slacreditctl", ["notes", "--date", "yesterday"])
    #expect(wrong.status == 2)
  }

  @Test func `show and explain find a note, an incident and a contract, with the service at work`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.drop("incidents/i.json", ServiceHarness.incident())
    try place.run()
    let number = try #require(try place.notes().first?.prefix(14))
    let (process, _, _) = try start("slacreditd", ["--config", place.settingsPath])
    defer { process.terminate() }
    for id in [String(number), "INC-1", "C-1"] {
      for command in ["show", "explain"] {
        for format in ["text", "json"] {
          let ended = try run(
            "slacreditctl", [command, id, "--format", format, "--config", place.settingsPath])
          #expect(ended.status == 0)
          #expect(ended.output.contains("第8条第6項(1)") || ended.output.contains("5,000"))
        }
      }
    }
    #expect(
      try run("slacreditctl", ["show", "nobody", "--config", place.settingsPath]).status == 1)
  }
}
