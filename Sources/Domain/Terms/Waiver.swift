import Notation
import Quantities

/// A clause by which part of a fee is not payable (料金の支払いを要しない).
///
/// It never changes, and is a class because it is handed around a lot.
public final class Waiver: Hashable, Sendable {
  /// From when time is counted.
  public enum Clock: String, CaseIterable, Canonical, Hashable, Sendable {
    /// From when the customer lost the service.
    case began
    /// From when the provider learned of it.
    case known
  }

  /// How time is measured.
  public enum Measure: Hashable, Sendable {
    /// In whole multiples of a unit (24時間の倍数); what is left over counts for nothing.
    case units(of: Elapsed)
    /// To the millisecond.
    case exactTime
  }

  /// Which share of the period's fee one day is worth.
  public enum DayShare: Hashable, Sendable {
    /// One part in so many, whatever the calendar: 1/30, 1/365.
    case onePart(in: Int64)
    /// One part in as many as the fee month or contract year has days (暦日数).
    case calendarDays
  }

  /// Its number, summary and readings.
  public let clause: Clause
  /// The contracts it speaks of.
  public let scope: Scope
  /// What makes time count.
  public let qualifies: Circumstances
  /// What stops the count where it lies over an outage, and neither ends the outage nor sets its
  /// clock back (I-19, I-31). Announced works do so only where the outage began after the
  /// announcement (I-32).
  public let pauses: Circumstances
  /// What is part of an outage that it touches, though by itself it makes none (I-32).
  public let joins: Circumstances
  /// From when time is counted.
  public let clock: Clock
  /// The least length that gives anything.
  public let threshold: Elapsed
  /// How time is measured.
  public let measure: Measure
  /// The worth of a day.
  public let dayShare: DayShare
  /// How the amount becomes whole yen.
  public let rounding: Rounding
  /// The interruption that an outage outlasts (I-2).
  public let grace: Elapsed
  /// The number of the clause that this one displaces where it applies; `nil` for a general one.
  public let displaces: String?

  /// A waiver made of its parts.
  public init(
    clause: Clause, scope: Scope, qualifies: Circumstances, pauses: Circumstances = .none,
    joins: Circumstances = .none, clock: Clock, threshold: Elapsed, measure: Measure,
    dayShare: DayShare, rounding: Rounding,
    grace: Elapsed = .zero, displaces: String? = nil
  ) {
    self.clause = clause
    self.scope = scope
    self.qualifies = qualifies
    self.pauses = pauses
    self.joins = joins
    self.clock = clock
    self.threshold = threshold
    self.measure = measure
    self.dayShare = dayShare
    self.rounding = rounding
    self.grace = grace
    self.displaces = displaces
  }

  /// The same clause, where another set of circumstances makes time count.
  func qualifying(_ qualifies: Circumstances) -> Waiver {
    Waiver(
      clause: clause, scope: scope, qualifies: qualifies, pauses: pauses, joins: joins,
      clock: clock, threshold: threshold, measure: measure, dayShare: dayShare, rounding: rounding,
      grace: grace, displaces: displaces)
  }

  /// The same clause, where the one that it displaces has another number.
  func displacing(_ displaces: String?) -> Waiver {
    Waiver(
      clause: clause, scope: scope, qualifies: qualifies, pauses: pauses, joins: joins,
      clock: clock, threshold: threshold, measure: measure, dayShare: dayShare, rounding: rounding,
      grace: grace, displaces: displaces)
  }

  /// Compares what is said.
  public static func == (left: Waiver, right: Waiver) -> Bool {
    left === right
      || left.clause == right.clause && left.scope == right.scope
        && left.qualifies == right.qualifies && left.pauses == right.pauses
        && left.joins == right.joins && left.clock == right.clock
        && left.threshold == right.threshold && left.measure == right.measure
        && left.dayShare == right.dayShare && left.rounding == right.rounding
        && left.grace == right.grace && left.displaces == right.displaces
  }

  /// Hashes its clause, by which nearly all differ.
  public func hash(into hasher: inout Hasher) { hasher.combine(clause) }
}

/// A clause, or a clause's silence, by which nothing is owed.
public struct Exclusion: Hashable, Sendable {
  /// Its number, summary and readings.
  public let clause: Clause
  /// The contracts it speaks of.
  public let scope: Scope
  /// When it holds.
  public let circumstances: Circumstances
  /// The reason it gives.
  public let reason: Reason
  /// What a person decides instead (I-36).
  public let ruling: Ruling?

  /// An exclusion made of its parts.
  public init(
    clause: Clause, scope: Scope, circumstances: Circumstances, reason: Reason,
    ruling: Ruling? = nil
  ) {
    self.clause = clause
    self.scope = scope
    self.circumstances = circumstances
    self.reason = reason
    self.ruling = ruling
  }
}

/// A question that the text leaves to a person under certain circumstances.
public struct Ruling: Hashable, Sendable {
  /// What raises the question.
  public let circumstances: Circumstances
  /// The number of the clause that is silent, or that a court would not apply.
  public let clause: String
  /// What that clause is about, where no other one of the document says so.
  public let about: LocalizedText?

  /// A ruling made of its parts.
  public init(circumstances: Circumstances, clause: String, about: LocalizedText? = nil) {
    self.circumstances = circumstances
    self.clause = clause
    self.about = about
  }
}

/// A clause that leaves the answer to another document, or to a person's ruling.
public struct Referral: Hashable, Sendable {
  /// Its number, summary and readings.
  public let clause: Clause
  /// The contracts it speaks of.
  public let scope: Scope
  /// The document that answers.
  public let terms: Identifier
  /// What that document calls the service; `nil` where it uses the same name.
  public let service: Identifier?
  /// What only a person can answer.
  public let rulings: [Ruling]

  /// A referral made of its parts.
  public init(
    clause: Clause, scope: Scope, terms: Identifier, service: Identifier? = nil,
    rulings: [Ruling]
  ) {
    self.clause = clause
    self.scope = scope
    self.terms = terms
    self.service = service
    self.rulings = rulings
  }
}
