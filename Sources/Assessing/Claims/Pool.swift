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

    /// The share that an amount makes: what it waits for itself is still waited for.
    fileprivate func share(of amount: Yen, exact: ExactYen) -> Share {
      isDetermined ? .amount(amount, exact: exact) : .undetermined(own)
    }

    /// The missing facts but for the approval of the claim itself: until then it is held.
    fileprivate var own: [Awaited] { awaited.filter { $0 != .approvalOf(claim.id) } }
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

  /// How far the payments reach.
  enum Reach {
    /// None of them is final.
    case open
    /// To nobody.
    case nothing
    /// To all claims, whatever is missing about them.
    case everything
    /// To some part of the claims.
    case part
  }

  /// How far the payments reach.
  let reach: Reach
  /// The carrier's payments, all together.
  public let received: Yen
  /// What the claims received in time would get if it covered everything.
  public let wanted: Yen
  /// The day of the first final payment, by which claims are in time; `nil` while none is final.
  let cutOff: CivilDate?
  private let shares: [Identifier: Share]
  /// What the claims before it left for each that came late.
  private var leftForLate: [Identifier: Yen] = [:]

  /// Shares payments for an incident among claims.
  ///
  /// - Parameter progress: called for each claim: where many wait for one another, that takes its time.
  /// - Throws: `QuantityOverflow`, and what the progress throws.
  public init(
    _ incident: Identifier, _ recoveries: [Recovery], among entries: [Entry],
    progress: () throws -> Void = {}
  ) throws {
    let entries = entries.filter { $0.most > .zero }
      .sorted { Claim.isEarlier($0.claim, $1.claim) }
    received = try Self.sum(recoveries.map(\.amount))
    cutOff = recoveries.filter(\.isFinal).map(\.receivedOn).min()
    guard let cutOff else {
      reach = .open
      wanted = try Self.sum(entries.map(\.most))
      // While the payment may cover only a part of them, each depends on all others.
      let open = wanted > received ? entries.filter { !$0.isDetermined } : []
      shares = try Dictionary(
        entries.map { entry in
          try progress()
          let others = open.contains { $0.claim.id != entry.claim.id }
          let awaited = others ? Self.awaited(by: entry, open) : entry.own
          return (entry.claim.id, .undetermined(Set(awaited + [.recovery(incident)]).sorted()))
        }
      ) { first, _ in first }
      return
    }
    let all = try Self.sum(entries.map(\.most))
    reach = received == .zero ? .nothing : all <= received ? .everything : .part
    let inTime = entries.filter { $0.claim.receivedOn <= cutOff }
    wanted = try Self.sum(inTime.map(\.most))
    var shares = try Self.shares(of: received, inTime: inTime, progress)
    let late = entries.filter { $0.claim.receivedOn > cutOff }
    let rest = try Self.shares(of: received, late: late, after: inTime, progress)
    shares.merge(rest.shares) { first, _ in first }
    self.shares = shares
    leftForLate = rest.left
  }

  /// What a claim gets; nothing when it has no part in it.
  public func share(of claim: Identifier) -> Share { shares[claim] ?? .exhausted }

  /// What the claims before it left for one that came after the cut-off; `nil` for one in time.
  func left(for claim: Claim) -> Yen? {
    guard let cutOff, claim.receivedOn > cutOff else { return nil }
    return leftForLate[claim.id] ?? .zero
  }

  private static func sum(_ amounts: [Yen]) throws(QuantityOverflow) -> Yen {
    var sum = Yen.zero
    for amount in amounts { sum = try sum + amount }
    return sum
  }

  /// Those who claimed in time. While what one of them would get is not known, no share is, unless
  /// the payment covers all of them in any case, or is nothing.
  private static func shares(
    of received: Yen, inTime entries: [Entry], _ progress: () throws -> Void
  ) throws -> [Identifier: Share] {
    let open = entries.filter { !$0.isDetermined }
    let most = try sum(entries.map(\.most))
    var shares: [Identifier: Share] = [:]
    if received == .zero || most <= received {
      for entry in entries {
        shares[entry.claim.id] =
          received == .zero ? .exhausted : entry.share(of: entry.most, exact: entry.most.exact)
      }
    } else if open.isEmpty {
      shares = try proportional(received, most, entries)
    } else if let alone = entries.first, entries.count == 1, alone.least >= received {
      shares[alone.claim.id] = .amount(received, exact: received.exact)
    } else {
      for entry in entries {
        try progress()
        shares[entry.claim.id] = .undetermined(awaited(by: entry, open))
      }
    }
    return shares
  }

  /// In proportion; the yen left over go one each to the largest remainders, ties by the claim's
  /// name.
  private static func proportional(
    _ received: Yen, _ wanted: Yen, _ entries: [Entry]
  ) throws(QuantityOverflow) -> [Identifier: Share] {
    var parts: [(claim: Identifier, floor: Int128, remainder: Fraction, exact: ExactYen)] = []
    for entry in entries {
      let exact = try entry.most.exact * Fraction(received.value, over: wanted.value)
      let floor = exact.value.floor
      parts.append(
        (entry.claim.id, floor, try exact.value - Fraction(whole: floor), exact))
    }
    parts.sort {
      $0.remainder != $1.remainder ? $0.remainder > $1.remainder : $0.claim < $1.claim
    }
    let over = try received - Yen(parts.reduce(0) { $0 + $1.floor })
    var shares: [Identifier: Share] = [:]
    for (place, part) in parts.enumerated() {
      let amount = Yen(part.floor + (place < over.value ? 1 : 0))
      shares[part.claim] = .amount(amount, exact: part.exact)
    }
    return shares
  }

  /// Those who claimed later get what the others left, in order of receipt.
  private static func shares(
    of received: Yen, late: [Entry], after inTime: [Entry], _ progress: () throws -> Void
  ) throws -> (shares: [Identifier: Share], left: [Identifier: Yen]) {
    var left: [Identifier: Yen] = [:]
    var least = received.left(after: try sum(inTime.map(\.most)))
    var most = received.left(after: try sum(inTime.map(\.least)))
    var open = inTime.filter { !$0.isDetermined }
    var shares: [Identifier: Share] = [:]
    for entry in late {
      try progress()
      left[entry.claim.id] = least
      // The least and the most that it can come to.
      let worst = min(entry.least, least)
      let best = min(entry.most, most)
      let others = open
      if !entry.isDetermined { open.append(entry) }
      if least >= entry.most {
        // Whatever the others get, enough is left.
        shares[entry.claim.id] = entry.share(of: entry.most, exact: entry.most.exact)
      } else if most == .zero {
        shares[entry.claim.id] = .exhausted
      } else if worst == best {
        shares[entry.claim.id] = .amount(best, exact: best.exact)
      } else {
        shares[entry.claim.id] = .undetermined(
          others.isEmpty ? entry.own : awaited(by: entry, open))
      }
      least = least.left(after: entry.most)
      most = most.left(after: entry.least)
    }
    return (shares, left)
  }

  /// What an entry waits for: its own facts, and those of others as such.
  private static func awaited(by entry: Entry, _ open: [Entry]) -> [Awaited] {
    let all = open.flatMap { other in
      other.awaited.compactMap { awaited -> Awaited? in
        // Nobody waits for the approval of their own claim: until then it is held.
        if awaited == .approvalOf(entry.claim.id) { return nil }
        guard case .charge(let month) = awaited, other.claim.contract != entry.claim.contract
        else { return awaited }
        return .chargeOf(other.claim.contract, month)
      }
    }
    return Set(all).sorted()
  }
}
