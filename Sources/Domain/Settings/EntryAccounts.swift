/// The names of the accounts to which notes are booked (勘定科目), and how the file is encoded.
public struct EntryAccounts: Hashable, Sendable {
  /// The encodings in which accounting programs read files.
  public enum Encoding: String, CaseIterable, Hashable, Sendable {
    /// UTF-8 with a byte order mark.
    case utf8 = "utf-8"
    /// Shift JIS as Windows has it.
    case cp932
  }

  /// What lowers sales.
  public var returns = "売上値引・返品"
  /// Damages.
  public var damages = "損害賠償金"
  /// Consumption tax received.
  public var tax = "仮受消費税"
  /// What customers owe.
  public var receivable = "売掛金"
  /// What is owed to them.
  public var payable = "未払金"
  /// How the file is encoded.
  public var encoding = Encoding.utf8

  /// The usual names.
  public init() {}
}
