/// Writes ASCII digits of a fixed width and separators, as ``DigitReader`` reads them.
struct DigitWriter {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(32)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a number with leading zeros up to a width. A negative one, which no text that is read has,
  /// keeps its sign.
  mutating func append(_ number: Int, _ width: Int) {
    if number < 0 { append("-") }
    let start = bytes.count
    var rest = number.magnitude
    while rest > 0 || bytes.count - start < width {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// Appends an offset from UTC.
  mutating func append(_ offset: UTCOffset) {
    append(offset.minutes < 0 ? "-" : "+")
    append(abs(offset.minutes) / 60, 2)
    append(":")
    append(abs(offset.minutes) % 60, 2)
  }

  mutating func append(_ separator: Unicode.Scalar) { bytes.append(UInt8(ascii: separator)) }

  mutating func append(_ date: CivilDate) {
    let (year, month, day) = date.components
    append(year, 4)
    append("-")
    append(month, 2)
    append("-")
    append(day, 2)
  }
}
