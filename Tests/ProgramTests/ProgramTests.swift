import Foundation
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

/// The programs themselves, as processes.
@Suite(.tags(.slow), .unlessFast) struct ProgramTests {
  struct Ended {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The directory into which programs and tests are built.
  var products: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
  }

  func start(_ program: String, _ arguments: [String]) throws -> (Process, Pipe, Pipe) {
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

  func run(_ program: String, _ arguments: [String]) throws -> Ended {
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

  func wait(_ what: String, until condition: () -> Bool) throws {
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
}
