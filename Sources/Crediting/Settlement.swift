import Domain
import Quantities

/// What has to change so that what stands credited to a contract equals what it is owed.
public struct Settlement: Hashable, Sendable {
  /// A line that stands on an issued note.
  public struct StandingLine: Hashable, Sendable {
    /// The note's place in the ledger.
    public let note: Int64
    /// The line's place on the note.
    public let ordinal: Int
    /// The account that received the note.
    public let account: Identifier
    /// Its entitlement's key.
    public let key: String

    /// A line by its place, account and key.
    public init(note: Int64, ordinal: Int, account: Identifier, key: String) {
      self.note = note
      self.ordinal = ordinal
      self.account = account
      self.key = key
    }
  }

  /// Lines that are no longer right: their notes are to be reversed whole.
  public let wrong: [StandingLine]
  /// What is owed and stands on no note.
  public let fresh: [Entitlement]

  /// Compares what is owed with what stands.
  ///
  /// - Parameters:
  ///   - bills: what is known of the contract's bills, asked for only where an amount is of several
  ///     fee months.
  ///   - successor: which account stands for another; it receives what is due, and what stands to the
  ///     other one stands for it.
  /// - Throws: ``QuantityOverflow``, and what `bills` throws.
  public init(
    due: [Entitlement], standing: [StandingLine],
    bills: () throws -> Bills,
    successor: (Identifier) -> Identifier = { $0 }
  ) throws {
    var unmatched = standing.map { line in
      (line, key: Entitlement.key(line.key, to: successor(line.account)))
    }
    let keys = Set(unmatched.map(\.key))
    fresh = try due.map { $0.addressed(by: successor) }
      .flatMap { try $0.lines(standing: keys, bills: bills) }
      .filter { entitlement in
        let key = entitlement.key
        guard let index = unmatched.firstIndex(where: { $0.key == key }) else { return true }
        unmatched.remove(at: index)
        return false
      }
    wrong = unmatched.map(\.0)
  }

  /// The line that each fresh entitlement corrects, each line once: of the same right, claim or relief,
  /// at the same account, for a time and a supply that overlap; those of the same supply first.
  ///
  /// - Parameter successor: which account stands for another.
  public func corrected(successor: (Identifier) -> Identifier) -> [StandingLine?] {
    var left = wrong.map { (line: $0, told: Entitlement.Told($0.key)) }
    return fresh.map { entitlement in
      let own = Entitlement.Told(entitlement.key)
      let found = left.indices.filter { index in
        successor(left[index].line.account) == entitlement.account
          && left[index].told.mayBecome(own)
      }
      guard let index = found.first(where: { left[$0].told.supply == own.supply }) ?? found.first
      else { return nil }
      return left.remove(at: index).line
    }
  }

  /// Whether what stands is right.
  public var isEmpty: Bool { wrong.isEmpty && fresh.isEmpty }

  /// What the correction comes to, so that two can be compared: what goes and what comes, whichever
  /// note it stands on.
  public var correction: String {
    Settlement.correction(wrong: wrong.map(\.key), fresh: fresh.map(\.key))
  }

  /// A correction by the keys of what goes and of what comes.
  public static func correction(wrong: [String], fresh: [String]) -> String {
    (["-"] + wrong.sorted() + ["+"] + fresh.sorted()).joined(separator: "\n")
  }
}
