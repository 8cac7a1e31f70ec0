/// The days on which a provider does no business, by which a period that would end on one of them
/// ends on the next that is none (民法第142条).
///
/// These are Saturdays, Sundays, national holidays, 29 December to 3 January and, where a document
/// says so, further days of the year. The custom is taken from 第28条 and 別表1第1.3項 of
/// `optage-connectivity-cloud-storage`, which names 1 May (I-11).
public struct BusinessCalendar: Hashable, Sendable {
  /// A day of every year.
  public struct MonthDay: Hashable, Sendable {
    /// The month, 1…12.
    public let month: Int
    /// The day of the month, 1…31.
    public let day: Int

    /// The day named.
    ///
    /// - Precondition: some year has that day.
    public init(month: Int, day: Int) {
      precondition(CivilDate(year: 2000, month: month, day: day) != nil)
      self.month = month
      self.day = day
    }
  }

  /// The days of the year that are closed besides those that always are.
  public let alsoClosed: Set<MonthDay>

  /// The calendar with those further days closed.
  public init(alsoClosed: Set<MonthDay> = []) {
    self.alsoClosed = alsoClosed
  }

  /// Whether business is done on a day of the years 2007 to 2099 (`isNationalHoliday`).
  public func isBusinessDay(_ date: CivilDate) -> Bool {
    let (_, month, day) = date.components
    switch (month, day) {
    case (12, 29...31), (1, 1...3): return false
    default: break
    }
    return date.dayOfWeek != .saturday && date.dayOfWeek != .sunday && !date.isNationalHoliday
      && !alsoClosed.contains(MonthDay(month: month, day: day))
  }

  /// The day itself when business is done on it, otherwise the next on which it is; the day itself also
  /// where no day of a whole year would be one.
  public func firstBusinessDay(onOrAfter date: CivilDate) -> CivilDate {
    (Int64(0)..<366).lazy.map { date + $0 }.first(where: isBusinessDay) ?? date
  }
}
