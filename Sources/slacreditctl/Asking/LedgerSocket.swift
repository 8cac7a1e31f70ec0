import ArgumentParser
import Domain
import Foundation
import Ingesting
import Spooling

/// How whoever may not open the ledger asks: through the sockets of the service manager, each for a
/// group (docs/formats.md §2).
enum LedgerSocket {
  /// The variable that names another directory with the sockets, which then are asked in any case.
  static let variable = "SLACREDIT_SOCKETS"
  private static let defaultDirectory = "/run/slacreditd"

  private static var directory: String { named ?? defaultDirectory }
  private static var named: String? { ProcessInfo.processInfo.environment[variable] }

  /// Has a question answered where this process may not answer it itself.
  ///
  /// - Returns: `nil` where it may: the ledger is its own, or there is none.
  /// - Throws: `ExitCode` when nobody answers, and ``FileFailure`` for the file that is to be written.
  static func ask(_ question: any LedgerQuestion) throws -> Int32? {
    guard try isNeeded(question.settings.config) else { return nil }
    if let file = question.answerFile, file.archiveOption != nil {
      guard file.isArchive else { throw question.unanswered(Refusals.files) }
      var status = stat()
      guard lstat(file.path, &status) != 0 else {
        throw FileFailure("create", file.path, code: EEXIST)
      }
    }
    var reason: LocalizedText?
    guard let connection = connect(&reason) else {
      throw question.unanswered(reason ?? Refusals.otherCommand)
    }
    let width = Session.current.isTerminal ? Terminal.width : nil
    let asked = Question(
      arguments(for: question.answerFile), language: Output.language, width: width)
    guard try asked.line.count <= Question.limit else {
      throw question.unanswered(LocalizedText(ja: "問い合わせが長すぎます", en: "the question is too long"))
    }
    try? connection.send(asked.line)
    return try relay(connection, question)
  }

  /// Whether this process has to ask: the ledger by these settings is not its own to open.
  static func isNeeded(_ config: String) throws -> Bool {
    try named != nil || isBarred(config)
  }

  /// Whom the first socket answers that this user may connect to; `nil` where there is none.
  static var role: Session.Role? {
    Session.Role.allCases.first { access("\(directory)/\($0.rawValue)", W_OK) == 0 }
  }

  /// Has a question answered, with files that it is about.
  ///
  /// - Returns: what would become of each of the files, where that was answered; `nil` where nobody answered,
  ///   or with a failure, with the reason where it was not told.
  static func ask(
    _ arguments: [String], about files: [AttachedFile] = [], _ reason: inout LocalizedText?
  ) throws -> [FileVerdict]? {
    let asked = Question(
      arguments, language: Output.language, width: nil,
      files: files.isEmpty ? nil : files.map(\.file))
    guard try asked.line.count <= Question.limit else {
      reason = LocalizedText(ja: "ファイルが多すぎます", en: "there are too many files")
      return nil
    }
    guard let connection = connect(&reason) else { return nil }
    // Who refuses does not wait for the files.
    try? connection.send(asked.line + files.flatMap(\.bytes))
    var relay = Relay(connection)
    Output.flush()
    guard let status = try relay.run() else {
      reason = relay.failure
      return nil
    }
    return status == 0 ? relay.verdicts : nil
  }

  /// Whether the ledger by these settings is another's, who alone may open it.
  private static func isBarred(_ config: String) throws -> Bool {
    let ledger: String
    do {
      ledger = "\(try Settings.load(config).state)/ledger.sqlite"
    } catch let failure as FileFailure where failure.code == EACCES {
      return config == Settings.defaultPath
    } catch {
      return false
    }
    guard access(ledger, R_OK) != 0, errno == EACCES else { return false }
    guard config == Settings.defaultPath else {
      Output.say(
        LocalizedText(
          ja: "\(ledger) はその所有者だけが開けます。ソケットが答えるのは \(Settings.defaultPath) の台帳です",
          en: "\(ledger) is its owner's alone to open; the sockets answer for the ledger of "
            + Settings.defaultPath)[Output.language])
      throw ExitCode(1)
    }
    return true
  }

  /// The first socket that this user may connect to.
  private static func connect(_ reason: inout LocalizedText?) -> LocalSocket? {
    for role in Session.Role.allCases {
      do {
        return try LocalSocket.connect(to: "\(directory)/\(role.rawValue)")
      } catch {
        if error.code == EACCES || error.code == EPERM {
          reason = LocalizedText(
            ja:
              "台帳に問い合わせる権限がありません。グループ slacredit-read に加わってください（incidents、waiting、rejected、status と、incidents/ の check、submit だけなら "
              + "slacredit-noc でも足ります）",
            en: "you may not ask the ledger: that is for members of the group slacredit-read (for "
              + "incidents, waiting, rejected, status, and check and submit of incidents/ also of "
              + "slacredit-noc)")
        } else if reason == nil {
          reason = LocalizedText(
            ja: "ソケットがありません: \(error)。systemctl start slacredit-\(role.rawValue).socket で開きます",
            en: "there is no socket: \(error); open it: systemctl start "
              + "slacredit-\(role.rawValue).socket")
        }
      }
    }
    return nil
  }

  /// The command line as it is sent: settings and files are not the answering process's to be told.
  private static func arguments(for file: AnswerFile?) -> [String] {
    var (sent, rest): ([String], ArraySlice<String>) = ([], CommandLine.arguments.dropFirst())
    while let argument = rest.popFirst() {
      if argument == "--" {
        sent += [argument] + rest
        break
      }
      let name = argument.prefix { $0 != "=" }
      guard ["--config", "--output", "--export"].contains(name) else {
        sent.append(argument)
        continue
      }
      if name == argument { rest = rest.dropFirst() }
    }
    guard let file, let option = file.archiveOption else { return sent }
    return Array(sent.prefix(1)) + [option, file.name] + sent.dropFirst()
  }

  private static func relay(
    _ connection: LocalSocket, _ question: any LedgerQuestion
  ) throws -> Int32 {
    let file = question.answerFile
    var relay = Relay(connection)
    var status: Int32 = 1
    try Output.redirecting(to: file?.path) {
      guard let answered = try relay.run() else { throw question.unanswered(relay.failure) }
      status = answered
      // What was left out of an archive is told; the rest is there.
      let isWritten = answered == 0 || answered == 3 && file?.archiveOption != nil
      if file != nil, !isWritten { throw ExitCode(answered) }
    }
    if let file, file.archiveOption != nil { Output.print("\(file.path)\n") }
    return status
  }
}

/// Hands an answer on as it comes. What standard output does not take yet waits here: the answering
/// process is not kept waiting.
private struct Relay: ~Copyable {
  private let connection: LocalSocket
  private var reader = Frame.Reader()
  private var waiting = SpillingBuffer()
  private var hasBegun = false
  /// What would become of each file that went with the question.
  private(set) var verdicts: [FileVerdict] = []

  init(_ connection: LocalSocket) {
    self.connection = connection
  }

  /// Why there was no answer, or none that ended.
  var failure: LocalizedText {
    hasBegun
      ? LocalizedText(
        ja: "答えが途中で切れました。絞り込むか、もう一度実行してください",
        en: "the answer broke off; ask for less, or once more")
      : LocalizedText(
        ja: "答えがありません。問い合わせが多すぎるのかもしれません。しばらくしてからもう一度実行してください",
        en: "there is no answer: too many may be asking at once; try again in a while")
  }

  /// - Returns: the exit status; `nil` when the answer broke off.
  /// - Throws: ``FileFailure`` when it cannot be written.
  mutating func run() throws -> Int32? {
    var status: Int32?
    var isOver = false
    while !isOver || !waiting.isEmpty {
      // Never more at once than a pipe that can be written to takes.
      let piece = 4_096
      guard !isOver else {
        try FileHandle.standardOutput.writeAll(waiting.next(upTo: piece))
        continue
      }
      let (isReadable, isWritable) = connection.wait(
        orUntilWritable: waiting.isEmpty ? nil : STDOUT_FILENO)
      if isReadable {
        let bytes = (try? connection.receive(upTo: Frame.limit)) ?? []
        isOver = bytes.isEmpty
        reader.add(bytes)
        try takeFrames(&status)
        isOver = isOver || status != nil || reader.isBroken
      }
      if isWritable { try FileHandle.standardOutput.writeAll(waiting.next(upTo: piece)) }
    }
    return status
  }

  private mutating func takeFrames(_ status: inout Int32?) throws {
    while status == nil, let (kind, bytes) = reader.next() {
      hasBegun = true
      switch kind {
      case .status: status = Int32(bytes.first ?? 1)
      case .results: try waiting.append(bytes)
      case .messages: try FileHandle.standardError.writeAll(bytes)
      case .verdicts: verdicts += bytes.compactMap(FileVerdict.init)
      }
    }
  }
}

/// The terminal that results go to.
enum Terminal {
  static var width: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
