import Assessing
import Bookkeeping
import Domain
import Threads

/// Assesses pages of contracts on every core: each page while the one before it is written and the next one read.
struct PageAssessor {
  /// A contract, and what an input comes to for it; `nil` where it has claims, which are assessed in their turn.
  typealias Found = (contract: Identifier, outcome: Result<ContractOutcome, CorruptRowError>?)

  let catalogue: TermsCatalogue
  let sameOwner: Policy.SameOwner
  let rules: IssuingRules?
  let withSteps: Bool

  /// A page that is being assessed.
  struct Pending {
    let page: ContractPage
    fileprivate let work: PendingWork<[Found]>

    /// What was found of its contracts, in order of name.
    func value(_ progress: @escaping () throws -> Void) throws -> [Found] {
      try work.value(progress).flatMap { $0 }
    }
  }

  /// Begins to assess a page.
  func begin(_ page: ContractPage) -> Pending {
    Pending(
      page: page,
      work: PendingWork(dividing: page.contracts, least: 32) { contracts, goOn in
        try assess(contracts, of: page, goOn)
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
