import Domain
import Ingesting
import Notation
import Reading

/// Why a file was refused, for programs (`NAME.reason.json`).
struct RejectionForm {
  private let name: String
  private let invalid: InvalidInput

  init(_ name: String, _ invalid: InvalidInput) {
    self.name = name
    self.invalid = invalid
  }

  var json: String {
    JSONValue.object([
      ("file", .text(name)),
      (
        "problems",
        .list(
          invalid.problems.map { problem in
            .object([
              ("path", .text(problem.path)),
              ("line", problem.position.map { .integer(Int128($0.line)) } ?? .null),
              ("column", problem.position.map { .integer(Int128($0.column)) } ?? .null),
              ("expected", words(problem.expected)),
              ("found", .optional(problem.found)),
              ("fix", words(problem.fix)),
            ])
          })
      ),
      ("unlisted", .integer(Int128(invalid.unlisted))),
    ]).pretty() + "\n"
  }

  private func words(_ words: LocalizedText) -> JSONValue {
    .object([("ja", .text(words.ja)), ("en", .text(words.en))])
  }
}
