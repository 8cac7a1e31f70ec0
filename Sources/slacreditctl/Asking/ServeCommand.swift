import ArgumentParser
import Domain
import Foundation
import Ingesting
import Spooling

/// Answers one question that comes on standard input, a socket; the service manager starts it, as the
/// service's user, for each connection to one of its sockets.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer a question on standard input, a socket.",
    shouldDisplay: false)

  /// Who does not take an answer, in seconds, is not waited for.
  private static let patience = 60
  /// How long a question may take to come, in milliseconds.
  private static let deadline: Int64 = 5_000

  @Argument(help: "Whom to answer: read or noc.") var role: Session.Role
  @OptionGroup var settings: SettingsOption

  func run() throws {
    let connection = LocalSocket(STDIN_FILENO)
    guard let peer = connection.peer else {
      throw ValidationError("standard input is no socket; this is started by systemd")
    }
    do {
      try connection.limit(toSeconds: Self.patience)
      connection.endProcessOnHangUp()
      guard let place = try AnswerPlace(of: peer) else {
        tell("\(userName(of: peer)) (\(peer)): refused, \(AnswerPlace.most) are answered already")
        return try refuse(connection)
      }
      defer { place.leave() }
      let (line, rest) = try Self.line(from: connection)
      tell("\(userName(of: peer)) (\(peer)): \(String(decoding: line.prefix(500), as: UTF8.self))")
      let question = try? Question(line: line)
      let files = try Self.files(question?.files ?? [], rest, from: connection)
      let output = HeldOutput { kind, bytes throws(FileFailure) in
        try connection.send(Frame.header(kind, bytes.count) + bytes)
      }
      let session = Session(
        role: role, files: files, asker: FileOwner(uid: peer, name: userName(of: peer)),
        language: .en, isTerminal: false, output: output)
      let status = answer(question, session)
      try output.flush()
      try connection.send(Frame.header(.status, 1) + [UInt8(truncatingIfNeeded: status)])
    } catch {
      tell("\(error)")
      throw ExitCode(1)
    }
  }

  /// To the journal, by standard error; the unit makes it a notice.
  private func tell(_ text: String) {
    FileHandle.standardError.write(Data((text.visible() + "\n").utf8))
  }

  private func refuse(_ connection: LocalSocket) throws {
    let words = LocalizedText(
      ja: "同じ利用者の問い合わせは同時に\(AnswerPlace.most)件までです。終わるのを待ってください",
      en: "one user's questions are answered \(AnswerPlace.most) at a time; wait until one ends")
    let text = Array("\(words.ja)\n\(words.en)\n".utf8)
    try connection.send(Frame.header(.messages, text.count) + text)
    try connection.send(Frame.header(.status, 1) + [1])
  }

  /// - Returns: the line, and what came after it.
  private static func line(
    from connection: LocalSocket
  ) throws -> (line: [UInt8], rest: [UInt8]) {
    var bytes: [UInt8] = []
    let end = ContinuousClock.now + .milliseconds(deadline)
    while true {
      if let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        return (Array(bytes[...newline]), Array(bytes[(newline + 1)...]))
      }
      guard bytes.count <= Question.limit else {
        throw ValidationError("a question that is too long")
      }
      bytes += try receive(upTo: Question.limit + 1 - bytes.count, from: connection, by: end)
    }
  }

  /// The files that follow a question.
  private static func files(
    _ files: [Question.File], _ rest: [UInt8], from connection: LocalSocket
  ) throws -> [AttachedFile] {
    let isSmall = files.allSatisfy { (0...Question.fileLimit).contains($0.size) }
    // Their number is bounded by the line's length.
    let size = files.reduce(0) { $0 + (isSmall ? $1.size : 0) }
    guard isSmall, size <= Question.fileLimit else {
      throw ValidationError("files that are too large")
    }
    var bytes = rest
    let end = ContinuousClock.now + .milliseconds(deadline)
    while bytes.count < size {
      bytes += try receive(upTo: min(1 << 16, size - bytes.count), from: connection, by: end)
    }
    var next = bytes[...]
    return files.map { file in
      defer { next = next.dropFirst(file.size) }
      return AttachedFile(file: file, bytes: Array(next.prefix(file.size)))
    }
  }

  private static func receive(
    upTo limit: Int, from connection: LocalSocket, by end: ContinuousClock.Instant
  ) throws -> [UInt8] {
    let left = Int32(max(0, (end - .now) / .milliseconds(1)))
    guard connection.wait(orUntilWritable: nil, milliseconds: left).0 else {
      throw ValidationError("no question within \(deadline / 1_000) seconds")
    }
    let more = try connection.receive(upTo: limit)
    guard !more.isEmpty else { throw ValidationError("a question that broke off") }
    return more
  }

  private func answer(_ question: Question?, _ session: Session) -> Int32 {
    var session = session
    session.language = question.flatMap { Language(rawValue: $0.language) } ?? .en
    session.isTerminal = question?.width != nil
    return Session.$current.withValue(session) {
      guard let question, question.version == Question.currentVersion else {
        Output.say("this version of slacreditctl asks otherwise than the installed one answers")
        return 2
      }
      return run(question.arguments)
    }
  }

  private func run(_ arguments: [String]) -> Int32 {
    do {
      var session = Session.current
      try Output.reporting { session.settings = try settings.load() }
      try Session.$current.withValue(session) {
        guard AnsweredCommands.all.contains(arguments.first ?? "") else {
          throw refused(Refusals.otherCommand)
        }
        var command = try SlaCreditCtl.parseAsRoot(arguments)
        guard let question = command as? any LedgerQuestion else {
          throw refused(Refusals.otherCommand)
        }
        guard question.settings.config == Settings.defaultPath else {
          throw refused(Refusals.otherCommand)
        }
        if let refusal = question.refusal(to: role) { throw refused(refusal) }
        try command.run()
      }
      return 0
    } catch {
      return status(of: error)
    }
  }

  private func refused(_ words: LocalizedText) -> ExitCode {
    Output.say(words[Output.language])
    return ExitCode(1)
  }

  private func status(of error: any Error) -> Int32 {
    let code = SlaCreditCtl.exitCode(for: error)
    let message = SlaCreditCtl.fullMessage(for: error)
    guard !message.isEmpty else { return code.rawValue }
    guard code != .success else {
      Output.print(message + "\n")
      return 0
    }
    Output.say(message)
    return code == .validationFailure ? 2 : code.rawValue
  }
}
