import Domain
import Notation

/// A place in a file, as editors count: lines and characters from 1.
public struct Position: Hashable, Comparable, Sendable {
  /// The line.
  public let line: Int
  /// The character within the line.
  public let column: Int

  /// A place by line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders by place.
  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// What is wrong at one place of a file, and how to fix it.
public struct Problem: Error, Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// Where in the file; `nil` for the file as a whole.
  public let position: Position?
  /// The field, such as `affects[2].known_at`; empty for the record or file as a whole.
  public let path: String
  /// What should have been there.
  public let expected: LocalizedText
  /// What was there instead; `nil` where nothing was.
  public let found: String?
  /// What to do about it.
  public private(set) var fix: LocalizedText

  /// A problem made of its parts.
  public init(
    file: String, position: Position?, path: String, expected: LocalizedText, found: String?,
    fix: LocalizedText
  ) {
    self.file = file
    self.position = position
    // Keys and values are somebody else's, and what is expected may quote them: all of it goes to
    // terminals, logs and lists.
    self.path = path.visible(upTo: 200)
    self.expected = Problem.visible(expected)
    self.found = found.map(Problem.shortened)
    self.fix = Problem.visible(fix)
  }

  /// The same, told once for so many more places of a column.
  func standing(forMore count: Int) -> Problem {
    var problem = self
    problem.fix = LocalizedText(
      ja: fix.ja + "この列の同じ誤りがほかに\(count)件あります。",
      en: fix.en + "; \(count) more like it in this column")
    return problem
  }

  /// Long values are cut.
  static func shortened(_ text: String) -> String { text.visible(upTo: 80) }

  private static func visible(_ words: LocalizedText) -> LocalizedText {
    LocalizedText(ja: words.ja.visible(upTo: 2_000), en: words.en.visible(upTo: 2_000))
  }

  /// `file:line:column: field: expected …, found …; fix`, in one language.
  public func message(in language: Language) -> String {
    let place =
      [file.visible(upTo: 1_000)] + (position.map { ["\($0.line)", "\($0.column)"] } ?? [])
    let field = path.isEmpty ? "" : "\(path): "
    let nothing = LocalizedText(ja: "記載なし", en: "nothing")[language]
    let value = found.map { "“\($0)”" } ?? nothing
    switch language {
    case .ja:
      return "\(place.joined(separator: ":")): \(field)"
        + "必要: \(expected.ja)、実際: \(value)。\(fix.ja)"
    case .en:
      return "\(place.joined(separator: ":")): \(field)"
        + "expected \(expected.en), found \(value); \(fix.en)"
    }
  }
}

/// The problems of one file, gathered so that all are reported at once.
public final class Problems {
  /// A file with more is refused all the same; a list longer than this helps nobody.
  public static let limit = 200

  /// The file they are of.
  public let file: String
  /// The first of them, in the order found.
  public private(set) var list: [Problem] = []
  /// How many more there were.
  public private(set) var unlisted = 0
  /// Of a table, how often each mistake was made in a column, and where the last that is told stands.
  private var columns: [Mistake: (count: Int, last: Int, told: Problem)] = [:]
  /// In how many rows a mistake of a column is told; the rest are counted.
  private static let told = 3

  /// What makes two mistakes of a column equal.
  private struct Mistake: Hashable {
    let column: String
    let expected: String
  }
  /// Whether fields that the program does not know are passed over: of a file that was accepted, by a
  /// version that knew them or did not yet.
  let ignoresUnknownFields: Bool
  /// Notes what is asked for, where nothing is read but an empty record.
  let recorder: ShapeRecorder?

  /// No problems yet.
  public convenience init(file: String, ignoresUnknownFields: Bool = false) {
    self.init(file: file, ignoresUnknownFields: ignoresUnknownFields, recorder: nil)
  }

  init(file: String, ignoresUnknownFields: Bool = false, recorder: ShapeRecorder?) {
    self.file = file
    self.ignoresUnknownFields = ignoresUnknownFields
    self.recorder = recorder
  }

  /// Whether there are none.
  public var isEmpty: Bool { list.isEmpty }
  /// How many there are.
  var count: Int { list.count + unlisted }

  /// Adds a problem.
  public func add(_ problem: @autoclosure () -> Problem) {
    // What is wrong and how to fix it is put together only where it is told.
    guard list.count < Problems.limit else {
      unlisted += 1
      return
    }
    let problem = problem()
    if isTable, !problem.path.isEmpty, isRepeated(problem) { return }
    list.append(problem)
  }

  private var isTable: Bool { RecordFormat(fileName: file) == .csv }

  /// Whether a mistake was told of its column already; then that one stands for it as well.
  private func isRepeated(_ problem: Problem) -> Bool {
    let mistake = Mistake(column: problem.path, expected: problem.expected.ja)
    var known = columns[mistake] ?? (0, 0, problem)
    known.count += 1
    defer { columns[mistake] = known }
    guard known.count > Problems.told else {
      (known.last, known.told) = (list.count, problem)
      return false
    }
    list[known.last] = known.told.standing(forMore: known.count - Problems.told)
    return true
  }

  /// Adds a problem at a place of this file.
  public func add(
    at position: Position?, _ path: String, expected: LocalizedText, found: String?,
    fix: @autoclosure () -> LocalizedText
  ) {
    add(
      Problem(
        file: file, position: position, path: path, expected: expected, found: found, fix: fix()))
  }
}
