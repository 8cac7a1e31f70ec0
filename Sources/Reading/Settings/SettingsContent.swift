import Domain

/// What a settings file says (docs/formats.md §2).
public struct SettingsContent: Hashable, Sendable {
  /// What shapes notes.
  public let policy: Policy
  /// What electronic invoicing needs to know of issuer and accounts.
  public let trade: TradeDirectory
  /// The forms of notes, and what they look like; paths as written.
  public let documentSettings: DocumentSettings
  /// For how many days files stay in `accepted/`.
  public let acceptedDays: Int
  /// For how many days files stay in `rejected/`.
  public let rejectedDays: Int
  /// How many days the clock may be ahead of the last sign of life.
  public let clockGap: Int
  /// For how many seconds a file stays as it is, where nothing better tells that it is whole.
  public let settle: Int
  /// The drop directories whose files have to prove that they are whole.
  public let provenKinds: Set<String>
  /// How large dropped files may be.
  public let fileLimits: FileLimits
  /// The directory of the terms files.
  public let terms: String
  /// The directory that holds the drop directories.
  public let spool: String
  /// The directory of the ledger and of the documents.
  public let state: String
}
