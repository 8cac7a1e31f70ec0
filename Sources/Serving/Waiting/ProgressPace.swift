/// When it is time to say how far work has come: each second in the status, each minute in the journal.
struct ProgressPace {
  /// Where it is said.
  enum Place {
    case status
    case statusAndJournal
  }

  private static let (status, journal) = (Duration.seconds(1), Duration.seconds(60))

  private var said: (status: ContinuousClock.Instant, journal: ContinuousClock.Instant)

  /// Work begins.
  init(now: ContinuousClock.Instant = .now) { said = (now, now) }

  /// Where it is to be said now; `nil` while it is too early.
  mutating func due(now: ContinuousClock.Instant = .now) -> Place? {
    guard now - said.status >= Self.status else { return nil }
    said.status = now
    guard now - said.journal >= Self.journal else { return .status }
    said.journal = now
    return .statusAndJournal
  }
}
