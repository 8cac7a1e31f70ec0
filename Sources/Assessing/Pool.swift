import Domain
import Quantities

/// The sharing of what a carrier paid for an incident among the claims that it caused
/// (002 第19条第3項, I-12).
public struct Pool: Sendable {
  /// A claim on it.
  public struct Entry: Sendable {
    /// The claim.
    public let claim: Claim
    /// The least that it would get if the payment covered everything.
    public let least: Yen
    /// The most.
    public let most: Yen
    /// The missing facts on which that depends.
    public let awaited: [Awaited]

    /// An entry made of its parts.
    public init(claim: Claim, least: Yen, most: Yen, awaited: [Awaited]) {
      self.claim = claim
      self.least = least
      self.most = most
      self.awaited = awaited
    }

    var isDetermined: Bool { least == most && awaited.isEmpty }
  }

  /// What a claim gets out of it.
  public enum Share: Hashable, Sendable {
    /// An amount and, before the odd yen were given out, its exact share.
    case amount(Yen, exact: ExactYen)
    /// Nothing is left for it.
    case exhausted
    /// That depends on what is missing.
    case undetermined([Awaited])
  }

  /// The carrier's payments, all together.
  public let received: Yen
  /// What the claims received in time would get if it covered everything.
  public let wanted: Yen
  private let shares: [Identifier: Share]

  /// Shares payments for an incident among claims.
  ///
  /// - Throws: ``QuantityOverflow``.
  public init(
    _ incident: Identifier, _ recoveries: [Recovery], among entries: [Entry]
  ) throws(QuantityOverflow) {
    let entries = entries.filter { $0.most > .zero }
      .sorted { Claim.isEarlier($0.claim, $1.claim) }
    received = try Self.sum(recoveries.map(\.amount))
    guard let closing = recoveries.filter(\.isFinal).map(\.receivedOn).min() else {
      wanted = try Self.sum(entries.map(\.most))
      shares = Dictionary(
        entries.map { ($0.claim.id, .undetermined($0.awaited + [.recovery(incident)])) }
      ) { first, _ in first }
      return
    }
    let inTime = entries.filter { $0.claim.receivedOn <= closing }
    wanted = try Self.sum(inTime.map(\.most))
    var shares = try Self.share(received, among: inTime)
    let late = entries.filter { $0.claim.receivedOn > closing }
    shares.merge(try Self.share(received, after: inTime, among: late)) { first, _ in first }
    self.shares = shares
  }

  /// What a claim gets; nothing when it has no part in it.
  public func share(of claim: Identifier) -> Share { shares[claim] ?? .exhausted }

  private static func sum(_ amounts: [Yen]) throws(QuantityOverflow) -> Yen {
    var sum = Yen.zero
    for amount in amounts { sum = try sum + amount }
    return sum
  }

  /// In proportion, when it does not cover all; the yen left over go one each to the largest
  /// remainders, ties by the claim's name.
  private static func share(
    _ received: Yen, among entries: [Entry]
  ) throws(QuantityOverflow) -> [Identifier: Share] {
    let open = entries.filter { !$0.isDetermined }
    let most = try sum(entries.map(\.most))
    if received == .zero || most <= received {
      return Dictionary(
        entries.map { entry in
          if received == .zero { return (entry.claim.id, .exhausted) }
          guard entry.isDetermined else {
            return (entry.claim.id, .undetermined(entry.awaited))
          }
          return (entry.claim.id, .amount(entry.most, exact: entry.most.exact))
        }
      ) { first, _ in first }
    }
    guard open.isEmpty else {
      return Dictionary(
        entries.map { ($0.claim.id, .undetermined(awaited(by: $0, open))) }
      ) { first, _ in first }
    }
    var floors: [(claim: Identifier, floor: Int128, remainder: Fraction, exact: ExactYen)] = []
    for entry in entries {
      let exact = try entry.most.exact * Fraction(received.amount, over: most.amount)
      let floor = exact.value.floor
      floors.append((entry.claim.id, floor, try exact.value - Fraction(whole: floor), exact))
    }
    let given = floors.reduce(0) { $0 + $1.floor }
    let byRemainder = floors.sorted {
      $0.remainder != $1.remainder ? $0.remainder > $1.remainder : $0.claim < $1.claim
    }
    let luckyOnes = Set(byRemainder.prefix(Int(received.amount - given)).map(\.claim))
    return Dictionary(
      floors.map { share in
        let amount = Yen(share.floor + (luckyOnes.contains(share.claim) ? 1 : 0))
        return (share.claim, .amount(amount, exact: share.exact))
      }
    ) { first, _ in first }
  }

  /// Claims that came late share what the others left, in order of receipt.
  private static func share(
    _ received: Yen, after inTime: [Entry], among late: [Entry]
  ) throws(QuantityOverflow) -> [Identifier: Share] {
    var least = max(0, received.amount - (try sum(inTime.map(\.most))).amount)
    var most = max(0, received.amount - (try sum(inTime.map(\.least))).amount)
    var open = inTime.filter { !$0.isDetermined }
    var shares: [Identifier: Share] = [:]
    for entry in late {
      if !entry.isDetermined { open.append(entry) }
      if most == 0 {
        shares[entry.claim.id] = .exhausted
      } else if entry.isDetermined, entry.most.amount <= least || open.isEmpty {
        let amount = Yen(min(entry.most.amount, least))
        shares[entry.claim.id] = .amount(amount, exact: amount.exact)
      } else {
        shares[entry.claim.id] = .undetermined(awaited(by: entry, open))
      }
      least = max(0, least - entry.most.amount)
      most = max(0, most - entry.least.amount)
    }
    return shares
  }

  /// What an entry waits for: its own facts, and those of others as such.
  private static func awaited(by entry: Entry, _ open: [Entry]) -> [Awaited] {
    let all = open.flatMap { other in
      other.awaited.map { awaited -> Awaited in
        guard case .charge(let month) = awaited, other.claim.contract != entry.claim.contract
        else { return awaited }
        return .chargeOf(other.claim.contract, month)
      }
    }
    return Set(all).sorted()
  }
}
