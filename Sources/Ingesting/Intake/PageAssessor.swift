import Assessing
import Bookkeeping
import Domain
import Threads

/// Assesses pages of contracts on every core: each page while the one before it is written and the next one read.
struct PageAssessor {
  /// A contract, and what an input comes to for it; `nil` where it has claims, which are assessed in their turn.
  typealias Found = (contract: Identifier, outcome: Result<ContractOutcome, CorruptRowError>?)

  /// Of fewer contracts it takes longer to hand them over.
  private static let alone = 8

  let catalogue: TermsCatalogue
  let sameOwner: Policy.SameOwner
  let rules: IssuingRules?
  let withSteps: Bool

  /// A page that is being assessed.
  enum Pending {
    case whole(ContractPage, [Found])
    case work(ContractPage, PendingWork<[Found]>)

    /// The page, and what was found of its contracts, in order of name.
    func value(_ progress: () throws -> Void) throws -> (page: ContractPage, found: [Found]) {
      switch self {
      case .whole(let page, let found): (page, found)
      case .work(let page, let work): (page, try work.value(progress).flatMap { $0 })
      }
    }
  }

  /// Begins to assess a page.
  func begin(_ page: ContractPage, _ progress: @escaping () throws -> Void) throws -> Pending {
    let contracts = page.contracts
    guard contracts.count > Self.alone else {
      return .whole(page, try assess(contracts[...], of: page, progress))
    }
    // More than there are cores, as one piece may take longer than another.
    let pieces = Workers.shared.count * 4
    let size = (contracts.count + pieces - 1) / pieces
    let starts = Array(stride(from: 0, to: contracts.count, by: size))
    return .work(
      page,
      PendingWork(starts.count) { number, flag in
        let end = min(starts[number] + size, contracts.count)
        return try assess(contracts[starts[number]..<end], of: page, flag.check)
      })
  }

  private func assess(
    _ contracts: ArraySlice<Identifier>, of page: ContractPage,
    _ progress: @escaping () throws -> Void
  ) throws -> [Found] {
    var (assessor, facts) = (
      Assessor(catalogue, sameOwner: sameOwner, progress: progress), page
    )
    return try contracts.map { contract in
      try progress()
      guard !page.isClaimed(contract) else { return (contract, nil) }
      do {
        let assessments = try assessor.assess(unclaimed: contract, from: &facts)
        return (contract, .success(try outcome(of: contract, assessments, on: page)))
      } catch let error as CorruptRowError {
        return (contract, .failure(error))
      }
    }
  }

  /// What a contract's assessments come to.
  func outcome(
    of contract: Identifier, _ assessments: [Assessment], on page: ContractPage
  ) throws -> ContractOutcome {
    try ContractOutcome(
      of: contract, owed: assessments, on: page, under: rules, withSteps: withSteps)
  }
}
