extension CivilDate {
  /// The day of the week.
  public var dayOfWeek: DayOfWeek {
    // 1970-01-01 was a Thursday.
    let days = Int((dayNumber % 7 + 11) % 7)
    return DayOfWeek.allCases[days]
  }

  /// Whether it is a holiday (休日) under any paragraph of 国民の祝日に関する法律第3条.
  ///
  /// Computed from the Act as amended up to 2026, for the years 2007 to 2099: before 2007 the Act
  /// read otherwise, and after 2099 the equinoxes are no longer those computed.
  public var isNationalHoliday: Bool {
    isNamedHoliday || isSubstituteHoliday || isBetweenNamedHolidays
  }

  /// Whether it is the nearest day after a Sunday among the days of 第2条 that is none of them
  /// (第3条第2項, 振替休日), where it is none itself.
  private var isSubstituteHoliday: Bool {
    var day = self + -1
    while day.isNamedHoliday {
      if day.dayOfWeek == .sunday { return true }
      day = day + -1
    }
    return false
  }

  /// Whether the days before and after it are of 第2条 (第3条第3項, 国民の休日).
  private var isBetweenNamedHolidays: Bool {
    (self + -1).isNamedHoliday && (self + 1).isNamedHoliday
  }

  /// Whether it is one of the days of 第2条 (国民の祝日), or counts as one by another Act.
  private var isNamedHoliday: Bool {
    switch components {
    // The accession and its ceremony (平成30年法律第99号附則第2条).
    case (2019, 5, 1), (2019, 10, 22): true
    // Marine Day, Sports Day and Mountain Day, moved for the Olympics (平成27年法律第33号第32条).
    case (2020, 7, 23...24), (2020, 8, 10), (2021, 7, 22...23), (2021, 8, 8): true
    case (2020...2021, 7...8, _), (2020...2021, 10, _): false

    case (_, 1, 1), (_, 2, 11), (_, 4, 29), (_, 5, 3...5), (_, 11, 3), (_, 11, 23): true
    // The Emperor's Birthday; 2019 had none (平成29年法律第63号).
    case (let year, 2, 23): year >= 2020
    case (let year, 12, 23): year <= 2018
    // Mountain Day (平成26年法律第43号).
    case (let year, 8, 11): year >= 2016
    // The second Monday of January and October, the third of July and September.
    case (_, 1, 8...14), (_, 10, 8...14), (_, 7, 15...21), (_, 9, 15...21): dayOfWeek == .monday
    case (let year, 3, let day): day == CivilDate.equinox(of: year, from: 20_843_100)
    case (let year, 9, let day): day == CivilDate.equinox(of: year, from: 23_248_800)
    default: false
    }
  }

  /// The day of the month of an equinox by the approximation in 新こよみ便利帳 (海上保安庁水路部
  /// 暦計算研究会), which holds for 1980 to 2099; `first` is that of 1980, in millionths of a day.
  ///
  /// The days that count are fixed each February for the next year (暦要項, by which the Cabinet
  /// Office lists the holidays). The approximation agrees with all published for 1980 to 2027.
  private static func equinox(of year: Int, from first: Int) -> Int {
    let years = year - 1980
    return (first + 242_194 * years) / 1_000_000 - years / 4
  }
}
