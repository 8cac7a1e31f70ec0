import Domain

/// A way in which a text that is meant as a time, or as a day, is not written as one.
enum TimeMistake: Hashable {
  /// There is nothing in it.
  case empty
  case fullWidth
  /// A minus sign or a dash in the place of a hyphen.
  case minusSign
  case spaces
  /// Slashes, points or nothing between the parts.
  case separators
  /// 年月日, 時分秒, 午前, a day of the week, AM and PM.
  case everydayWords
  /// Years counted from the accession of an emperor.
  case era
  case leadingZeros
  case secondsMissing
  case timeMissing
  /// A time where a day is wanted.
  case timeGiven
  case offsetMissing
  case offsetForm
  case zoneName
  /// Hours from 24 on.
  case pastMidnight
  case leapSecond
  case finerThanMillisecond
  /// Seconds or milliseconds since 1970.
  case epoch
  /// Days since 1899, as spreadsheets count them.
  case serial
  case noSuchMonth(Int)
  case noSuchDay(year: Int, month: Int, day: Int)
  case noSuchTime

  /// What is wrong: in Japanese sentences, in English clauses.
  var words: LocalizedText {
    switch self {
    case .empty:
      LocalizedText(
        ja: "空です。値を書くか、必須でない項目なら省いてください。",
        en: "it is empty; write a value, or leave the field out where it is not required")
    case .fullWidth: LocalizedText(ja: "全角の文字があります。", en: "it has full-width characters")
    case .minusSign:
      LocalizedText(ja: "「-」が半角のハイフンではありません。", en: "its “-” is no plain hyphen")
    case .spaces: LocalizedText(ja: "余分な空白があります。", en: "it has spaces that do not belong there")
    case .separators:
      LocalizedText(
        ja: "区切りは日付が「-」、時刻が「:」、間が「T」です。",
        en: "a date is written with “-”, a time with “:”, and “T” between them")
    case .everydayWords:
      LocalizedText(ja: "年月日や時分は数字と記号で書きます。", en: "only figures and signs are read")
    case .era: LocalizedText(ja: "年は西暦で書きます。", en: "years are those of the common era")
    case .leadingZeros:
      LocalizedText(ja: "一桁の数には前に0を付けます。", en: "single figures take a 0 before them")
    case .secondsMissing: LocalizedText(ja: "秒がありません。", en: "the seconds are missing")
    case .timeMissing: LocalizedText(ja: "時刻がありません。", en: "the time of day is missing")
    case .timeGiven: LocalizedText(ja: "時刻は書きません。", en: "no time of day is wanted")
    case .offsetMissing: LocalizedText(ja: "UTCとの差がありません。", en: "the offset from UTC is missing")
    case .offsetForm:
      LocalizedText(ja: "UTCとの差は +09:00 の形で書きます。", en: "an offset has the form +09:00")
    case .zoneName:
      LocalizedText(ja: "時間帯の名前は書きません。", en: "an offset stands in the place of a zone's name")
    case .pastMidnight: LocalizedText(ja: "24時以降は翌日の時刻です。", en: "24:00 is 00:00 of the next day")
    case .leapSecond:
      LocalizedText(ja: "60秒は次の分の00秒です。", en: "second 60 is second 00 of the next minute")
    case .finerThanMillisecond:
      LocalizedText(ja: "ミリ秒より細かい時刻は書けません。", en: "nothing finer than a millisecond is taken")
    case .epoch:
      LocalizedText(ja: "1970年からの経過時間のようです。", en: "it seems to count from 1970")
    case .serial:
      LocalizedText(
        ja: "表計算ソフトの内部の日付番号のようです。", en: "it seems to be a spreadsheet's own number for a day")
    case .noSuchMonth(let month):
      LocalizedText(ja: "\(month)月はありません。", en: "there is no month \(month)")
    case .noSuchDay(let year, let month, let day):
      LocalizedText(
        ja: "\(year)年\(month)月に\(day)日はありません。",
        en: "month \(month) of \(year) has no day \(day)")
    case .noSuchTime: LocalizedText(ja: "その時刻はありません。", en: "there is no such time of day")
    }
  }
}
