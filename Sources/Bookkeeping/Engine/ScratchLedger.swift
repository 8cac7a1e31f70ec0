/// A ledger to try inputs out in: it begins as another one stands, and nothing that is written to it
/// lasts. The other one is not changed, and goes on; only its log is not worked off to the end meanwhile.
public struct ScratchLedger {
  /// The ledger that may be written to.
  public let ledger: Ledger
  /// The other one, as it stood; what came in the moment between the two, only the scratch has.
  public let original: Ledger

  /// Begins with the ledger at a place.
  ///
  /// - Throws: as ``Ledger/init(reading:)``.
  public init(of path: String) throws {
    // In this order: what the scratch is read from stands still.
    let held = try SQLiteDriver(holding: path)
    original = Ledger(held)
    ledger = Ledger(try SQLiteDriver(scratching: path, withLog: held.isInLog()))
  }
}
