/// A fixed distance from UTC, by which moments fall on civil days (I-1).
public struct UTCOffset: Hashable, Sendable {
  /// Minutes east of Greenwich.
  public let minutes: Int

  /// Japan Standard Time, +09:00.
  public static let japan = UTCOffset(minutes: 540)

  /// That many minutes east of Greenwich.
  public init(minutes: Int) {
    self.minutes = minutes
  }

  /// The civil day on which a moment falls.
  public func date(of moment: Moment) -> CivilDate {
    let local = moment.milliseconds + Int64(minutes) * 60_000
    let day = Elapsed.day.milliseconds
    return CivilDate(dayNumber: local >= 0 ? local / day : (local + 1) / day - 1)
  }

  /// 00:00 local time of a civil day.
  public func start(of date: CivilDate) -> Moment {
    Moment(milliseconds: date.dayNumber * Elapsed.day.milliseconds - Int64(minutes) * 60_000)
  }
}

extension UTCOffset: CustomStringConvertible {
  /// `+HH:MM` or `-HH:MM`.
  public var description: String {
    var writer = DigitWriter()
    writer.append(self)
    return writer.text
  }

  /// Reads `±HH:MM`; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var reader = DigitReader(text)
    guard let sign = reader.next(), sign == "+" || sign == "-",
      let hours = reader.number(2), hours <= 23, reader.skip(":"),
      let minutes = reader.number(2), minutes <= 59, reader.atEnd
    else { return nil }
    self.init(minutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
  }
}
