/// 国民の祝日に関する法律第3条, as published: month * 100 + day.
private let holidays: [Int: Set<Int>] = [
  2022: [101, 110, 211, 223, 321, 429, 503, 504, 505, 718, 811, 919, 923, 1010, 1103, 1123],
  2023: [101, 102, 109, 211, 223, 321, 429, 503, 504, 505, 717, 811, 918, 923, 1009, 1103, 1123],
  2024: [
    101, 108, 211, 212, 223, 320, 429, 503, 504, 505, 506, 715, 811, 812, 916, 922, 923, 1014, 1103,
    1104, 1123,
  ],
  2025: [
    101, 113, 211, 223, 224, 320, 429, 503, 504, 505, 506, 721, 811, 915, 923, 1013, 1103, 1123,
    1124,
  ],
  2026: [
    101, 112, 211, 223, 320, 429, 503, 504, 505, 506, 720, 811, 921, 922, 923, 1012, 1103, 1123,
  ],
  2027: [101, 111, 211, 223, 321, 322, 429, 503, 504, 505, 719, 811, 920, 923, 1011, 1103, 1123],
]

/// A day on which the provider does no business (I-11; this is for 004, so 1 May too).
func isClosed(_ number: Day) -> Bool {
  let date = civil(number)
  let code = date.month * 100 + date.day
  return weekday(number) == 0 || weekday(number) == 6
    || holidays[date.year]?.contains(code) == true
    || code >= 1229 || code <= 103 || code == 501
}

/// The last day on which a claim is in time: the 30th after the damage (民法第140条), or the next day of
/// business (民法第142条).
func lastDayInTime(damageOn: Day) -> Day {
  var last = damageOn + 30
  while isClosed(last) { last += 1 }
  return last
}
