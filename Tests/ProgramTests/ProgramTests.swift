import Foundation
import IngestingSupport
import ServingSupport
import Testing

/// The programs themselves, as processes.
@Suite struct ProgramTests {
  private struct Ended {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The directory into which programs and tests are built.
  private var products: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
  }

  private func start(_ program: String, _ arguments: [String]) throws -> (Process, Pipe, Pipe) {
    let process = Process()
    process.executableURL = products.appending(path: program)
    process.arguments = arguments
    process.environment = ["LANG": "C.UTF-8"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return (process, output, errors)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Ended {
    let (process, output, errors) = try start(program, arguments)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Ended(status: process.terminationStatus, output: text, errors: said)
  }

  @Test func `once ends with 0 when all was taken in, and with 3 when something was refused`()
    throws
  {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    #expect(try run("slacreditd", ["--config", place.settingsPath, "--once"]).status == 0)
    try place.drop("incidents/i.json", "{")
    let refused = try run("slacreditd", ["--config", place.settingsPath, "--once"])
    #expect(refused.status == 3)
    #expect(refused.errors.contains("i.json:1:2"))
  }

  @Test func `neither a closed terminal nor a closed standard error ends the service`() throws {
    let place = try ServiceHarness()
    let (process, _, errors) = try start("slacreditd", ["--config", place.settingsPath])
    try wait("the first scan") { place.files("spool").count == 0 && process.isRunning }
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try wait("contracts") { place.accepted().count == 1 }
    kill(process.processIdentifier, SIGHUP)
    try errors.fileHandleForReading.close()
    // Each is told, to nobody.
    for number in 1...3 {
      try place.drop("incidents/\(number).json", ServiceHarness.incident("INC-\(number)"))
      try wait("incident \(number)") { place.accepted().count == 1 + number }
    }
    #expect(process.isRunning)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(process.terminationReason == .exit)
  }

  @Test func `asked to end while it settles anew under other settings, it ends`() throws {
    let place = try ServiceHarness()
    let rows = (1...2_000).map {
      "C-\($0),A-1,甲,network-service,vpn,fixed-monthly,30000,2024-01-01"
    }
    let header = "contract_id,account_id,account_name,terms,service,billing,fee,service_start"
    try place.drop("contracts/c.csv", ([header] + rows).joined(separator: "\n"))
    try place.drop("incidents/i.json", ServiceHarness.incident(affects: #"{"service": "vpn"}"#))
    try place.run()
    try place.set("ledger: { starts_on: 2020-01-01 }")
    let (process, _, _) = try start("slacreditd", ["--config", place.settingsPath])
    usleep(700_000)
    process.terminate()
    for _ in 1...300 where process.isRunning { usleep(100_000) }
    #expect(!process.isRunning)
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `the service takes in what is dropped while it runs, and leaves when asked`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    let (process, _, _) = try start("slacreditd", ["--config", place.settingsPath])
    try wait("the first scan") { place.accepted().count == 1 }
    try place.drop("incidents/.i.json", ServiceHarness.incident())
    try FileManager.default.moveItem(
      atPath: place.path("spool/incidents/.i.json"), toPath: place.path("spool/incidents/i.json"))
    try wait("the note") { place.files("state/registers").count == 2 }
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try place.notes().count == 2)
  }

  @Test func `a drop directory that is removed under the service is made again`() throws {
    let place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    let (process, _, _) = try start("slacreditd", ["--config", place.settingsPath])
    defer { process.terminate() }
    try wait("the first scan") { place.accepted().count == 1 }
    let drops = place.path("spool/incidents")
    try FileManager.default.removeItem(atPath: drops)
    try wait("the directory") { FileManager.default.fileExists(atPath: drops) }
    try place.drop(".i.json", ServiceHarness.incident())
    try FileManager.default.moveItem(
      atPath: place.path("spool/.i.json"), toPath: "\(drops)/i.json")
    try wait("the note") { place.files("state/registers").count == 2 }
    #expect(process.isRunning)
  }

  private func wait(_ what: String, until condition: () -> Bool) throws {
    for _ in 0..<600 {
      if condition() { return }
      usleep(50_000)
    }
    Issue.record("waited 30 s for \(what)")
  }

  @Test(arguments: [
    ("issuer: { name: x", "slacreditd.yaml:"), ("terms: t\n", "issuer"),
    ("colour: red\n", "colour"),
    (
      "issuer: { name: x, registration_number: '4011001098993', address: y }\n"
        + "terms: t\nspool: s\nstate: u\n", "registration_number"
    ),
    (
      "issuer: { name: x, registration_number: T4011001098993, address: y }\n"
        + "terms: nowhere\nspool: s\nstate: u\n", "nowhere"
    ),
  ])
  func `a settings error is said clearly, and only a person can put it right`(
    _ text: String, _ says: String
  ) throws {
    let place = try ServiceHarness()
    try text.write(toFile: place.settingsPath, atomically: true, encoding: .utf8)
    for (option, status) in [("--check-config", Int32(1)), ("--once", 78), ("--init", 78)] {
      let ended = try run("slacreditd", ["--config", place.settingsPath, option])
      if option == "--init", says == "nowhere" { continue }
      #expect(ended.status == status)
      #expect(ended.errors.contains(says), "\(ended.errors)")
    }
  }

  @Test func `sound settings are said to be`() throws {
    let place = try ServiceHarness()
    let ended = try run("slacreditd", ["--config", place.settingsPath, "--check-config"])
    #expect(ended.status == 0)
    #expect(ended.output.contains("valid"))
  }

  @Test func `terms that contradict themselves keep the service from starting`() throws {
    let place = try ServiceHarness()
    let terms = place.path("terms/iij-iot")
    try FileManager.default.createDirectory(atPath: terms, withIntermediateDirectories: true)
    let sound = try String(
      contentsOfFile: place.settings.terms + "/iij-iot/2024-04-01.yaml", encoding: .utf8)
    try sound.replacing("services: [iot]", with: "services: [vpn-gateway]")
      .write(toFile: terms + "/2024-04-01.yaml", atomically: true, encoding: .utf8)
    let settings = try String(contentsOfFile: place.settingsPath, encoding: .utf8)
    try settings.replacing(place.settings.terms, with: "terms")
      .write(toFile: place.settingsPath, atomically: true, encoding: .utf8)
    let ended = try run("slacreditd", ["--config", place.settingsPath, "--check-config"])
    #expect(ended.status == 1)
    #expect(ended.errors.contains("iot · fixed-monthly"))
  }

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
