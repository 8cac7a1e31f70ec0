import ArgumentParser
import Domain
import Foundation
import Ingesting
import Spooling

/// On whose behalf a command runs, and where it speaks.
struct Session: Sendable {
  /// Whom a socket answers: the members of a group.
  enum Role: String, ExpressibleByArgument, CaseIterable {
    case read
    case noc

    /// The group that may open its socket.
    var group: String { "slacredit-\(rawValue)" }
  }

  /// Whom this process answers through a socket; `nil` where it was started by whoever asks.
  var role: Role?
  /// The settings of an answering process; nobody who asks chooses them.
  var settings: Settings?
  /// The files that came with a question.
  var files: [AttachedFile] = []
  /// Who asked it; `nil` where the process was started by whoever asks.
  var asker: FileOwner?
  /// The language of messages.
  var language: Language
  /// Whether results go to a terminal.
  var isTerminal: Bool
  /// What is said.
  let output: HeldOutput

  @TaskLocal static var current = Session.own

  /// Whoever started the program: the language is Japanese where the locale is, else English.
  private static var own: Session {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return Session(
      language: locale.hasPrefix("ja") ? .ja : .en, isTerminal: isatty(STDOUT_FILENO) == 1,
      output: HeldOutput { channel, bytes throws(FileFailure) in
        try FileHandle.standard(channel).writeAll(bytes)
      })
  }
}
