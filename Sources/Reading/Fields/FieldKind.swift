import Domain
import Quantities

/// What a field can hold: how its value is recognised, what is said when it is not, and how to fix it.
struct FieldKind<Value> {
  // LocalizedText are put together only where something is wrong.
  private let wordsExpected: () -> LocalizedText
  private let wordsToFix: () -> LocalizedText
  /// How to fix a mistake that is known by its look.
  private var knownMistake: (Node.Value) -> LocalizedText? = { _ in nil }
  let parse: (Node.Value) -> Value?

  init(
    expected: @autoclosure @escaping () -> LocalizedText,
    fix: @autoclosure @escaping () -> LocalizedText,
    parse: @escaping (Node.Value) -> Value?
  ) {
    wordsExpected = expected
    wordsToFix = fix
    self.parse = parse
  }

  var expected: LocalizedText { wordsExpected() }
  var fix: LocalizedText { wordsToFix() }

  /// How to fix a value that is not of the kind.
  func fix(_ found: Node.Value) -> LocalizedText { knownMistake(found) ?? wordsToFix() }

  /// The same kind, of which some mistakes are known by their look.
  func knowing(_ mistake: @escaping (Node.Value) -> LocalizedText?) -> FieldKind {
    var kind = self
    kind.knownMistake = mistake
    return kind
  }

  /// A kind that is written as text: in quotes, or bare where the format has no quotes.
  init(
    _ expected: @autoclosure @escaping () -> LocalizedText,
    _ fix: @autoclosure @escaping () -> LocalizedText,
    text parse: @escaping (String) -> Value?
  ) {
    wordsExpected = expected
    wordsToFix = fix
    self.parse = { value in
      switch value {
      case .text(let text), .plain(let text): parse(text)
      default: nil
      }
    }
  }

  /// A kind that is written as a number in JSON, and bare elsewhere.
  init(
    _ expected: @autoclosure @escaping () -> LocalizedText,
    _ fix: @autoclosure @escaping () -> LocalizedText,
    number parse: @escaping (String) -> Value?
  ) {
    wordsExpected = expected
    wordsToFix = fix
    self.parse = { value in
      switch value {
      case .number(let text), .plain(let text): parse(text)
      default: nil
      }
    }
  }
}

extension FieldKind where Value == Identifier {
  static var identifier: FieldKind {
    FieldKind(
      LocalizedText(ja: "識別子", en: "an identifier"),
      LocalizedText(
        ja: "英数字で始まり、英数字と . _ - からなる64文字までにし、JSONでは引用符で囲んでください。",
        en: "start with a letter or digit, then up to 63 of letters, digits, . _ -; "
          + "in quotes in JSON"), text: { Identifier($0) })
  }
}

extension FieldKind where Value == String {
  static var text: FieldKind {
    FieldKind(
      LocalizedText(ja: "1,000文字までの文字列", en: "text of at most 1,000 characters"),
      LocalizedText(
        ja: "制御文字（改行・タブを含む）を除き、1,000文字までにしてください。",
        en: "remove control characters such as line breaks, and keep to 1,000 characters"),
      text: { text in
        let scalars = text.unicodeScalars
        // Which characters are controls is fixed for all versions of Unicode.
        guard scalars.count <= 1_000,
          scalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else { return nil }
        return text
      }
    ).knowing { value in
      guard case .number = value else { return nil }
      return LocalizedText(ja: "文字列なので引用符で囲んでください。", en: "it is text, so put it in quotes")
    }
  }
}

extension FieldKind where Value == String {
  /// Text that says something: a name, a judgement.
  static var name: FieldKind {
    FieldKind(
      LocalizedText(ja: "空白だけでない文字列", en: "text that is not blank"),
      LocalizedText(
        ja: "内容を書き、制御文字を除き、1,000文字までにしてください。",
        en: "say what is meant, without control characters, in at most 1,000 characters"),
      text: { text in
        let isBlank = text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        return isBlank ? nil : FieldKind.text.parse(.text(text))
      })
  }
}

extension FieldKind where Value == Int64 {
  static func integer(_ range: ClosedRange<Int64>) -> FieldKind {
    FieldKind(
      LocalizedText(
        ja: "\(range.lowerBound)から\(range.upperBound)までの整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)"),
      LocalizedText(
        ja: "桁区切り・小数点・引用符を除いてください。",
        en: "without separators, decimals or quotes"),
      number: { text in
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), let value = Int64(text),
          range.contains(value)
        else { return nil }
        return value
      })
  }
}

extension FieldKind where Value == Yen {
  /// The largest amount that an input may hold, in yen.
  static var largestAmount: Int64 { 999_999_999_999_999 }

  static var yen: FieldKind {
    let integer = FieldKind<Int64>.integer(0...largestAmount)
    return FieldKind(
      expected: LocalizedText(
        ja: "円単位の整数（0から10の15乗未満）", en: "whole yen, 0 to below 10^15"),
      fix: integer.fix, parse: { value in integer.parse(value).map { Yen($0) } })
  }
}

extension FieldKind where Value == Int {
  /// A rate in whole percent, `10` or `10%`.
  static var percent: FieldKind {
    FieldKind(
      expected: LocalizedText(ja: "0から100までの整数の百分率", en: "a whole percentage from 0 to 100"),
      fix: LocalizedText(ja: "10 または 10% のように書いてください。", en: "write it like 10 or 10%"),
      parse: { value in
        let text: String
        switch value {
        case .number(let written), .plain(let written): text = written
        case .text(let written) where written.hasSuffix("%"): text = written
        default: return nil
        }
        let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
          let rate = Int(digits), rate <= 100
        else { return nil }
        return rate
      })
  }
}

extension FieldKind where Value == Bool {
  static var flag: FieldKind {
    FieldKind(
      expected: LocalizedText(ja: "true か false", en: "true or false"),
      fix: LocalizedText(ja: "引用符なしで書いてください。", en: "write it without quotes"),
      parse: { value in
        switch value {
        case .bool(let flag): flag
        case .plain("true"): true
        case .plain("false"): false
        default: nil
        }
      })
  }
}

extension FieldKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the names of an enumeration.
  static var oneOf: FieldKind {
    var names: String { Value.allCases.map(\.rawValue).joined(separator: " · ") }
    return FieldKind(
      LocalizedText(ja: "次のいずれか: \(names)", en: "one of: \(names)"),
      LocalizedText(ja: "表のとおりに書いてください。", en: "write one of them as it stands"),
      text: { Value(rawValue: $0) })
  }
}

extension FieldKind where Value == Attribution {
  /// By whose act or risk; a value that is none of them is answered with what each of them means.
  static var attribution: FieldKind {
    FieldKind(
      expected: FieldKind.oneOf.expected,
      fix: LocalizedText(
        ja: "次から選んでください。"
          + Attribution.allCases.map { "\($0.rawValue): \($0.definition.ja)" }.joined(),
        en: "choose by what each means. "
          + Attribution.allCases.map { "\($0.rawValue): \($0.definition.en)" }
          .joined(separator: "; ")),
      parse: FieldKind.oneOf.parse)
  }
}

extension FieldKind where Value == [String: String] {
  /// Names with values: a map, or `k=v;k=v` in a CSV cell.
  static var labels: FieldKind {
    FieldKind(
      expected: LocalizedText(
        ja: "\(RecordLimits.labels)までの名前と値の組",
        en: "names with values, at most \(RecordLimits.labels)"),
      fix: LocalizedText(
        ja: "CSVでは k=v;k=v、JSONとYAMLでは { \"k\": \"v\" } と書き、名前は一度ずつにしてください。",
        en: "write k=v;k=v in CSV, { \"k\": \"v\" } in JSON and YAML, each name once"),
      parse: pairs)
  }

  fileprivate static func pairs(_ value: Node.Value) -> [String: String]? {
    var found: [String: String] = [:]
    func add(_ name: String, _ text: String) -> Bool {
      FieldKind<String>.text.parse(.text(name + text)) != nil && !name.isEmpty
        && found.count < RecordLimits.labels && found.updateValue(text, forKey: name) == nil
    }
    switch value {
    case .map(let members):
      for member in members {
        switch member.value.value {
        case .text(let text), .plain(let text), .number(let text):
          guard add(member.key, text) else { return nil }
        default: return nil
        }
      }
    case .plain(let text):
      for pair in text.split(separator: ";", omittingEmptySubsequences: true) {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2,
          add(
            parts[0].trimmingSpaces, parts[1].trimmingSpaces)
        else { return nil }
      }
    default:
      return nil
    }
    return found
  }
}

extension FieldKind where Value == [Quantity: Int64] {
  /// Counts by name: a map, or `k=v;k=v` in a CSV cell.
  static var quantities: FieldKind {
    var names: String { Quantity.allCases.map(\.rawValue).joined(separator: " · ") }
    return FieldKind(
      expected: LocalizedText(ja: "数量の組（\(names)）", en: "counts by name (\(names))"),
      fix: LocalizedText(
        ja: "CSVでは k=v;k=v と書き、数量は0以上の整数にしてください。",
        en: "write k=v;k=v in CSV; counts are whole numbers from 0"),
      parse: { value in
        guard let pairs = FieldKind<[String: String]>.pairs(value) else { return nil }
        var counts: [Quantity: Int64] = [:]
        for (name, text) in pairs {
          guard let quantity = Quantity(rawValue: name),
            let count = FieldKind<Int64>.integer(0...1_000_000_000).parse(.plain(text))
          else { return nil }
          counts[quantity] = count
        }
        return counts
      })
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
