import GRDB

/// What SQLite reported, told apart by whose fault it is.
public struct LedgerFailure: Sendable, CustomStringConvertible {
  /// What happened, in words.
  public let description: String
  /// Whether the disk, or access to it, failed, and not what was to be written.
  public let isOfStorage: Bool
  /// Whether the disk has no room.
  public let isOfRoom: Bool
  /// Whether the file is damaged, or no database: no input is to blame, and only a person can repair it.
  public let isDamage: Bool

  /// The failure that an error tells of; `nil` when it is none of SQLite's.
  public init?(_ error: any Error) {
    if let damage = error as? PageCheck.DamageError {
      description = damage.description
      (isOfStorage, isOfRoom, isDamage) = (false, false, true)
      return
    }
    guard let failure = error as? DatabaseError else { return nil }
    let ofStorage: [ResultCode] = [
      .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOMEM,
      .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PERM, .SQLITE_INTERRUPT, .SQLITE_PROTOCOL,
    ]
    description = "ledger: \(failure.message ?? "error") (\(failure.extendedResultCode))"
    isOfStorage = ofStorage.contains(failure.resultCode)
    isOfRoom = failure.resultCode == .SQLITE_FULL
    isDamage = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(failure.resultCode)
  }
}
