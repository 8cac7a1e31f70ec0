import Assessing
import Bookkeeping
import Crediting
import Domain
import Reading
import Spooling

/// What came of a file that was taken in.
public struct IntakeReport: Sendable {
  /// The input.
  public let input: InputRecord
  /// How many contracts were assessed again.
  public let contracts: Int64
  /// The incidents whose standing report changed, with the revision that stands.
  public let incidents: [(id: Identifier, revision: Int)]
  /// The notes issued: the first of them, and how many there are.
  public let notes: IssuedNotes
  /// The batch in which corrections and new notes are held, for a person to decide on.
  public let held: Identifier?
  /// Why they are.
  public let heldBecause: [HoldReason]
  /// How many new assessments there are of each outcome.
  public let outcomes: [Outcome: Int64]
  /// The new assessments, when they affected no more than ``Intake/listedContracts`` contracts.
  public let listed: [Assessment]
  /// The answer to its sender; `nil` where nobody sent anything.
  public var receipt: InputReceipt?

  /// What the sender should look at.
  public var warnings: [LocalizedText] { receipt?.warnings ?? [] }
}

/// What can become of a file.
public enum IntakeResult {
  /// It was taken in.
  case accepted(IntakeReport)
  /// The same content was taken in before; nothing changed.
  case duplicate(of: InputRecord)
  /// It is refused, for these reasons.
  case rejected(InvalidInput)
}
