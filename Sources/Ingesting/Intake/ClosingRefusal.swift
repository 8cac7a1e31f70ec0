import Domain
import Quantities

/// Why a month cannot be closed.
enum ClosingRefusal: Hashable {
  /// Notes are issued as soon as something is owed.
  case notMonthly
  /// Nothing is issued at all.
  case onHold
  /// The file closes another month already.
  case second
  /// The month has not begun.
  case notBegun
  /// It, or a later one, is closed.
  case closed(latest: YearMonth)

  /// What stands in the way of closing a month on a day; `nil` when nothing does.
  ///
  /// - Parameters:
  ///   - latest: the latest month that is closed.
  ///   - isSecond: whether the same file closes another month.
  init?(
    _ month: YearMonth, _ policy: Policy, on day: CivilDate, latest: YearMonth?,
    isSecond: Bool
  ) {
    let first = FeeMonth(year: month.year, month: month.month, startDay: 1).firstDay
    if policy.gathering != .monthly {
      self = .notMonthly
    } else if policy.issuing != .immediate {
      self = .onHold
    } else if isSecond {
      self = .second
    } else if first > day {
      self = .notBegun
    } else if let latest, month <= latest {
      self = .closed(latest: latest)
    } else {
      return nil
    }
  }

  /// The field that is wrong, and what it says.
  func field(closing month: YearMonth) -> (name: String, found: String) {
    switch self {
    case .notMonthly, .onHold, .second: ("action", "close-month")
    case .notBegun, .closed: ("month", month.description)
    }
  }

  /// What would be right.
  var expected: LocalizedText {
    switch self {
    case .notMonthly: LocalizedText(ja: "設定 notes: monthly", en: "the setting notes: monthly")
    case .onHold: LocalizedText(ja: "設定 issue: immediate", en: "the setting issue: immediate")
    case .second: LocalizedText(ja: "一つのファイルに一つの締め", en: "one closing a file")
    case .notBegun: LocalizedText(ja: "すでに始まっている月", en: "a month that has begun")
    case .closed(let latest):
      LocalizedText(ja: "締め済みの\(latest)より後の月", en: "a month after \(latest), which is closed")
    }
  }

  /// What to do about it.
  var fix: LocalizedText {
    switch self {
    case .notMonthly:
      LocalizedText(
        ja: "通知は生じ次第発行されるので、締めは要りません。",
        en: "notes are issued as soon as something is owed, so there is nothing to close")
    case .onHold:
      LocalizedText(
        ja: "issue: hold の間は何も発行されません。解除してから締めてください。",
        en: "nothing is issued while issue: hold is set; close the month after its release")
    case .second: LocalizedText(ja: "月ごとに別のファイルにしてください。", en: "write a file for each month")
    case .notBegun: LocalizedText(ja: "その月になってから締めてください。", en: "close it once it has begun")
    case .closed:
      LocalizedText(
        ja: "締めた月は締め直せません。残りは次の月の締めで発行されます。",
        en: "a closed month stays closed; what came later goes into the next closing")
    }
  }
}
