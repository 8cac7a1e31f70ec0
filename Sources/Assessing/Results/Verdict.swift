import Domain
import Quantities

/// What a claim comes to under one scenario, before a pool is shared.
struct Verdict {
  enum Outcome: Hashable {
    case nothing(Reason)
    case credit(Yen)
    /// What it would get if the carrier's payment covered everything.
    case pooled(Yen)
    /// The same, of a claim that nobody has recognised yet.
    case heldInPool(Yen)
    case held(Yen)
    case referred([Awaited])
    /// A document or a detail of the claim is missing, whatever else is known.
    case awaits([Awaited])

    /// The document or the details that are missing under the scenario.
    var awaited: [Awaited] { if case .awaits(let awaited) = self { awaited } else { [] } }

    /// What two scenarios have to agree on: nothing is nothing, for whatever reason.
    var materialOutcome: Outcome {
      if case .nothing = self { return .nothing(.attribution) }
      return self
    }
  }

  var outcome: Outcome
  /// What a share of a pool was before the odd yen were given out.
  var exact: ExactYen?
  var clauses: [Clause] = []
  var outage: TimeWindow?
  var members: [Int] = []
  var units: Int64 = 0
  /// The most that a person may approve.
  var approvable = Yen.zero
  /// The cap in whole yen, before others used it.
  var cap: Yen?
  /// The fee month whose fee or charges are the measure.
  var supply: FeeMonth?
  /// How it is settled, where the clause says that it lowers a bill.
  var settlement: Settlement?
  var version: ContractVersion?
  /// What the contract's terms say.
  var rule: ServiceRule?
  var steps: [Step] = []

  /// How damages are settled that lower a bill (004 第21条第2項, docs/domain.md §8).
  enum Settlement: Hashable {
    /// On the bill of a fee month.
    case bill(YearMonth)
    /// In money, because that bill will not come.
    case money
  }

  init(_ outcome: Outcome) {
    self.outcome = outcome
  }
}

/// A booked charge that would be needed and is not there.
struct MissingCharge: Error, Hashable {
  let month: YearMonth
}
