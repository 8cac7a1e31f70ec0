import Domain
import Quantities
import Testing

@testable import Reading

/// Times and days as people and programs write them: what RFC 3339 has is taken; of the rest it is said
/// what is wrong, and how to write what is meant.
@Suite struct TimeSlipTests {
  @Test(arguments: [
    ("2026-04-11t23:50:00z", "2026-04-12T08:50:00+09:00"),
    ("2026-04-11T23:50:00Z", "2026-04-12T08:50:00+09:00"),
    ("2026-04-11T23:50:00-00:00", "2026-04-12T08:50:00+09:00"),
    ("2026-04-12 08:50:00+09:00", "2026-04-12T08:50:00+09:00"),
    ("2026-04-12T13:50:00+14:00", "2026-04-12T08:50:00+09:00"),
    ("2026-04-12T13:50:00+23:59", "2026-04-11T22:51:00+09:00"),
    ("2026-03-29T02:30:00+01:00", "2026-03-29T10:30:00+09:00"),
    ("2026-04-12T08:50:00.000000000+09:00", "2026-04-12T08:50:00+09:00"),
    ("2026-04-12T08:50:00.739000+09:00", "2026-04-12T08:50:00.739+09:00"),
  ])
  func `a time that RFC 3339 has is taken`(_ text: String, _ meant: String) {
    #expect(FieldKind<Moment>.moment.parse(.text(text))?.description == meant)
  }

  private static let slips: [(String, String, String)] = [
    ("2026/4/12 8:50", "2026-04-12T08:50:00+09:00", "the offset from UTC is missing"),
    ("2026/04/12 08:50:00", "2026-04-12T08:50:00+09:00", "“-”"),
    ("2026.4.12 8:50", "2026-04-12T08:50:00+09:00", "take a 0 before them"),
    ("2026-04-12 08:50:00", "2026-04-12T08:50:00+09:00", "if Japan time is meant"),
    ("2026-04-12T08:50+09:00", "2026-04-12T08:50:00+09:00", "the seconds are missing"),
    ("2026-04-12T8:50:00+09:00", "2026-04-12T08:50:00+09:00", "take a 0 before them"),
    ("2026年4月12日 8:50", "2026-04-12T08:50:00+09:00", "only figures and signs"),
    ("2026年4月12日8時50分30秒", "2026-04-12T08:50:30+09:00", "only figures and signs"),
    ("2026年4月12日（日）午後8時半", "2026-04-12T20:30:00+09:00", "only figures and signs"),
    ("2026年4月12日8時", "2026-04-12T08:00:00+09:00", "only figures and signs"),
    ("令和8年4月12日 8時50分", "2026-04-12T08:50:00+09:00", "years are those of the common era"),
    ("R8.4.12 8:50", "2026-04-12T08:50:00+09:00", "years are those of the common era"),
    ("平成31年4月30日 23:59", "2019-04-30T23:59:00+09:00", "years are those of the common era"),
    ("２０２６－０４－１２Ｔ０８：５０：００＋０９：００", "2026-04-12T08:50:00+09:00", "full-width characters"),
    ("2026-04-12T08:50:00\u{2212}09:00", "2026-04-12T08:50:00-09:00", "no plain hyphen"),
    (" 2026-04-12T08:50:00+09:00", "2026-04-12T08:50:00+09:00", "spaces"),
    ("2026-04-12T08:50:00 +09:00", "2026-04-12T08:50:00+09:00", "spaces"),
    ("2026-04-12T08:50:00+0900", "2026-04-12T08:50:00+09:00", "has the form +09:00"),
    ("2026-04-12T08:50:00+9:00", "2026-04-12T08:50:00+09:00", "has the form +09:00"),
    ("2026-04-12T08:50:00+09", "2026-04-12T08:50:00+09:00", "has the form +09:00"),
    ("2026-04-12T08:50:00JST", "2026-04-12T08:50:00+09:00", "a zone's name"),
    ("2026-04-11 23:50:00 UTC", "2026-04-11T23:50:00+00:00", "a zone's name"),
    ("2026-04-12T08:50:00+09:00[Asia/Tokyo]", "2026-04-12T08:50:00+09:00", "a zone's name"),
    ("20260411T235000Z", "2026-04-11T23:50:00+00:00", "“T” between them"),
    ("2026-04-12 8:50 PM +09:00", "2026-04-12T20:50:00+09:00", "only figures and signs"),
    ("2026-04-12T24:00:00+09:00", "2026-04-13T00:00:00+09:00", "00:00 of the next day"),
    ("2026-12-31T25:30:00+09:00", "2027-01-01T01:30:00+09:00", "00:00 of the next day"),
    ("2026-04-12T08:59:60+09:00", "2026-04-12T09:00:00+09:00", "second 00 of the next minute"),
    (
      "2026-04-12T08:50:00.739266876+09:00", "2026-04-12T08:50:00.739+09:00",
      "finer than a millisecond"
    ),
    (
      "2026-04-12T08:50:00.123456+09:00", "2026-04-12T08:50:00.123+09:00",
      "finer than a millisecond"
    ),
    ("1775951400", "2026-04-12T08:50:00+09:00", "count from 1970"),
    ("1775951400.123", "2026-04-12T08:50:00.123+09:00", "count from 1970"),
    ("1775951400123", "2026-04-12T08:50:00.123+09:00", "count from 1970"),
    ("46124.3680555556", "2026-04-12T08:50:00+09:00", "a spreadsheet's own number"),
  ]

  @Test(arguments: slips)
  func `of a time that is written otherwise the mistake is told, and the time as it should be`(
    _ text: String, _ meant: String, _ says: String
  ) throws {
    let kind = FieldKind<Moment>.moment
    #expect(kind.parse(.text(text)) == nil)
    let fix = kind.fix(.text(text))
    #expect(fix.en.contains(says), "\(fix.en)")
    #expect(fix.en.contains("write \(meant)"), "\(fix.en)")
    #expect(fix.ja.contains("\(meant) と書いてください。"), "\(fix.ja)")
    #expect(try Moment(rfc3339: meant).description != "")
  }

  @Test(arguments: [
    ("2026-02-30T08:50:00+09:00", "month 2 of 2026 has no day 30", "2026年2月に30日はありません。"),
    ("2026-13-01T08:50:00+09:00", "there is no month 13", "13月はありません。"),
    ("2026-04-12T08:60:00+09:00", "there is no such time of day", "その時刻はありません。"),
    ("2026-04-12T31:00:00+09:00", "there is no such time of day", "その時刻はありません。"),
    ("2026-04-12", "the time of day is missing", "時刻がありません。"),
    ("", "it is empty; write a value, or leave the field out where it is not required", "空です。"),
  ])
  func `where no time can be meant only the mistake is told`(
    _ text: String, _ says: String, _ japanese: String
  ) {
    let fix = FieldKind<Moment>.moment.fix(.text(text))
    #expect(fix.en == says)
    #expect(fix.ja.hasPrefix(japanese))
  }

  @Test(arguments: ["yesterday", "04/12/2026 8:50", "2026-04-12T08:50:00+09:00 or so", "2026-W15"])
  func `of what could be anything the form alone is told`(_ text: String) {
    #expect(
      FieldKind<Moment>.moment.fix(.text(text)).en == "write it like 2026-04-12T08:50:00+09:00")
  }

  @Test(arguments: [
    ("2026/5/12", "2026-05-12", "“-”"), ("2026-5-12", "2026-05-12", "take a 0 before them"),
    ("2026年5月12日", "2026-05-12", "only figures and signs"),
    ("令和元年5月1日", "2019-05-01", "common era"), ("20260512", "2026-05-12", "“-”"),
    ("２０２６-０５-１２", "2026-05-12", "full-width"),
    ("2026-05-12T23:30:00Z", "2026-05-13", "no time of day"),
    ("2026-05-12 10:00", "2026-05-12", "no time of day"), ("46154", "2026-05-12", "spreadsheet"),
    ("1778544000", "2026-05-12", "count from 1970"),
  ])
  func `of a day that is written otherwise the same is told`(
    _ text: String, _ meant: String, _ says: String
  ) {
    let kind = FieldKind<CivilDate>.date
    #expect(kind.parse(.text(text)) == nil)
    let fix = kind.fix(.text(text))
    #expect(fix.en.contains(says), "\(fix.en)")
    #expect(fix.en.contains("write \(meant)"), "\(fix.en)")
    #expect(!fix.en.contains("offset"), "\(fix.en)")
  }

  @Test func `a number that JSON writes without quotes is read alike`() throws {
    let problems = try Reports.problems(
      """
      {"incident_id": "I", "began_at": 1775951400, "impact": "total",
       "affects": [{"contract_id": "C"}]}
      """)
    let problem = try #require(problems.first)
    #expect((problems.count, problem.path) == (1, "began_at"))
    #expect(problem.position == Position(line: 1, column: 34))
    #expect(problem.fix.ja == "1970年からの経過時間のようです。2026-04-12T08:50:00+09:00 と書いてください。")
  }

  @Test func `the same holds of a time on a command line`() throws {
    #expect(
      try Moment(stated: "2026-04-12T08:50:00+09:00").description == "2026-04-12T08:50:00+09:00")
    #expect {
      try Moment(stated: "2026-04-12 08:50")
    } throws: { error in
      let words = (error as? UnreadableTime)?.words
      return words?.en.contains("write 2026-04-12T08:50:00+09:00 if Japan time is meant") == true
        && words?.ja.hasPrefix("「2026-04-12 08:50」は") == true
    }
  }
}
