import Assessing
import Domain
import Quantities

/// Times and days as people read them.
extension NumberFormat {
  /// A moment at +09:00, as a list gives it.
  public static func moment(_ moment: Moment) -> String {
    let (date, time) = moment.civil()
    return date.description + " " + time
  }

  /// A moment at +09:00 in full; seconds and milliseconds only where they are not zero.
  public static func time(_ moment: Moment) -> LocalizedText {
    [day(moment.civil().date), clock(moment)].joined(ja: " ", en: ", ")
  }

  /// The time of day.
  private static func clock(_ moment: Moment) -> LocalizedText {
    let parts = moment.civil().time.split(separator: ":")
    let (hour, minute, second) = (parts[0], parts[1], parts[2])
    let hasSeconds = second != "00"
    return LocalizedText(
      ja: "\(hour.first == "0" ? hour.dropFirst() : hour)時\(minute)分"
        + (hasSeconds ? "\(second)秒" : ""),
      en: "\(hour):\(minute)" + (hasSeconds ? ":\(second)" : ""))
  }

  /// The end of a time, without its day where that is the day of the start.
  private static func ending(_ to: Moment, after from: Moment) -> LocalizedText {
    from.civil().date == to.civil().date ? clock(to) : time(to)
  }

  /// From a moment to a moment, in a sentence; the end is not known where it is missing.
  static func times(_ from: Moment, _ to: Moment?) -> LocalizedText {
    let start = time(from)
    guard let end = to.map({ ending($0, after: from) }) else {
      return LocalizedText(
        ja: "\(start.ja)以後（復旧の時刻は未確定）", en: "from \(start.en) on (end not established)")
    }
    return LocalizedText(ja: "\(start.ja)から\(end.ja)まで", en: "from \(start.en) to \(end.en)")
  }

  /// The same in a heading.
  public static func span(_ from: Moment, _ to: Moment?) -> LocalizedText {
    let (start, end) = (time(from), to.map { ending($0, after: from) })
    return LocalizedText(
      ja: "\(start.ja)～\(end?.ja ?? "復旧の時刻は未確定")",
      en: end.map { "\(start.en) to \($0.en)" } ?? "from \(start.en), end not established")
  }

  /// A day in full.
  public static func day(_ date: CivilDate) -> LocalizedText {
    let (year, month, day) = date.components
    return LocalizedText(
      ja: "\(year)年\(month)月\(day)日", en: "\(day) \(monthNames[month - 1]) \(year)")
  }

  /// A fee month by its name.
  public static func month(_ month: YearMonth) -> LocalizedText {
    LocalizedText(
      ja: "\(month.year)年\(month.month)月分",
      en: "\(monthNames[month.month - 1]) \(month.year)")
  }

  /// From a day to a day, both included, in full.
  public static func days(_ from: CivilDate, _ to: CivilDate) -> LocalizedText {
    [day(from), day(to)].joined(ja: " ～ ", en: " to ")
  }

  /// The same in a sentence, without saying a year or, in English, a month twice.
  static func range(_ from: CivilDate, _ to: CivilDate) -> LocalizedText {
    let (first, last) = (from.components, to.components)
    let (start, end) = (day(from), day(to))
    guard first.year == last.year else {
      return LocalizedText(ja: "\(start.ja)～\(end.ja)", en: "\(start.en) to \(end.en)")
    }
    let name = first.month == last.month ? "" : " " + monthNames[first.month - 1]
    return LocalizedText(
      ja: "\(start.ja)～\(last.month)月\(last.day)日", en: "\(first.day)\(name) to \(end.en)")
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Step.Period {
  /// Its name, with its days where the name does not tell them.
  public var words: LocalizedText {
    let days = NumberFormat.range(from, to)
    guard let month else {
      return LocalizedText(ja: "契約年（\(days.ja)）", en: "the contract year \(days.en)")
    }
    let name = NumberFormat.month(month)
    guard !isCalendarMonth else { return name }
    return LocalizedText(
      ja: "\(name.ja)（\(days.ja)）", en: "the fee month of \(name.en) (\(days.en))")
  }

  /// Its fee.
  var fee: LocalizedText { LocalizedText(ja: words.ja + "の料金", en: "the fee for " + words.en) }
}
