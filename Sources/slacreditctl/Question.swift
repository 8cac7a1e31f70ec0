import Domain
import Foundation

/// What is asked through a socket: one line of JSON.
struct Question: Codable {
  /// The most that a line has, in bytes.
  static let limit = 1 << 16
  static let currentVersion = 1

  /// The version of the form.
  let version: Int
  /// The command line, without the program, and without files: those are the asker's.
  let arguments: [String]
  /// `ja` or `en`.
  let language: String
  /// How many columns the asker's terminal has; `nil` where the answer goes elsewhere.
  let width: Int?

  init(_ arguments: [String], language: Language, width: Int?) {
    version = Self.currentVersion
    self.arguments = arguments
    self.language = language.rawValue
    self.width = width
  }

  init(line: [UInt8]) throws {
    self = try JSONDecoder().decode(Question.self, from: Data(line))
  }

  var line: [UInt8] {
    get throws { Array(try JSONEncoder().encode(self)) + [UInt8(ascii: "\n")] }
  }
}
