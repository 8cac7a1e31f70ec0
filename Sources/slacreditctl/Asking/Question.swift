import Domain
import Foundation

/// What would become of a file.
enum FileVerdict: UInt8 {
  case accepted = 0
  case refused = 1
  /// It took too long to find out.
  case undecided = 2
}

/// A file that goes with a question.
struct AttachedFile: Sendable {
  let file: Question.File
  let bytes: [UInt8]
}

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
  /// The files that the question is about: their bytes follow it, one after the other.
  var files: [File]?

  /// A file that follows.
  struct File: Codable, Sendable {
    /// What whoever asks calls it.
    let path: String
    /// The name that it would have in the drop directory.
    let name: String
    /// The drop directory for which it is meant.
    let kind: String
    /// How many bytes it has.
    let size: Int
  }

  /// How many bytes all files of a question have at most.
  static let fileLimit = 4 << 20

  init(_ arguments: [String], language: Language, width: Int?, files: [File]? = nil) {
    self.files = files
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
