/// A fee month: named by the calendar month to which its start day belongs (§4, Fees).
struct FeeMonth: Hashable {
  var startDay: Int
  var year: Int
  var month: Int

  /// A start day that the calendar month lacks falls on the 1st of the next (I-21).
  var first: Day {
    startDay <= daysInMonth(year, month)
      ? dayNumber(year, month, startDay) : dayNumber(year, month, 1) + daysInMonth(year, month)
  }
  /// The day after its last one.
  var end: Day { next.first }
  var days: Int { end - first }

  var next: FeeMonth {
    month == 12
      ? FeeMonth(startDay: startDay, year: year + 1, month: 1)
      : FeeMonth(startDay: startDay, year: year, month: month + 1)
  }
  var previous: FeeMonth {
    month == 1
      ? FeeMonth(startDay: startDay, year: year - 1, month: 12)
      : FeeMonth(startDay: startDay, year: year, month: month - 1)
  }

  var name: String { "\(padded(year, 4))-\(padded(month, 2))" }

  init(startDay: Int, year: Int, month: Int) {
    self.startDay = startDay
    self.year = year
    self.month = month
  }

  init(containing day: Day, startDay: Int) {
    let date = civil(day)
    var candidate = FeeMonth(startDay: startDay, year: date.year, month: date.month)
    while candidate.first > day { candidate = candidate.previous }
    self = candidate
  }
}

/// From one anniversary of `service_start` to the day before the next; 29 February becomes
/// 1 March where the year has none (I-21).
struct ContractYear: Hashable {
  var serviceStart: Day
  var index: Int

  var first: Day {
    let date = civil(serviceStart)
    let year = date.year + index
    return date.day <= daysInMonth(year, date.month)
      ? dayNumber(year, date.month, date.day) : dayNumber(year, date.month + 1, 1)
  }

  init(serviceStart: Day, index: Int) {
    self.serviceStart = serviceStart
    self.index = index
  }

  init(containing day: Day, serviceStart: Day) {
    self.init(serviceStart: serviceStart, index: 0)
    while ContractYear(serviceStart: serviceStart, index: index + 1).first <= day { index += 1 }
  }
}
