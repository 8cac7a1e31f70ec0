import Foundation
import IngestingSupport
import ServingSupport
import TestSupport
import Testing

/// What a sender submits, and what it is told.
@Suite(.tags(.slow), .unlessFast) struct SubmitTests {
  private let place: ServiceHarness

  init() throws {
    place = try ServiceHarness()
    try place.drop("contracts/c.csv", ServiceHarness.contracts)
    try place.run()
  }

  /// A command that is under way.
  private struct Running {
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    let typed = Pipe()

    func end() -> (status: Int32, output: String, errors: String) {
      let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, told, said)
    }
  }

  private func start(_ arguments: [String], input: String? = nil) throws -> Running {
    let running = Running()
    running.process.executableURL = LedgerSockets.program
    running.process.arguments = ["submit"] + arguments + ["--config", place.settingsPath]
    running.process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    running.process.standardOutput = running.output
    running.process.standardError = running.errors
    running.process.standardInput = running.typed
    try running.process.run()
    if let input { try running.typed.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try running.typed.fileHandleForWriting.close()
    return running
  }

  private func submit(
    _ arguments: [String], input: String? = nil
  ) throws -> (status: Int32, output: String, errors: String) {
    try start(arguments, input: input).end()
  }

  @Test func `two senders of one name at once both have their files taken, whole`() throws {
    let rounds = 12
    for sender in ["a", "b"] {
      try FileManager.default.createDirectory(
        atPath: place.path(sender), withIntermediateDirectories: false)
    }
    for round in 1...rounds {
      let running = try ["a", "b"].map { sender in
        try place.write(
          ServiceHarness.incident("INC-\(sender)-\(round)"), to: "\(sender)/alert.json")
        return try start([place.path("\(sender)/alert.json")])
      }
      for one in running {
        let told = one.end()
        #expect(told.status == 0, "\(told.errors)")
      }
    }
    #expect(place.files("spool/incidents").count == 2 * rounds)
    #expect(try !place.run().hasRejected)
    #expect(place.accepted("incidents").count == 2 * rounds)
  }

  @Test func `who waits is told what came of it`() throws {
    try place.write(ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#), to: "i.json")
    let running = try start([place.path("i.json"), "--wait", "--timeout", "30"])
    for _ in 1...200 where place.files("spool/incidents").isEmpty { usleep(100_000) }
    #expect(try !place.run().hasRejected)
    let told = running.end()
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("INC-1 r1: accepted, contracts: 1"), "\(told.output)")
    #expect(
      told.output.contains("credit notes issued: 1 (5,500 yen incl. tax): CN-"), "\(told.output)")
  }

  @Test func `of a file that repeats another, no notes are told`() throws {
    try place.drop(
      "incidents/before.json", ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#))
    try place.run()
    try place.write(ServiceHarness.incident(affects: #"{"contract_id": "C-1"}"#), to: "i.json")
    let running = try start([place.path("i.json"), "--wait", "--timeout", "30"])
    for _ in 1...200 where place.files("spool/incidents").isEmpty { usleep(100_000) }
    try place.run()
    let told = running.end()
    #expect(told.status == 0 && told.output.contains("nothing would change"), "\(told)")
    #expect(!told.output.contains("credit notes issued"), "\(told.output)")
  }

  @Test func `who waits in vain is told so`() throws {
    try place.write(ServiceHarness.incident(), to: "i.json")
    let told = try submit([place.path("i.json"), "--wait", "--timeout", "0"])
    #expect(told.status == 3 && told.errors.contains("not accepted"))
  }

  @Test(arguments: ["json", "yaml", "csv"])
  func `standard input is submitted, in any format`(_ format: String) throws {
    let text =
      switch format {
      case "json": ServiceHarness.incident()
      case "yaml":
        """
        incident_id: INC-1
        began_at: 2026-04-12T08:50:00+09:00
        impact: total
        affects: [{ contract_id: C-1 }]

        """
      default:
        "incident_id,began_at,impact,contract_id\nINC-1,2026-04-12T08:50:00+09:00,total,C-1\n"
      }
    let told = try submit(["-"], input: text)
    #expect(told.status == 0, "\(told.errors)")
    #expect(place.files("spool/incidents").first?.hasSuffix(".\(format)") == true)
    #expect(try !place.run().hasRejected)
    #expect(try submit(["-"], input: "{").status == 1)
  }

  @Test func `the service and submit refuse the same file in the same words`() throws {
    let place = try ServiceHarness(more: "limits: { file_size: { requests: 60 } }")
    let request = #"{"request_id": "Q", "action": "close-books", "through": "2026-04-30"}"#
    try place.drop("requests/q.json", request)
    #expect(try place.run().hasRejected)
    #expect(place.files("spool/rejected").count == 3)
    let reason = try #require(place.files("spool").first { $0.hasSuffix("reason.txt") })
    try place.write(request, to: "q.json")
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let ended = try run(
      products.appending(path: "slacreditctl").path,
      ["submit", "--config", place.settingsPath, place.path("q.json")],
      environment: ["LC_ALL": "ja_JP.UTF-8"])
    #expect(ended.status == 1)
    let (said, end) = (ended.errors, "何も置いていません（受け付けを待つファイルに続くものなら --no-compare）\n")
    #expect(said.hasSuffix(end))
    #expect(try place.text("spool/\(reason)").hasSuffix(said.dropLast(end.count)))
    #expect(place.files("spool/requests") == [])
  }
}
