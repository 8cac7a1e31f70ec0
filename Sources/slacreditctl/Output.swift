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

  static func say(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Writes results through a buffer, as there may be very many.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
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
