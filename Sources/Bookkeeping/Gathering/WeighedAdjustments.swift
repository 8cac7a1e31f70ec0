/// What was gathered and does not wait for a person: it is issued next.
public struct WeighedAdjustments: ~Copyable {
  private let gathered: GatheredAdjustments
  private let context: IssuingContext
  /// What is held; `nil` when all may be issued.
  public let held: HeldAdjustments?

  init(
    _ gathered: GatheredAdjustments, _ context: IssuingContext, isLimited: Bool
  ) throws {
    let held = try AdjustmentWeighing(gathered, context).holdIfNeeded(isLimited: isLimited)
    (self.gathered, self.context, self.held) = (gathered, context, held)
  }

  /// Issues it: reversals first, then notes by account.
  ///
  /// - Parameter listed: how many of the notes are told one by one.
  /// - Returns: the notes, in order of number.
  public consuming func issue(listing listed: Int) throws -> IssuedNotes {
    try NoteIssuer(gathered, context).issue(listing: listed)
  }
}
