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
  public enum Decision: String, CaseIterable, Hashable, Sendable {
    /// It is granted.
    case approved
    /// It is not.
    case refused
  }

  /// Its name.
  public let id: Identifier
  /// What is decided on.
  public let subject: Subject
  /// What is decided.
  public let decision: Decision
  /// The amount approved for each claim, where it is not what the rules give.
  public let amount: Yen?
  /// Who decided.
  public let decidedBy: String
  /// When.
  public let decidedAt: Moment
  /// Why.
  public let reason: String

  /// An approval made of its parts.
  public init(
    id: Identifier, subject: Subject, decision: Decision, amount: Yen? = nil, decidedBy: String,
    decidedAt: Moment, reason: String
  ) {
    self.id = id
    self.subject = subject
    self.decision = decision
    self.amount = amount
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}
