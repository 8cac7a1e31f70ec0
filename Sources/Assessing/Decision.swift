import Domain
import Quantities

/// What became of the question whether something is owed.
public enum Decision: Codable, Hashable, Sendable {
  /// An amount is owed.
  case credit(Credit)
  /// Nothing is owed, for a reason.
  case nothing(reason: Reason, counted: Counted)
  /// Missing facts could change the amount.
  case undetermined(waitsFor: [Awaited])
  /// Another document or a person's ruling decides; the most that a person may approve.
  case referred(waitsFor: [Awaited], approvable: Yen)
  /// An amount is owed once somebody approves it; the most that may be approved.
  case held(Credit, approvable: Yen)

  /// What was counted of an outage that gives nothing.
  public struct Counted: Codable, Hashable, Sendable {
    /// Whole units.
    public let units: Int64
    /// Before rounding, after ceilings.
    public let exact: ExactYen

    /// What was counted.
    public init(units: Int64, exact: ExactYen) {
      self.units = units
      self.exact = exact
    }

    /// Nothing was.
    public static let none = Counted(units: 0, exact: .zero)
  }

  /// Nothing is owed, and nothing was counted.
  public static func nothing(_ reason: Reason) -> Decision {
    .nothing(reason: reason, counted: .none)
  }

  /// The kind of it, by the name that documents give it.
  public var outcome: Outcome {
    switch self {
    case .credit: .credit
    case .nothing: .none
    case .undetermined: .undetermined
    case .referred: .referred
    case .held: .held
    }
  }

  /// What it gives, or would once approved.
  public var credit: Credit? {
    switch self {
    case .credit(let credit), .held(let credit, _): credit
    case .nothing, .undetermined, .referred: nil
    }
  }

  /// Why nothing is owed.
  public var reason: Reason? {
    if case .nothing(let reason, _) = self { reason } else { nil }
  }

  /// What it waits for.
  public var waitsFor: [Awaited] {
    switch self {
    case .credit, .nothing: []
    case .undetermined(let awaited), .referred(let awaited, _): awaited
    case .held: [.approval]
    }
  }

  /// The most that a person may approve, where one has to decide.
  public var approvable: Yen {
    switch self {
    case .referred(_, let approvable), .held(_, let approvable): approvable
    case .credit, .nothing, .undetermined: .zero
    }
  }
}

/// The kinds of decisions, by the names that documents give them.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
  /// An amount is owed.
  case credit
  /// Nothing is owed, for a reason.
  case none
  /// A missing fact could change the amount.
  case undetermined
  /// Another document or a person's ruling decides.
  case referred
  /// An amount is owed once somebody approves it.
  case held
}
