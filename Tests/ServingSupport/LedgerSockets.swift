import Foundation
import Glibc
import IngestingSupport
import Spooling
import TestSupport

/// The sockets of a service, answered as the service manager has them answered: a process a question.
package final class LedgerSockets: Sendable {
  package let directory: String
  private let listeners: [LocalSocket]

  package init(_ place: ServiceHarness, roles: [String] = ["read", "noc"]) throws {
    directory = place.path("run")
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let (directory, settings) = (directory, place.settingsPath)
    listeners = try roles.map { role in
      let listener = try LocalSocket.listen(at: "\(directory)/\(role)")
      Thread.detachNewThread {
        while let made = try? listener.accept() { Self.answer(made, role, settings) }
      }
      return listener
    }
  }

  private static func answer(_ connection: Int32, _ role: String, _ settings: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, connection, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let program: String = Self.program.path
    let words: [String] = [program, "serve", role, "--config", settings]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    // As systemd starts it: with next to no environment.
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, nil, &arguments, &environment)
    (arguments + environment).forEach { free($0) }
    posix_spawn_file_actions_destroy(&actions)
    close(connection)
    guard status == 0 else { return }
    let ended = process
    Thread.detachNewThread { waitpid(ended, nil, 0) }
  }

  package static var program: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "slacreditctl")
  }

  /// Asks as somebody does who may not open the ledger.
  package func ask(
    _ arguments: [String], language: String = "C.UTF-8", in folder: String? = nil
  ) throws -> (output: String, errors: String, status: Int32) {
    try run(
      Self.program.path, arguments,
      environment: ["LC_ALL": language, "SLACREDIT_SOCKETS": directory], in: folder)
  }

  /// Asks as the owner of the ledger does.
  package static func askDirectly(
    _ arguments: [String], _ place: ServiceHarness, language: String = "C.UTF-8"
  ) throws -> (output: String, errors: String, status: Int32) {
    try run(
      program.path, arguments + ["--config", place.settingsPath], environment: ["LC_ALL": language])
  }

  /// Sends a line, and gives the answer as it came.
  package func send(_ line: String, to role: String = "read") throws -> String {
    let connection = try LocalSocket.connect(to: "\(directory)/\(role)")
    try connection.limit(toSeconds: 20)
    try? connection.send(Array((line + "\n").utf8))
    var answer: [UInt8] = []
    while let more = try? connection.receive(upTo: 1 << 16), !more.isEmpty { answer += more }
    return String(decoding: answer, as: UTF8.self)
  }
}
