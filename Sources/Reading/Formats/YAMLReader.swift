import Domain
import Yams

/// Reads one YAML document, with the place of every value. The document is held in memory, so its
/// size is limited: long lists travel as CSV or JSON.
struct YAMLReader {
  private static let largest = RecordLimits.yamlMebibytes << 20
  /// Aliases let a short text unfold into a huge one.
  private static let mostNodes = 2_000_000
  private let problems: Problems
  private let progress: () throws -> Void
  private var nodes = 0

  init(problems: Problems, progress: @escaping () throws -> Void) {
    self.problems = problems
    self.progress = progress
  }

  /// The document's value.
  mutating func document(_ bytes: inout ByteReader) throws -> Node {
    try bytes.skipByteOrderMark()
    guard let content = try bytes.rest(atMost: Self.largest) else {
      throw Problem.tooLarge(problems.file, limit: "\(RecordLimits.yamlMebibytes) MiB")
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Problem.notUTF8(problems.file, nil, content)
    }
    if let place = YAMLKeys.firstOther(in: content) {
      throw Problem.syntax(
        problems.file, place, LocalizedText(ja: "項目名", en: "a field name"), found: "[…]")
    }
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw Problem.emptyFile(problems.file)
      }
      return try node(root, depth: 0)
    } catch let error as YamlError {
      throw problem(error)
    }
  }

  private mutating func node(_ source: Yams.Node, depth: Int) throws -> Node {
    nodes += 1
    if nodes.isMultiple(of: 1_000) { try progress() }
    guard nodes <= Self.mostNodes, depth <= RecordLimits.nesting else {
      throw Problem.tooLarge(problems.file, limit: "\(Self.mostNodes) nodes")
    }
    let position = Self.position(source.mark)
    switch source {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      guard isPlain else { return Node(.text(scalar.string), at: position) }
      let isNull = ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return Node(isNull ? .null : .plain(scalar.string), at: position)
    case .sequence(let sequence):
      return Node(.list(try sequence.map { try node($0, depth: depth + 1) }), at: position)
    case .mapping(let mapping):
      guard mapping.count <= RecordLimits.keys else {
        throw Problem.tooManyFields(problems.file, position)
      }
      return Node(
        .map(
          try mapping.map { key, value in
            guard let name = key.string else {
              throw Problem.syntax(
                problems.file, Self.position(key.mark),
                LocalizedText(ja: "項目名", en: "a field name"),
                found: "[…]")
            }
            return Node.Member(
              name, at: Self.position(key.mark), try node(value, depth: depth + 1))
          }), at: position)
    case .alias:
      throw Problem.syntax(
        problems.file, position, LocalizedText(ja: "別名でない値", en: "a value, not an alias"),
        found: "*")
    }
  }

  private static func position(_ mark: Mark?) -> Position {
    Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func problem(_ error: YamlError) -> Problem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .syntax(
        problems.file, Self.position(mark), LocalizedText(ja: "正しいYAML", en: "well-formed YAML"),
        found: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      return Problem(
        file: problems.file, position: Self.position(context.mark), path: "",
        expected: LocalizedText(ja: "一度だけの項目", en: "each field once"),
        found: keys.joined(separator: ", "),
        fix: LocalizedText(ja: "重複を取り除いてください。", en: "remove the duplicates"))
    default:
      return .syntax(
        problems.file, nil, LocalizedText(ja: "正しいYAML", en: "well-formed YAML"), found: "\(error)")
    }
  }
}
