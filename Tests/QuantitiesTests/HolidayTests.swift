import Foundation
import Quantities
import Testing

@Suite struct HolidayTests {
  let plain = BusinessCalendar()
  let closedOnMayDay = BusinessCalendar(alsoClosed: [.init(month: 5, day: 1)])

  @Test func `days of the week agree with the system's calendar over four centuries`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: Int64(-60_000), to: 90_000, by: 13) {
      let weekday = calendar.component(
        .weekday, from: Date(timeIntervalSince1970: Double(day) * 86_400))
      #expect(CivilDate(dayNumber: day).dayOfWeek == DayOfWeek.allCases[weekday - 1])
    }
  }

  /// Published by the Cabinet Office (国民の祝日について, syukujitsu.csv), months 1–6 and 7–12.
  @Test(arguments: [
    (
      2019, "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06",
      "07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23"
    ),
    (
      2020, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06",
      "07-23 07-24 08-10 09-21 09-22 11-03 11-23"
    ),
    (
      2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05",
      "07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23"
    ),
    (
      2022, "01-01 01-10 02-11 02-23 03-21 04-29 05-03 05-04 05-05",
      "07-18 08-11 09-19 09-23 10-10 11-03 11-23"
    ),
    (
      2023, "01-01 01-02 01-09 02-11 02-23 03-21 04-29 05-03 05-04 05-05",
      "07-17 08-11 09-18 09-23 10-09 11-03 11-23"
    ),
    (
      2024, "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06",
      "07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23"
    ),
    (
      2025, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06",
      "07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24"
    ),
    (
      2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06",
      "07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23"
    ),
    (
      2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05",
      "07-19 08-11 09-20 09-23 10-11 11-03 11-23"
    ),
  ])
  func `the holidays of a year are those published`(
    _ year: Int, _ firstHalf: String, _ secondHalf: String
  ) throws {
    let start = try #require(CivilDate(year: year, month: 1, day: 1))
    let end = try #require(CivilDate(year: year + 1, month: 1, day: 1))
    let holidays = (0..<(end - start)).map { start + $0 }.filter(\.isNationalHoliday)
    #expect(
      holidays.map { $0.description.dropFirst(5) }.joined(separator: " ")
        == firstHalf + " " + secondHalf)
  }

  @Test(arguments: [
    ("2018-12-23", true), ("2019-12-23", false), ("2019-02-23", false), ("2020-02-23", true),
    ("2015-08-11", false), ("2016-08-11", true),
  ])
  func `a day is a holiday from its amendment on`(_ date: String, _ isHoliday: Bool) throws {
    #expect(try day(date).isNationalHoliday == isHoliday)
  }

  @Test func `a holiday on Sunday is made up for on the next day that is not named`() throws {
    // 3 May is a Sunday, and 4 and 5 May are named.
    #expect(try day("2026-05-03").dayOfWeek == .sunday)
    #expect(try day("2026-05-06").isNationalHoliday)
    #expect(try !day("2026-05-07").isNationalHoliday)
    // 4 May is a Sunday, and 5 May is named.
    #expect(try day("2025-05-06").isNationalHoliday)
    // 2 May is a Sunday but not named.
    #expect(try !day("2027-05-06").isNationalHoliday)
  }

  @Test func `a holiday on Saturday is not made up for`() throws {
    #expect(try day("2023-02-11").dayOfWeek == .saturday)
    #expect(try day("2023-02-11").isNationalHoliday)
    #expect(try !day("2023-02-13").isNationalHoliday)
  }

  @Test func `a single day between two named ones is a holiday, two days are not`() throws {
    #expect(try day("2026-09-22").isNationalHoliday)
    #expect(try !day("2027-09-21").isNationalHoliday)
    #expect(try !day("2027-09-22").isNationalHoliday)
  }

  @Test(arguments: [
    // Named days and their substitute.
    ("2026-05-03", "2026-05-07"), ("2026-05-06", "2026-05-07"), ("2026-05-07", "2026-05-07"),
    // A Saturday before three holidays; a Friday before them.
    ("2026-09-19", "2026-09-24"), ("2026-09-18", "2026-09-18"),
    // The end of the year: 28 December 2026 is a Monday; 3 January 2027 a Sunday.
    ("2026-12-28", "2026-12-28"), ("2026-12-29", "2027-01-04"), ("2027-01-03", "2027-01-04"),
    // 4 January 2025 is a Saturday.
    ("2024-12-29", "2025-01-06"),
    ("2026-06-10", "2026-06-10"), ("2026-06-13", "2026-06-15"), ("2026-06-14", "2026-06-15"),
  ])
  func `the first business day is the day itself or the next that is not closed`(
    _ date: String, _ first: String
  ) throws {
    #expect(try plain.firstBusinessDay(onOrAfter: day(date)).description == first)
    #expect(try closedOnMayDay.firstBusinessDay(onOrAfter: day(date)).description == first)
  }

  @Test func `a day closed by a document is passed over only under that document`() throws {
    // 1 May 2026 is a Friday before five closed days; 1 May 2025 a Thursday.
    #expect(try plain.firstBusinessDay(onOrAfter: day("2026-05-01")).description == "2026-05-01")
    #expect(
      try closedOnMayDay.firstBusinessDay(onOrAfter: day("2026-05-01")).description == "2026-05-07")
    #expect(
      try closedOnMayDay.firstBusinessDay(onOrAfter: day("2025-05-01")).description == "2025-05-02")
  }

  private func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }
}
