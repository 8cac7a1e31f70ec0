import Domain
import Quantities

/// What a report of the past states, and what therefore cannot lie ahead of its receipt: a time or a
/// day (docs/domain.md §2).
protocol Occurrence {
  /// Whether it has not come yet.
  func isAhead(of receipt: Receipt) -> Bool
  /// Until when it can be.
  static func limit(of receipt: Receipt) -> LocalizedText
}

extension Moment: Occurrence {
  func isAhead(of receipt: Receipt) -> Bool { receipt.isAhead(self) }

  static func limit(of receipt: Receipt) -> LocalizedText {
    LocalizedText(
      ja: "\(receipt.latest) までの時刻（受領の5分後まで）",
      en: "a time up to \(receipt.latest), five minutes after the receipt")
  }
}

extension CivilDate: Occurrence {
  func isAhead(of receipt: Receipt) -> Bool { self > receipt.day }

  static func limit(of receipt: Receipt) -> LocalizedText {
    LocalizedText(
      ja: "\(receipt.day) までの日付（受領の日まで）", en: "a day up to \(receipt.day), that of the receipt")
  }
}

extension Fields {
  /// The time or day in a field, which must have come by the receipt.
  func optional<Value: Occurrence>(
    _ name: String, _ kind: FieldKind<Value>, by receipt: Receipt
  ) -> Value? {
    happened(name, optional(name, kind), by: receipt)
  }

  /// The time or day in a field that must be there, and must have come by the receipt.
  func required<Value: Occurrence>(
    _ name: String, _ kind: FieldKind<Value>, by receipt: Receipt
  ) -> Value? {
    happened(name, required(name, kind), by: receipt)
  }

  private func happened<Value: Occurrence>(
    _ name: String, _ value: Value?, by receipt: Receipt
  ) -> Value? {
    guard let value, value.isAhead(of: receipt) else { return value }
    rejectAhead(
      name, Value.self, receipt,
      LocalizedText(ja: "その時が来てから出してください。", en: "send it once it has come"))
    return nil
  }

  /// Adds the problem that a field states what has not happened.
  ///
  /// - Parameter fix: what to do, after the reason.
  func rejectAhead<Value: Occurrence>(
    _ name: String, _: Value.Type, _ receipt: Receipt, _ fix: LocalizedText
  ) {
    reject(
      name, expected: Value.limit(of: receipt),
      fix: LocalizedText(
        ja: "まだ来ていない日時のことは、事実として受け付けられません。\(fix.ja)",
        en: "what has not happened yet is no fact; \(fix.en)"))
  }
}
