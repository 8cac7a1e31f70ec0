import Bookkeeping
import Glibc
import Ingesting
import Spooling

/// A ledger that is not the one which wrote what lies beside it.
public struct LostLedgerError: Error, CustomStringConvertible {
  /// What tells so, and what to do.
  public let description: String

  /// A ledger that is older than what it wrote.
  public init(_ path: String, olderThan witness: String) {
    description =
      "\(path): \(witness). This ledger is older than what it wrote, or another one. "
      + "Nothing was changed. Restore its newest copy, then: slacreditd --catch-up"
  }

  /// A ledger that lacks what was found among all that lies there.
  public init(_ path: String, lacking witness: String) {
    description =
      "\(path): \(witness). This ledger is older than what it wrote, or another one. "
      + "Nothing more is taken in or issued. Restore its newest copy, then: slacreditd --catch-up"
  }

  /// A ledger that is gone.
  public init(_ missing: Ledger.MissingError, _ witnesses: [String]) {
    description =
      witnesses.isEmpty
      ? "\(missing). A new one is made by: slacreditd --init"
      : "\(missing), and \(witnesses.joined(separator: " and ")) tells of one. "
        + "Nothing was changed. Restore its newest copy, then: slacreditd --catch-up"
  }
}
