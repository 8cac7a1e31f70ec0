import ArgumentParser
import Domain
import Foundation
import Operating
import Quantities
import Reading
import Spooling

/// The forms in which results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// Where commands speak: results to standard output, everything else to standard error.
enum Output {
  /// The language of messages: Japanese where the locale is, else English.
  static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return locale.hasPrefix("ja") ? .ja : .en
  }

  static func say(_ message: String) { _ = write(message + "\n", to: STDERR_FILENO) }

  /// Writes results; ends with status 1 when they cannot be written, as on a full disk.
  static func print(_ text: String) {
    guard !write(text, to: STDOUT_FILENO) else { return }
    say("cannot write the result: \(String(cString: strerror(errno)))")
    Foundation.exit(1)
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
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
    } catch let overflow as QuantityOverflow {
      say("an amount does not fit 128 bits: \(overflow.operation)")
      throw ExitCode(1)
    }
  }
}
