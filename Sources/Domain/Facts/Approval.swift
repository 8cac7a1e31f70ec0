import Notation
import Quantities

/// A person's decision on what is held or referred.
public struct Approval: Hashable, Sendable {
  /// What is decided on.
  public enum Subject: Hashable, Sendable {
    /// Everything that is held or referred for an incident.
    case incident(Identifier)
    /// A claim.
    case claim(Identifier)
    /// Corrections that are held together.
    case batch(Identifier)
  }

  /// What is decided.
  public enum Decision: String, CaseIterable, Canonical, Hashable, Sendable {
    /// It is granted.
    case approved
    /// It is not.
    case refused
  }

  /// What a decision recognises of a claim.
  public enum Award: Hashable, Sendable {
    /// A sum, put to the recoverable kinds of loss first.
    case amount(Yen)
    /// Amounts by kind of loss.
    case items(Losses)
  }

  /// Its name.
  public let id: Identifier
  /// What is decided on.
  public let subject: Subject
  /// What is decided.
  public let decision: Decision
  /// What is recognised of each claim; `nil` where all that is recoverable is.
  public let award: Award?
  /// Who decided.
  public let decidedBy: String
  /// When.
  public let decidedAt: Moment
  /// Why.
  public let reason: String

  /// An approval made of its parts.
  public init(
    id: Identifier, subject: Subject, decision: Decision, award: Award? = nil, decidedBy: String,
    decidedAt: Moment, reason: String
  ) {
    self.id = id
    self.subject = subject
    self.decision = decision
    self.award = award
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}

extension Approval: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["approval_id"]
    subject = try fields["subject"]
    decision = try fields["decision"]
    award = try fields["award"]
    decidedBy = try fields["decided_by"]
    decidedAt = try fields["decided_at"]
    reason = try fields["reason"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "approval_id", id, "award", award, "decided_at", decidedAt, "decided_by", decidedBy)
    try object.add("decision", decision, "reason", reason, "subject", subject)
  }
}

extension Approval.Subject: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "incident": self = try .incident(its.whole())
    case "claim": self = try .claim(its.whole())
    case "batch": self = try .batch(its.whole())
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .incident(let value): try object.add("incident", value)
    case .claim(let value): try object.add("claim", value)
    case .batch(let value): try object.add("batch", value)
    }
  }
}

extension Approval.Award: CanonicalObject {
  /// Reads a case by its name.
  public init(from fields: CanonicalFields) throws {
    let (name, its) = try fields.onlyCase
    switch name {
    case "amount": self = try .amount(its.whole())
    case "items": self = try .items(its.whole())
    default: throw its.unknown(Self.self)
    }
  }

  /// Adds the case by its name.
  public func add(to object: inout CanonicalText) throws {
    switch self {
    case .amount(let value): try object.add("amount", value)
    case .items(let value): try object.add("items", value)
    }
  }
}
