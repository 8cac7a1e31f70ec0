import Domain
import Notation
import Quantities

/// What became of the question whether something is owed.
public enum Decision: Hashable, Sendable {
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
  public struct Counted: Hashable, Sendable {
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
    case .nothing: .nothingOwed
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

extension Decision: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "credit": self = try .credit(its.whole())
    case "nothing": self = try .nothing(reason: its["reason"], counted: its["counted"])
    case "undetermined": self = try .undetermined(waitsFor: its["waits_for"])
    case "referred": self = try .referred(waitsFor: its["waits_for"], approvable: its["approvable"])
    case "held": self = try .held(its["credit"], approvable: its["approvable"])
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .credit(let value): try object.add("credit", value)
    case .nothing(let reason, let counted):
      try object.add(case: "nothing") { try $0.add("counted", counted, "reason", reason) }
    case .undetermined(let waitsFor):
      try object.add(case: "undetermined") { try $0.add("waits_for", waitsFor) }
    case .referred(let waitsFor, let approvable):
      try object.add(case: "referred") {
        try $0.add("approvable", approvable, "waits_for", waitsFor)
      }
    case .held(let credit, let approvable):
      try object.add(case: "held") { try $0.add("approvable", approvable, "credit", credit) }
    }
  }
}

extension Decision.Counted: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    units = try fields["units"]
    exact = try fields["exact"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("exact", exact, "units", units)
  }
}

/// The kinds of decisions, by the names that documents give them.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
  /// An amount is owed.
  case credit
  /// Nothing is owed, for a reason.
  case nothingOwed = "none"
  /// A missing fact could change the amount.
  case undetermined
  /// Another document or a person's ruling decides.
  case referred
  /// An amount is owed once somebody approves it.
  case held
}
