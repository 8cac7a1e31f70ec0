import Domain

/// The fields of one record, taken one by one; what is wrong with any of them is gathered, and so is
/// every field that nobody took.
final class Fields {
  let position: Position
  private let members: [Node.Member]
  private let prefix: String
  private let problems: Problems
  /// The names that the format has, known once they were asked for.
  private var known: [String] = []

  /// The fields of a node; `nil`, with a problem, when it is not a map.
  init?(_ node: Node, path: String = "", problems: Problems) {
    guard case .map(let members) = node.value else {
      problems.add(
        at: node.position, path,
        expected: LocalizedText(ja: "項目の組", en: "a record with named fields"),
        found: node.excerpt,
        fix: LocalizedText(
          ja: "JSONなら { … }、YAMLなら「項目: 値」の形にしてください。",
          en: "write { … } in JSON, or “field: value” lines in YAML"))
      return nil
    }
    self.members = members
    self.position = node.position
    self.prefix = path.isEmpty ? "" : path + "."
    self.problems = problems
  }

  /// The path of a field, as messages name it.
  func path(_ name: String) -> String { prefix + name }

  /// The node of a field; `nil` where it is absent or null.
  func node(_ name: String) -> Node? {
    if !known.contains(name) { known.append(name) }
    problems.recorder?.ask(path(name))
    guard let member = members.first(where: { $0.key == name }) else { return nil }
    return member.value.value == .null ? nil : member.value
  }

  /// The value of a field; `nil` where it is absent or, with a problem, not of the kind.
  func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
    problems.recorder?.add(path(name), kind, isRequired: false)
    guard let node = node(name) else { return nil }
    guard let value = kind.parse(node.value) else {
      problems.add(
        at: node.position, path(name), expected: kind.expected, found: node.excerpt,
        fix: kind.fix(node.value))
      return nil
    }
    return value
  }

  /// The value of a field that must be there.
  func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
    problems.recorder?.add(path(name), kind, isRequired: true)
    guard node(name) != nil else {
      problems.add(
        at: position, path(name), expected: kind.expected, found: nil,
        fix: LocalizedText(ja: "「\(name)」は必須です。", en: "“\(name)” is required"))
      return nil
    }
    return optional(name, kind)
  }

  /// Notes a field that is asked for only beside certain others.
  func describe<Value>(_ name: String, _ kind: FieldKind<Value>) {
    problems.recorder?.add(path(name), kind, isRequired: false)
  }

  /// The items of a list; none where it is absent.
  ///
  /// - Parameter isRequired: whether there is no record without it; somebody else looks at that.
  func list(_ name: String, isRequired: Bool = false) -> [Node] {
    if let recorder = problems.recorder {
      recorder.add(path(name), LocalizedText(ja: "一覧", en: "a list"), isRequired: isRequired)
      return [Node(.map([]), at: position)]
    }
    guard let node = node(name) else { return [] }
    guard case .list(let items) = node.value else {
      problems.add(
        at: node.position, path(name), expected: LocalizedText(ja: "一覧", en: "a list"),
        found: node.excerpt,
        fix: LocalizedText(ja: "[ … ] の形にしてください。", en: "write it as [ … ]"))
      return []
    }
    return items
  }

  /// The items of a list, each of one kind; one item may stand without the list.
  func items<Value>(_ name: String, _ kind: FieldKind<Value>) -> [Value] {
    problems.recorder?.add(path(name), kind, isRequired: false, isList: true)
    guard let node = node(name) else { return [] }
    guard case .list(let items) = node.value else {
      return optional(name, kind).map { [$0] } ?? []
    }
    return items.enumerated().compactMap { index, item in
      let value = kind.parse(item.value)
      if value == nil {
        problems.add(
          at: item.position, path("\(name)[\(index)]"), expected: kind.expected,
          found: item.excerpt, fix: kind.fix(item.value))
      }
      return value
    }
  }

  /// The fields of a field that is itself a record; `nil` where it is absent.
  ///
  /// - Parameter isRequired: as for ``list(_:isRequired:)``.
  func fields(_ name: String, isRequired: Bool = false) -> Fields? {
    if let recorder = problems.recorder {
      recorder.add(
        path(name), LocalizedText(ja: "項目の組", en: "a record with fields"), isRequired: isRequired)
      return Fields(Node(.map([]), at: position), path: path(name), problems: problems)
    }
    return node(name).flatMap { Fields($0, path: path(name), problems: problems) }
  }

  /// The names in a map whose names are not the format's, each with its record.
  func entries(_ name: String) -> [(key: String, fields: Fields)] {
    guard let node = node(name) else { return [] }
    guard case .map(let members) = node.value else {
      _ = fields(name)
      return []
    }
    return members.compactMap { member in
      Fields(member.value, path: path("\(name).\(member.key)"), problems: problems)
        .map { (member.key, $0) }
    }
  }

  /// The fields of each record in a list.
  func records(_ name: String, isRequired: Bool = false) -> [Fields] {
    list(name, isRequired: isRequired).enumerated().compactMap { index, node in
      Fields(node, path: path("\(name)[\(index)]"), problems: problems)
    }
  }

  /// The same of a list that has a limit; a longer one is refused unread.
  ///
  /// - Parameter name: what the list is of.
  func records(
    _ field: String, atMost most: Int, _ name: LocalizedText, isRequired: Bool = false,
    fix: LocalizedText
  ) -> [Fields] {
    guard list(field, isRequired: isRequired).count > most else { return records(field) }
    reject(
      field, expected: LocalizedText(ja: "\(most)までの\(name.ja)", en: "at most \(most) \(name.en)"),
      fix: fix)
    return []
  }

  /// Adds a problem with a field that by itself is well formed.
  func reject(_ name: String, expected: LocalizedText, fix: @autoclosure () -> LocalizedText) {
    let node = members.first { $0.key == name }?.value
    problems.add(
      at: node?.position ?? position, name.isEmpty ? "" : path(name), expected: expected,
      found: node?.excerpt, fix: fix())
  }

  /// Whether nothing is read, and what is asked for is noted: then nothing that is asked for only beside
  /// something else may be left out.
  var isRecording: Bool { problems.recorder != nil }

  /// Ends the record: fields that nobody asked for, or that stand twice, are problems.
  func finish() {
    var seen: Set<String> = []
    for member in members {
      if !seen.insert(member.key).inserted {
        problems.add(
          at: member.position, path(member.key),
          expected: LocalizedText(ja: "一度だけの項目", en: "each field once"), found: member.key,
          fix: LocalizedText(ja: "重複を取り除いてください。", en: "remove the duplicate"))
      } else if !known.contains(member.key), !problems.ignoresUnknownFields {
        problems.add(
          at: member.position, path(member.key),
          expected: LocalizedText(ja: "この書式にある項目", en: "a field of this format"), found: member.key,
          fix: hint(for: member.key, among: known))
      }
    }
  }
}

/// How to fix a name that is not known.
func hint(for name: String, among known: [String]) -> LocalizedText {
  if let nearest = nearest(to: name, among: known) {
    return LocalizedText(ja: "「\(nearest)」ではありませんか。", en: "did you mean “\(nearest)”?")
  }
  let names = known.joined(separator: ", ")
  return LocalizedText(
    ja: "取り除くか、次のいずれかにしてください: \(names)", en: "remove it, or use one of: \(names)")
}

/// The name most like a word, if any is alike: at most a third of its letters differ.
func nearest(to word: String, among names: [String]) -> String? {
  if let meant = japaneseNames[word], names.contains(meant) { return meant }
  // Capitals are no other letters.
  let candidates = names.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = candidates.min(by: { $0.1 < $1.1 }),
    best.1 * 3 <= max(word.count, best.0.count)
  else { return nil }
  return best.0
}

/// The field that a name stands for, in capitals or in Japanese; itself where it is none's.
func meaning(of name: String) -> String { japaneseNames[name] ?? name.lowercased() }

/// What people call fields in Japanese.
private let japaneseNames = [
  "障害番号": "incident_id", "インシデント番号": "incident_id", "件名": "title", "タイトル": "title",
  "発生日時": "began_at", "発生時刻": "began_at", "検知日時": "known_at", "認識日時": "known_at",
  "覚知日時": "known_at", "復旧日時": "restored_at", "復旧時刻": "restored_at", "影響": "impact",
  "原因": "attribution", "帰責": "attribution", "過失": "fault", "契約番号": "contract_id",
  "契約ID": "contract_id", "改訂": "revision", "版": "revision", "約款": "terms", "サービス": "service",
  "請求先番号": "account_id", "請求先名": "account_name", "料金": "fee", "課金方法": "billing",
  "開始日": "service_start", "終了日": "service_end", "料金月": "fee_month", "金額": "amount",
]

/// Levenshtein's distance between two short words.
private func editDistance(_ first: String, _ second: String) -> Int {
  let (a, b) = (Array(first.prefix(64)), Array(second.prefix(64)))
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let substituted = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
