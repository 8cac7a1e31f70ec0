import Assessing
import Bookkeeping
import Domain
import Threads

/// The contracts that one input affects, while they are assessed and what is new of them is recorded.
struct ContractsAssessed {
  private let contracts: AffectedList
  private let input: InputRecord
  private let transaction: LedgerTransaction
  private let progress: () throws -> Void
  private let meter: WorkMeter
  private let isListed: Bool
  private let assessor: PageAssessor
  private var claims: ClaimedContracts
  private var touched: Set<Identifier> = []
  /// How many new assessments there are of each outcome.
  private(set) var outcomes: [Outcome: Int64] = [:]
  /// The new assessments, where they are of no more than ``Intake/listedContracts`` contracts.
  private(set) var listed: [Assessment] = []

  /// Those with claims: what these come to depends on other contracts, so they take their turn.
  private struct ClaimedContracts {
    var assessor: Assessor
    var facts: FactFinder
  }

  /// - Parameter rules: by what is issued; `nil` where nothing can be.
  init(
    _ contracts: AffectedList, by input: InputRecord, _ grounds: Grounds, rules: IssuingRules?,
    in transaction: LedgerTransaction, _ meter: WorkMeter, _ progress: @escaping () throws -> Void
  ) {
    self.meter = meter
    self.contracts = contracts
    self.input = input
    self.transaction = transaction
    self.progress = progress
    isListed = contracts.count <= Intake.listedContracts
    let (catalogue, sameOwner) = (grounds.catalogue, grounds.policy.sameOwner)
    assessor = PageAssessor(
      catalogue: catalogue, sameOwner: sameOwner, rules: rules, withSteps: isListed)
    claims = ClaimedContracts(
      assessor: Assessor(catalogue, sameOwner: sameOwner, progress: progress),
      facts: FactFinder(transaction))
  }

  /// Assesses them, page by page: while one is being assessed, the one before it is recorded.
  mutating func run(_ gatherer: borrowing AdjustmentGatherer?) throws {
    meter.begin(.assessing, of: contracts.count)
    var pages = AffectedPages(of: contracts)
    var last: PageAssessor.Pending?
    while let page = try pages.next() {
      let next = assessor.begin(page)
      if let last { try record(last, gatherer) }
      last = next
    }
    if let last { try record(last, gatherer) }
    try transaction.markUnwritten(touched)
  }

  private mutating func record(
    _ pending: PageAssessor.Pending, _ gatherer: borrowing AdjustmentGatherer?
  ) throws {
    for (contract, outcome) in try pending.value(progress) {
      try progress()
      meter.advance()
      // What rests on a row that is not what was written stays as it is.
      let new = try transaction.unlessCorrupt {
        let outcome = try outcome?.get() ?? claimed(contract, on: pending.page)
        try gatherer?.gather(outcome)
        // Recording reads no such row, so it comes last: nothing of a contract is ever taken back.
        return try transaction.record(outcome, input: input.sequence, touching: &touched)
      }
      guard let new else { continue }
      for assessment in new { outcomes[assessment.outcome, default: 0] += 1 }
      if isListed { listed += new }
    }
  }

  private mutating func claimed(
    _ contract: Identifier, on page: ContractPage
  ) throws -> ContractOutcome {
    let found = try claims.assessor.assess(contract, from: &claims.facts)
    return try assessor.outcome(of: contract, found, on: page)
  }
}
