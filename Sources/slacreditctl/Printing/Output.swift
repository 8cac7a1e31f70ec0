import ArgumentParser
import Bookkeeping
import Crediting
import Domain
import Foundation
import Ingesting
import Notation
import Quantities
import Querying
import Reading
import Spooling
import Typesetting

/// The forms in which results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

extension Inquiry {
  /// An inquiry that tells on standard error of rows which are not what was written, and goes on.
  static func opened(_ settings: Settings) throws -> Inquiry {
    var inquiry = try Inquiry(settings, onCorruptRow: Output.say(corrupt:))
    inquiry.onPage = Output.flush
    return inquiry
  }
}

/// Where commands speak: results to standard output, everything else to standard error.
enum Output {
  /// The language of messages.
  static var language: Language { Session.current.language }

  static func say(_ message: String) {
    let text = message.visible(keepingLines: true) + "\n"
    Session.current.output.add(.messages, Array(text.utf8))
  }

  /// Says that a row of the ledger is not what was written; to the NOC not what stands in it.
  static func say(corrupt error: CorruptRowError) {
    let isTold = Session.current.mayKnowAmounts
    let words = LocalizedText(
      ja: "台帳に破損した行があります" + (isTold ? ": \(error)" : "（詳細: journalctl -u slacreditd）"),
      en: "a row of the ledger is not what was written"
        + (isTold ? ": \(error)" : "; see journalctl -u slacreditd"))
    say(words[language])
  }

  /// Prints results for people, held until ``flush()``.
  static func print(_ text: String) { print(Array(text.visible(keepingLines: true).utf8)) }

  /// Prints results in JSON, held until ``flush()``.
  static func print(json text: String) { print(Array(text.visibleJSON.utf8)) }

  /// Prints a piece of a document: to the byte, unless it is only looked at.
  static func print(document text: String) {
    if Session.current.isTerminal { print(json: text) } else { print(Array(text.utf8)) }
  }

  /// Prints bytes as they are, held until ``flush()``.
  static func print(_ bytes: [UInt8]) { Session.current.output.add(.results, bytes) }

  /// Writes out what is held; never while the ledger is read. Ends with status 1 when that fails, as on a
  /// full disk.
  static func flush() {
    do { try Session.current.output.flush() } catch {
      let reason = String(cString: strerror(error.code))
      FileHandle.standardError.write(Data("cannot write the result: \(reason)\n".utf8))
      Foundation.exit(1)
    }
  }

  /// Lets a body write its results into a file that appears whole or not at all; without a path, to
  /// standard output.
  ///
  /// - Throws: ``FileFailure``, and what the body throws.
  static func redirecting(to path: String?, _ body: () throws -> Void) throws {
    guard let path else { return try body() }
    flush()
    // Like no other, so that nobody can have put a link there.
    let temporaryPath = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    let descriptor = open(
      temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileFailure("create", temporaryPath) }
    let before = dup(STDOUT_FILENO)
    guard before >= 0, dup2(descriptor, STDOUT_FILENO) >= 0, close(descriptor) == 0 else {
      throw FileFailure("create", temporaryPath)
    }
    defer {
      dup2(before, STDOUT_FILENO)
      close(before)
    }
    do {
      try body()
      flush()
    } catch {
      flush()
      unlink(temporaryPath)
      throw error
    }
    guard fsync(STDOUT_FILENO) == 0, rename(temporaryPath, path) == 0 else {
      throw FileFailure("write", path)
    }
  }

  /// Lets a body fill a folder or an archive, and says where it is; an answering process hands out the
  /// archive itself, and keeps nothing.
  ///
  /// - Parameter body: returns the documents that had to be left out.
  /// - Throws: ``FileFailure``, what the body throws, and status 3 where something was left out.
  static func exporting(to path: String, _ body: (ExportFolder) throws -> [String]) throws {
    guard Session.current.role != nil else {
      let folder = try ExportFolder(path)
      let damaged = try body(folder)
      try folder.finish()
      print("\(path)\n")
      return try reportDamaged(damaged)
    }
    let folder = try ExportFolder(archive: path) { bytes in
      print(bytes)
      flush()
    }
    let damaged = try body(folder)
    try folder.finish()
    try reportDamaged(damaged)
  }

  /// Says which documents could not be handed out, and ends with status 3 when there are any.
  static func reportDamaged(_ paths: [String]) throws {
    guard !paths.isEmpty else { return }
    for path in paths {
      say(
        LocalizedText(
          ja: "\(path): まだ書き出されていないか、失われたか損なわれているため、含めていません",
          en: "\(path): is not written yet, gone or damaged, and left out")[language])
    }
    say(
      LocalizedText(
        ja: "サービスが書き終えてから、または requests/ に repair-documents を置いて作り直してから、もう一度実行してください",
        en: "do this once more when the service has written them, or has made them again by a "
          + "request to repair-documents")[
          language])
    throw ExitCode(3)
  }

  /// Says what is wrong and ends with status 1; lets anything unforeseen through.
  static func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let invalid as InvalidInput {
      say(invalid.message(in: language))
      throw ExitCode(1)
    } catch let failure as FileFailure {
      say(failure.words[language])
      throw ExitCode(1)
    } catch let refusal as NoteFormError {
      say(refusal.message(in: language))
      throw ExitCode(1)
    } catch let failure as TypesettingFailure {
      say("\(failure)")
      throw ExitCode(1)
    } catch let error as CorruptRowError {
      say(corrupt: error)
      throw ExitCode(1)
    } catch let overflow as QuantityOverflow {
      say("an amount does not fit 128 bits: \(overflow.operation)")
      throw ExitCode(1)
    }
  }
}
