import Assessing
import Domain

/// What an input comes to for one contract: what is to be recorded, and what is to be gathered. Any thread can find
/// it; nothing is written.
public struct ContractOutcome: Sendable {
  /// The contract.
  public let contract: Identifier
  let assessments: NewAssessments
  /// `nil` where nothing can be issued at all.
  let adjustment: PreparedAdjustment?

  /// What a contract is owed, beside what stands of it.
  ///
  /// - Parameters:
  ///   - rules: by what is issued; `nil` where nothing can be.
  ///   - withSteps: whether the steps are kept, so that documents can show them.
  /// - Throws: ``CorruptRowError`` for a row that is not what was written.
  public init(
    of contract: Identifier, owed assessments: [Assessment], on page: ContractPage,
    under rules: IssuingRules?, withSteps: Bool
  ) throws {
    self.contract = contract
    adjustment = try rules.map {
      try PreparedAdjustment(of: contract, owed: assessments, on: page, under: $0)
    }
    self.assessments = try NewAssessments(
      assessments, beside: page.standing(contract), withSteps: withSteps)
  }
}
