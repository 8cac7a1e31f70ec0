import Notation
import Quantities

/// How a contract is charged.
public enum Billing: String, CaseIterable, Canonical, Hashable, Sendable {
  /// A fixed fee each fee month (固定月額払).
  case fixedMonthly = "fixed-monthly"
  /// A fixed fee each contract year (固定年額払).
  case fixedAnnual = "fixed-annual"
  /// By use, with a monthly charge (従量月額払).
  case meteredMonthly = "metered-monthly"
  /// By use (従量払).
  case metered
  /// Once (一括払).
  case oneTime = "one-time"

  /// Whether the fee is fixed for a period that comes again.
  public var isFixed: Bool {
    switch self {
    case .fixedMonthly, .fixedAnnual: true
    case .meteredMonthly, .metered, .oneTime: false
    }
  }

  /// Whether the fee is by use.
  public var isMetered: Bool {
    switch self {
    case .meteredMonthly, .metered: true
    case .fixedMonthly, .fixedAnnual, .oneTime: false
    }
  }
}
