import Assessing
import Domain
import Notation
import Quantities
import Querying
import Wording

/// What waits, by incident and by what it waits for: counts, for those who are not to see customers and fees.
/// What it will come to nobody knows yet.
struct WaitingCounts {
  fileprivate struct Group: Hashable {
    let outcome: Outcome
    let incidents: [Identifier]
    let waitsFor: [Awaited]
  }

  private struct Sum {
    var since: Moment
    var contracts: Int64 = 0
  }

  private var sums: [Group: Sum] = [:]

  init(_ inquiry: Inquiry) throws {
    var sums: [Group: Sum] = [:]
    try inquiry.forEachWaiting([.undetermined, .referred]) { assessment, since in
      let group = Group(
        outcome: assessment.outcome, incidents: assessment.incidents,
        waitsFor: assessment.waitsFor.map(\.withoutOthers))
      var sum = sums[group] ?? Sum(since: since)
      sum.since = min(sum.since, since)
      sum.contracts += 1
      sums[group] = sum
    }
    self.sums = sums
  }

  func print(_ listing: inout Listing) throws {
    let ordered = sums.sorted { ($0.value.since, $0.key.text) < ($1.value.since, $1.key.text) }
    for (group, sum) in ordered {
      let words = LocalizedText(ja: "契約\(sum.contracts)件", en: "contracts: \(sum.contracts)")
      listing.print(
        "\(Ages.text(sum.since))  \(group.outcome.words[Output.language])  \(group.text)  "
          + words[Output.language],
        Self.fields(
          group.outcome, group.incidents, group.waitsFor.map(\.description), sum.since,
          contracts: sum.contracts))
    }
  }

  static func fields(
    _ outcome: Outcome, _ incidents: [Identifier], _ awaited: [String], _ since: Moment,
    contracts: Int64
  ) -> [(String, JSONValue)] {
    [
      ("since", .text(since.rfc3339())), ("outcome", .text(outcome.rawValue)),
      ("incidents", .list(incidents.map { .text($0.text) })),
      ("waits_for", .list(awaited.map { .text($0) })), ("contracts", .integer(Int128(contracts))),
    ]
  }
}

extension WaitingCounts.Group {
  /// Which incidents, and what they wait for.
  fileprivate var text: String {
    let awaited = waitsFor.map(\.words[Output.language]).joined(separator: ", ")
    return incidents.map(\.text).joined(separator: ", ") + "  " + awaited
  }
}

extension Awaited {
  /// The same without whose it is: another contract, or a claim, is nothing to the NOC.
  fileprivate var withoutOthers: Awaited {
    switch self {
    case .chargeOf(_, let month): .charge(month)
    case .approvalOf: .approval
    default: self
    }
  }
}
