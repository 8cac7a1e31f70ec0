import Notation
import Quantities

/// When an input was received, against which it is judged what has happened and what has not
/// (docs/domain.md §2): the ledger records it, so that what was judged can be judged again.
public struct Receipt: Hashable, Sendable {
  /// Clocks differ: a time that lies ahead by no more has happened.
  public static let tolerance = Elapsed(milliseconds: 5 * 60_000)
  /// A report of what began longer ago is a slip of the pen.
  public static let yearsBack = 10

  /// The moment of receipt.
  public let moment: Moment

  /// A receipt at a moment.
  public init(_ moment: Moment) {
    self.moment = moment
  }

  /// The last moment that has happened.
  public var latest: Moment { moment + Receipt.tolerance }

  /// The day of receipt at +09:00: the last day that has come.
  public var day: CivilDate { UTCOffset.japan.date(of: moment) }

  /// The first moment at which a reported outage may have begun.
  public var earliestBeginning: Moment {
    let (year, month, day) = self.day.components
    let back = CivilDate(year: year - Receipt.yearsBack, month: month, dayOrNextFirst: day)
    return moment + (UTCOffset.japan.start(of: back) - UTCOffset.japan.start(of: self.day))
  }

  /// Whether a time has not come yet.
  public func isAhead(_ time: Moment) -> Bool { time > latest }
}

extension Receipt: CodedAsText {
  /// The moment of receipt.
  public var codedText: String { moment.codedText }
  /// A receipt at the moment of a text.
  public init?(codedText: String) {
    guard let moment = Moment(codedText: codedText) else { return nil }
    self.init(moment)
  }
}
