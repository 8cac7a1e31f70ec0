import Domain
import Quantities

/// Which fields the records of a kind have: what their reader asks for, so that nothing has to be said twice.
public struct RecordShape: Hashable, Sendable {
  /// A field.
  public struct Field: Hashable, Sendable {
    /// Its place in the record, as `affects[].contract_id`.
    public let path: String
    /// What it can hold.
    public let value: LocalizedText
    /// Whether there is no record without it.
    public let isRequired: Bool
    /// Whether it holds a day of the calendar.
    let isDay: Bool
  }

  /// The fields, in the order in which they are asked for.
  public let fields: [Field]
  /// Fields that the reader looks for without saying what they hold: a mistake of the reader's.
  let undescribed: [String]

  /// The fields that have a name of their own, and are not within another.
  var names: [String] { fields.map(\.path).filter { !$0.utf8.contains(UInt8(ascii: ".")) } }
}

/// Notes what a reader asks for, while it reads an empty record.
final class ShapeRecorder {
  private(set) var fields: [RecordShape.Field] = []
  private var asked: Set<String> = []

  /// Fields that a reader looks for and says nothing of: they would be missing from everything that follows.
  var undescribed: [String] { asked.subtracting(fields.map(\.path)).sorted() }

  func ask(_ path: String) { asked.insert(path.replacing("[0]", with: "[]")) }

  func add<Value>(
    _ path: String, _ kind: FieldKind<Value>, isRequired: Bool, isList: Bool = false
  ) {
    let one = kind.expected
    add(
      path, isList ? LocalizedText(ja: "一覧: \(one.ja)", en: "a list: \(one.en)") : one,
      isRequired: isRequired, isDay: Value.self == CivilDate.self)
  }

  func add(_ path: String, _ value: LocalizedText, isRequired: Bool, isDay: Bool = false) {
    let path = path.replacing("[0]", with: "[]")
    guard !fields.contains(where: { $0.path == path }) else { return }
    fields.append(
      RecordShape.Field(path: path, value: value, isRequired: isRequired, isDay: isDay))
  }
}
