import Assessing
import Crediting
import Domain

/// A contract's adjustment, with its lines as they are gathered.
struct PreparedAdjustment: Sendable {
  let adjustment: CreditAdjustment
  /// Lines that are no longer right.
  let wrong: [SQLArguments]
  /// Lines that are to stand on new notes.
  let due: [SQLArguments]
  /// Whether what it takes back seems to come of a charge that was sent again after credits.
  let isAfterCredits: Bool

  init(
    of contract: Identifier, owed assessments: [Assessment], on page: ContractPage,
    under rules: IssuingRules
  ) throws {
    let credits = try CreditsDue(
      assessments, under: rules.policy, after: page.priorCredits(of: contract)
    ).credits
    let charges = try page.charges(of: contract)
    let bills = rules.bills(charges)
    let adjustment = try CreditAdjustment(
      due: credits, outstanding: page.outstanding(contract), bills: { bills },
      successor: rules.successor)
    self.adjustment = adjustment
    wrong = try adjustment.toReverse.map { line in
      [
        line.note, line.ordinal, contract.text, try line.debt.key,
        try line.debt.credit.amount.column,
      ]
    }
    isAfterCredits = try adjustment.isAfterCredits(
      charges, standing: { try page.outstandingLines(contract) })
    // While issuing is on hold nothing of it is gathered.
    guard rules.policy.issuing == .immediate else {
      due = []
      return
    }
    let corrected = adjustment.corrected(successor: rules.successor)
    due = try zip(adjustment.toIssue, corrected).map { credit, line in
      try GatheredAdjustments.row(
        due: NoteLine(credit, bills), kind: credit.kind(bills), for: credit.account,
        replacing: line?.note)
    }
  }
}
