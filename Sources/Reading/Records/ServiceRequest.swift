import Domain
import Notation
import Quantities

/// What a person asks the service to do (`requests/`).
public struct ServiceRequest: Hashable, Sendable {
  /// What is asked for.
  public enum Action: Hashable, Sendable {
    /// To look at every document, and make those again that are gone or damaged.
    case repairDocuments
    /// To gather into notes what became owed up to the end of a month, where settings say that notes
    /// are `monthly`.
    case closeMonth(YearMonth)
    /// To decide anew what an earlier version of the engine decided.
    case reassess
    /// To note that finance has closed the books up to a day.
    case closeBooks(through: CivilDate)
    /// To believe the clock, which says that it is this day at +09:00.
    case confirmClock(CivilDate)
  }

  /// Its name.
  public let id: Identifier
  /// What is asked for.
  public let action: Action

  /// A request made of its parts.
  public init(id: Identifier, action: Action) {
    self.id = id
    self.action = action
  }

  /// The actions' names.
  enum ActionName: String, CaseIterable, Hashable, Sendable {
    case repairDocuments = "repair-documents"
    case closeMonth = "close-month"
    case closeBooks = "close-books"
    case confirmClock = "confirm-clock"
    case reassess
  }
}

extension ServiceRequest: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["request_id"]
    action = try fields["action"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("action", action, "request_id", id)
  }
}

extension ServiceRequest.Action: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "repair_documents": self = .repairDocuments
    case "close_month": self = try .closeMonth(its.whole())
    case "reassess": self = .reassess
    case "close_books": self = try .closeBooks(through: its["through"])
    case "confirm_clock": self = try .confirmClock(its.whole())
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .repairDocuments: try object.add(case: "repair_documents")
    case .closeMonth(let value): try object.add("close_month", value)
    case .reassess: try object.add(case: "reassess")
    case .closeBooks(let through):
      try object.add(case: "close_books") { try $0.add("through", through) }
    case .confirmClock(let date): try object.add("confirm_clock", date)
    }
  }
}
