/// Milliseconds since 1970-01-01T00:00+09:00. The local clock itself, so that a civil day is a
/// plain division (I-1). Unix time is nine hours less.
package typealias Moment = Int64

/// Days since 1970-01-01, local.
package typealias Day = Int

let hour: Moment = 3_600_000
let dayLength: Moment = 24 * hour

func day(of moment: Moment) -> Day {
  Int(moment >= 0 ? moment / dayLength : -((-moment + dayLength - 1) / dayLength))
}

func start(of day: Day) -> Moment { Moment(day) * dayLength }

struct CivilDate: Hashable {
  var year: Int
  var month: Int
  var day: Int
}

func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

func daysInMonth(_ year: Int, _ month: Int) -> Int {
  switch month {
  case 2: isLeap(year) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

/// Days since 1970-01-01 of a civil date (the usual era arithmetic).
func dayNumber(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> Day {
  let y = month <= 2 ? year - 1 : year
  let era = y / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

func civil(_ number: Day) -> CivilDate {
  let z = number + 719_468
  let era = z / 146_097
  let dayOfEra = z - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let mp = (5 * dayOfYear + 2) / 153
  let month = mp < 10 ? mp + 3 : mp - 9
  return CivilDate(
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
    day: dayOfYear - (153 * mp + 2) / 5 + 1)
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// YYYY-MM-DD
package func text(day number: Day) -> String {
  let date = civil(number)
  return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
}

/// RFC 3339 with +09:00; milliseconds only where there are any.
package func text(moment: Moment) -> String {
  let number = day(of: moment)
  let rest = Int(moment - start(of: number))
  let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
    .map { padded($0, 2) }.joined(separator: ":")
  let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
  return "\(text(day: number))T\(clock)\(fraction)+09:00"
}

/// 0 is Sunday; 1970-01-01 was a Thursday.
func weekday(_ number: Day) -> Int { ((number + 4) % 7 + 7) % 7 }
