import Domain
import Reading
import Spooling

/// Files that are not what they should be, with everything that is wrong.
public struct InvalidInput: Error, Sendable {
  /// What is wrong.
  public let problems: [Problem]
  /// How many more problems there are.
  public let unlisted: Int

  /// The problems of one or several files.
  public init(problems: [Problem], unlisted: Int) {
    self.problems = problems
    self.unlisted = unlisted
  }

  /// The problems of one file.
  public init(_ problems: Problems) {
    self.init(problems: problems.list, unlisted: problems.unlisted)
  }

  /// One line a problem.
  public func message(in language: Language) -> String {
    let lines = problems.map { $0.message(in: language) }
    let rest = LocalizedText(ja: "ほかに\(unlisted)件", en: "and \(unlisted) more")[language]
    return (lines + (unlisted > 0 ? [rest] : [])).joined(separator: "\n")
  }
}
