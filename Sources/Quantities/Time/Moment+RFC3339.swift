extension Moment {
  /// Why a text is not a moment.
  public enum FormatError: Error, Hashable, Sendable {
    /// Not of the form `YYYY-MM-DDThh:mm:ss[.fff]±hh:mm`.
    case notRFC3339
    /// The offset from UTC is missing, so the instant is not known.
    case offsetMissing
    /// A fraction of a millisecond, which would have to be rounded.
    case finerThanMillisecond
    /// A day, hour, minute or second that does not exist.
    case outOfRange
  }

  /// Reads an RFC 3339 date-time with its offset, exact to the millisecond.
  public init(rfc3339 text: String) throws(FormatError) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2), reader.skip("Tt "),
      let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
      reader.skip(":"), let second = reader.number(2)
    else { throw .notRFC3339 }
    let milliseconds = try Moment.fraction(&reader)
    guard !reader.atEnd else { throw .offsetMissing }
    let offset = try Moment.offset(&reader)
    guard year >= 1, let date = CivilDate(year: year, month: month, day: day),
      hour <= 23, minute <= 59, second <= 59
    else { throw .outOfRange }
    let ofDay = Int64((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds
    self.init(milliseconds: offset.start(of: date).milliseconds + ofDay)
    // Written at +09:00 it has to be a year of four digits, too.
    guard (1...9999).contains(UTCOffset.japan.date(of: self).components.year) else {
      throw .outOfRange
    }
  }

  private static func fraction(_ reader: inout DigitReader) throws(FormatError) -> Int64 {
    guard reader.skip(".") else { return 0 }
    let digits = reader.digits()
    guard !digits.isEmpty else { throw .notRFC3339 }
    guard digits.dropFirst(3).allSatisfy({ $0 == "0" }) else { throw .finerThanMillisecond }
    let thousandths = digits.prefix(3)
    return Int64(thousandths + String(repeating: "0", count: 3 - thousandths.count)) ?? 0
  }

  private static func offset(_ reader: inout DigitReader) throws(FormatError) -> UTCOffset {
    if reader.skip("Zz") {
      guard reader.atEnd else { throw .notRFC3339 }
      return UTCOffset(minutes: 0)
    }
    guard let sign = reader.next(), sign == "+" || sign == "-",
      let hours = reader.number(2), reader.skip(":"), let minutes = reader.number(2),
      reader.atEnd
    else { throw .notRFC3339 }
    guard hours <= 23, minutes <= 59 else { throw .outOfRange }
    return UTCOffset(minutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
  }

  /// RFC 3339 in the offset given; milliseconds only where there are any.
  public func rfc3339(in offset: UTCOffset = .japan) -> String {
    let date = offset.date(of: self)
    var writer = DigitWriter()
    writer.append(date)
    writer.append("T")
    appendTime(to: &writer, on: date, in: offset)
    writer.append(offset)
    return writer.text
  }

  /// The day in the offset given, and the time of day as RFC 3339 writes it.
  public func civil(in offset: UTCOffset = .japan) -> (date: CivilDate, time: String) {
    let date = offset.date(of: self)
    var writer = DigitWriter()
    appendTime(to: &writer, on: date, in: offset)
    return (date, writer.text)
  }

  private func appendTime(to writer: inout DigitWriter, on date: CivilDate, in offset: UTCOffset) {
    let ofDay = Int(milliseconds - offset.start(of: date).milliseconds)
    writer.append(ofDay / 3_600_000, 2)
    writer.append(":")
    writer.append(ofDay / 60_000 % 60, 2)
    writer.append(":")
    writer.append(ofDay / 1_000 % 60, 2)
    guard ofDay % 1_000 != 0 else { return }
    writer.append(".")
    writer.append(ofDay % 1_000, 3)
  }
}

extension Moment: CustomStringConvertible {
  /// RFC 3339 at +09:00.
  public var description: String { rfc3339() }
}
