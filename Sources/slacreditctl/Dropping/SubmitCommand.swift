import ArgumentParser
import Domain
import Foundation
import Ingesting
import Quantities
import Reading
import Spooling

/// Checks files, then drops them into the spool.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Check files, then drop them into the spool.",
    discussion: "With --wait it says what came of each; 1: refused, 3: not taken in yet.")

  @Argument(help: "The files; - for standard input.") var files: [String]
  @Option(name: .customLong("as"), help: "What the files hold.") var kind: RecordKind?
  @Flag(help: "Wait, and say what came of them.") var wait = false
  @Option(help: "How long to wait, in seconds.") var timeout = 60
  @Flag(
    help: "Do not ask the ledger: a file may follow another that waits to be taken in.")
  var noCompare = false
  @OptionGroup var settings: SettingsOption

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one file") }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("standard input can be read once")
    }
  }

  /// A larger file is not read twice, once for its sender and once for good.
  private static let largestCompared = Int64(Question.fileLimit)

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let typed = files.contains("-") ? try StandardInput() : nil
      defer { typed?.remove() }
      let files = files.map { path in
        FileChecks.File(path: path, location: path == "-" ? typed?.path ?? path : path)
      }
      let checks = FileChecks(
        kind: kind, catalogue: try TermsDirectory(settings.terms).load(),
        limits: settings.fileLimits,
        rehearsal: noCompare ? nil : LedgerRehearsal(settings, config: self.settings.config),
        largestCompared: Self.largestCompared)
      let kinds: [RecordKind]
      do {
        kinds = try checks.run(files).enumerated().map { index, kind in
          try self.kind(kind, of: files[index], settings)
        }
      } catch let code as ExitCode {
        Output.say(
          LocalizedText(
            ja: "何も置いていません（受け付けを待つファイルに続くものなら --no-compare）",
            en: "nothing was submitted (--no-compare: for what follows a file that still waits)")[
              Output.language])
        throw code == ExitCode(3) ? ExitCode(1) : code
      }
      var dropped: [(path: String, submission: Submission)] = []
      for (file, kind) in zip(files, kinds) {
        let now = Moment.now
        let name = URL(fileURLWithPath: file.location).lastPathComponent
        let target = try drop(
          file.location, named: name, into: "\(settings.spool)/\(kind.name)")
        Output.print("\(file.path) → \(target)\n")
        dropped.append(
          (
            file.path,
            try Submission(
              target, of: kind, copying: file.location, in: Spool(settings), since: now)
          ))
      }
      Output.flush()
      if wait { try tell(dropped) }
    }
  }

  private func kind(
    _ kind: RecordKind?, of file: FileChecks.File, _ settings: Settings
  ) throws -> RecordKind {
    guard let kind else {
      Output.say("\(file.path): terms files belong in \(settings.terms), not in the spool")
      throw ExitCode(1)
    }
    guard !Spool.isTemporary(URL(fileURLWithPath: file.location).lastPathComponent) else {
      Output.say("\(file.path): the service leaves files of such a name alone; rename it")
      throw ExitCode(1)
    }
    return kind
  }

  /// Drops a copy of a file, beside whatever waits there under the same name; one that the service can
  /// read, and that is evidence of who submits it. Appearing by a rename, it wakes the service.
  private func drop(_ path: String, named name: String, into directory: String) throws -> String {
    var target = "\(directory)/\(name)"
    let source = try FileReader(path)
    let file = try AtomicFile(target, mode: 0o640, isShared: true)
    while let bytes = try source.next() { try file.write(bytes) }
    var copy = 1
    while try !file.commitIfAbsent(as: target) {
      copy += 1
      target = "\(directory)/\(copy)-\(name)"
    }
    try synchronizeDirectory(directory)
    return target
  }

  /// Says what was issued, to those who may know.
  private func tellMoney(of input: Int64) throws {
    let arguments = ["effects", "\(input)"]
    guard try LedgerSocket.isNeeded(settings.config) else {
      let command = try EffectsCommand.parse([arguments[1], "--config", settings.config])
      return try command.run()
    }
    guard LedgerSocket.role == .read else { return }
    var reason: LocalizedText?
    _ = try LedgerSocket.ask(arguments, &reason)
  }

  /// Says what came of each file, as it comes.
  private func tell(_ dropped: [(path: String, submission: Submission)]) throws {
    let end = ContinuousClock.now + .seconds(timeout)
    var (left, refused) = (dropped, 0)
    while !left.isEmpty, ContinuousClock.now < end {
      try left.removeAll { path, submission in
        guard let answer = try submission.answer() else { return false }
        switch answer {
        case .accepted(let receipt):
          Output.print("\(path): \(receipt.words[Output.language])\n")
          // Of what changed nothing, that was told before.
          if receipt.changed > 0 { try? tellMoney(of: receipt.sequence) }
        case .refused(let reasons):
          refused += 1
          Output.say(reasons.trimmingCharacters(in: .newlines))
        }
        Output.flush()
        return true
      }
      if !left.isEmpty { usleep(100_000) }
    }
    for (path, _) in left {
      Output.say(
        "\(path): "
          + LocalizedText(
            ja: "\(timeout)秒待ちましたが、まだ受け付けていません（slacreditctl status で確かめてください）",
            en: "not accepted within \(timeout) s; look at slacreditctl status")[Output.language])
    }
    if refused > 0 { throw ExitCode(refused < dropped.count ? 3 : 1) }
    if !left.isEmpty { throw ExitCode(3) }
  }
}

/// What comes on standard input, as a file of its own whose name tells its format; somebody has to remove it.
private struct StandardInput {
  let path: String
  private let directory: String

  init() throws {
    var template = Array("/tmp/slacreditctl.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFailure("create a directory in", "/tmp") }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    let line = bytes.prefix { $0 != 0x0A }
    let ending =
      [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
      ? "json" : line.contains { [0x2C, 0x09].contains($0) } ? "csv" : "yaml"
    let moment = Moment.now.rfc3339().filter { $0.isNumber }.prefix(17)
    path = "\(directory)/stdin-\(moment).\(ending)"
    let file = try AtomicFile(path, mode: 0o600)
    try file.write(Array(bytes))
    try file.commit()
  }

  func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
