import Foundation
import Quantities
import TestSupport
import Testing

@Suite struct CalendarTests {
  @Test func `dates agree with the system's calendar over four centuries`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: Int64(-60_000), to: 90_000, by: 13) {
      let date = CivilDate(dayNumber: day)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      #expect(date.components.year == parts.year)
      #expect(date.components.month == parts.month)
      #expect(date.components.day == parts.day)
      #expect(CivilDate(date.description) == date)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-4-1", "20260401", "2026-04-31", "0000-01-01",
  ])
  func `a day that does not exist is not read`(_ text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func `fee months of every start day follow one another without gap or overlap`() {
    for startDay in 1...31 {
      var month = FeeMonth(year: 2023, month: 11, startDay: startDay)
      for _ in 0..<60 {
        let next = month.advanced(by: 1)
        #expect(month.nextFirstDay == next.firstDay)
        #expect((28...31).contains(month.days) || startDay > 28)
        for offset in 0..<month.days {
          let day = month.firstDay + offset
          #expect(FeeMonth(containing: day, startDay: startDay) == month)
        }
        month = next
      }
    }
  }

  @Test func `a fee month that starts on the 31st begins on the first where a month lacks it`() {
    let names = (1...4).map { FeeMonth(year: 2026, month: $0, startDay: 31) }
    #expect(
      names.map(\.firstDay.description) == ["2026-01-31", "2026-03-01", "2026-03-31", "2026-05-01"])
    #expect(
      names.map(\.lastDay.description) == ["2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30"])
  }

  @Test func `contract years from 29 February begin on 1 March in other years`() throws {
    let start = try #require(CivilDate("2024-02-29"))
    let years = (0...4).map { ContractYear(serviceStart: start, index: $0) }
    #expect(
      years.map(\.firstDay.description)
        == ["2024-02-29", "2025-03-01", "2026-03-01", "2027-03-01", "2028-02-29"])
    #expect(years.map(\.days) == [366, 365, 365, 365, 366])
    for year in years {
      #expect(ContractYear(containing: year.firstDay, serviceStart: start) == year)
      #expect(ContractYear(containing: year.lastDay, serviceStart: start) == year)
    }
  }

  @Test func `moments are read with their offset and written at +09:00`() throws {
    let moment = try Moment(rfc3339: "2026-04-12T08:50:00.120+09:00")
    #expect(moment.milliseconds == 1_775_951_400_120)
    #expect(moment.description == "2026-04-12T08:50:00.120+09:00")
    #expect(try Moment(rfc3339: "2026-04-11T23:50:00.12Z") == moment)
    #expect(try Moment(rfc3339: "1969-12-31T23:59:59.999Z").milliseconds == -1)
  }

  @Test(arguments: [
    ("2026-04-12T08:50:00", Moment.FormatError.offsetMissing),
    ("2026-04-12T08:50:00.1234+09:00", .finerThanMillisecond),
    ("2026-04-12T24:00:00+09:00", .outOfRange), ("2026-02-30T08:50:00+09:00", .outOfRange),
    ("2026-04-12T08:50:60+09:00", .outOfRange), ("2026-04-12", .notRFC3339),
    ("2026-04-12T08:50:00+0900", .notRFC3339), ("2026-04-12T08:50:00.+09:00", .notRFC3339),
    ("２０２６-04-12T08:50:00+09:00", .notRFC3339), ("9999-12-31T15:00:00Z", .outOfRange),
    ("0001-01-01T00:00:00+09:01", .outOfRange),
  ])
  func `what is not an exact moment is refused by reason`(
    _ text: String, _ reason: Moment.FormatError
  ) {
    #expect(throws: reason) { try Moment(rfc3339: text) }
  }

  @Test(arguments: ["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59.999+09:00"])
  func `the first and the last moment that are read come back as they were`(_ text: String) throws {
    #expect(try Moment(rfc3339: text).description == text)
    #expect(try Moment(rfc3339: text).codedText == text)
  }

  @Test func `a year before the first keeps its sign, and is not read as another`() {
    let text = CivilDate(dayNumber: CivilDate(year: 1, month: 1, dayOrNextFirst: 1).dayNumber - 400)
      .description
    #expect(text.hasPrefix("-"))
    #expect(CivilDate(text) == nil)
  }

  @Test func `civil days are those of the offset, before and after the epoch`() throws {
    let midnight = try Moment(rfc3339: "2026-04-12T00:00:00+09:00")
    #expect(UTCOffset.japan.date(of: midnight).description == "2026-04-12")
    let before = Moment(milliseconds: midnight.milliseconds - 1)
    #expect(UTCOffset.japan.date(of: before).description == "2026-04-11")
    let early = try Moment(rfc3339: "1950-01-01T00:00:00+09:00")
    #expect(UTCOffset.japan.date(of: early).description == "1950-01-01")
    #expect(UTCOffset.japan.start(of: UTCOffset.japan.date(of: early)) == early)
  }
}
