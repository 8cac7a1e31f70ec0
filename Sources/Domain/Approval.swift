import Quantities

/// A person's decision on what is held or referred.
public struct Approval: Codable, Hashable, Sendable {
  private enum CodingKeys: String, CodingKey {
    case id = "approval_id"
    case subject
    case decision
    case award
    case decidedBy
    case decidedAt
    case reason
  }

  /// What is decided on.
  public enum Subject: Codable, Hashable, Sendable {
    /// Everything that is held or referred for an incident.
    case incident(Identifier)
    /// A claim.
    case claim(Identifier)
    /// Corrections that are held together.
    case batch(Identifier)
  }

  /// What is decided.
  public enum Decision: String, CaseIterable, Codable, Hashable, Sendable {
    /// It is granted.
    case approved
    /// It is not.
    case refused
  }

  /// What a decision recognises of a claim.
  public enum Award: Codable, Hashable, Sendable {
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
