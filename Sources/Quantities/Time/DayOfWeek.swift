/// A day of the week.
public enum DayOfWeek: CaseIterable, Hashable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday
}
