import ArgumentParser
import Crediting
import Domain
import Foundation
import Operating
import Quantities
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
    try Inquiry(settings) { error in
      Output.say(
        Words(ja: "台帳の行が書かれたままではありません: \(error)", en: "not what was written: \(error)")[
          Output.language])
    }
  }
}

/// Where commands speak: results to standard output, everything else to standard error.
enum Output {
  /// The language of messages: Japanese where the locale is, else English.
  static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return locale.hasPrefix("ja") ? .ja : .en
  }

  static func say(_ message: String) { _ = write(Array((message + "\n").utf8), to: STDERR_FILENO) }

  /// Writes results; ends with status 1 when they cannot be written, as on a full disk.
  static func print(_ text: String) { print(Array(text.utf8)) }

  /// Writes a piece of a result; ends with status 1 when it cannot be written.
  static func print(_ bytes: [UInt8]) {
    guard !write(bytes, to: STDOUT_FILENO) else { return }
    say("cannot write the result: \(String(cString: strerror(errno)))")
    Foundation.exit(1)
  }

  /// Lets a body write its results into a file that appears whole or not at all; without a path, to
  /// standard output.
  ///
  /// - Throws: ``FileFailure``, and what the body throws.
  static func redirecting(to path: String?, _ body: () throws -> Void) throws {
    guard let path else { return try body() }
    let passing = path + ".part"
    let descriptor = open(passing, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure("create", passing) }
    guard dup2(descriptor, STDOUT_FILENO) >= 0, close(descriptor) == 0 else {
      throw FileFailure("create", passing)
    }
    do {
      try body()
    } catch {
      unlink(passing)
      throw error
    }
    guard fsync(STDOUT_FILENO) == 0, rename(passing, path) == 0 else {
      throw FileFailure("write", path)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Says which documents could not be handed out, and ends with status 3 when there are any.
  static func reportDamaged(_ paths: [String]) throws {
    guard !paths.isEmpty else { return }
    for path in paths {
      say(
        Words(
          ja: "\(path): まだ書き出されていないか、失われたか損なわれているため、含めていません",
          en: "\(path): is not written yet, gone or damaged, and left out")[language])
    }
    say(
      Words(
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
      say(failure.description)
      throw ExitCode(1)
    } catch let refusal as TradeRefusal {
      say(refusal.message(in: language))
      throw ExitCode(1)
    } catch let failure as TypesettingFailure {
      say("\(failure)")
      throw ExitCode(1)
    } catch let overflow as QuantityOverflow {
      say("an amount does not fit 128 bits: \(overflow.operation)")
      throw ExitCode(1)
    }
  }
}
