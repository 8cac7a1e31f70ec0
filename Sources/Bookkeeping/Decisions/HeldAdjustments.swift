import Domain

/// What waits for a person, together.
public struct HeldAdjustments: Sendable {
  /// The batch in which it is held.
  public let batch: Identifier
  /// Why it is held.
  public let reasons: [HoldReason]
}
