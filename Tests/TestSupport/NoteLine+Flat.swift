import Assessing
import Crediting
import Domain
import Quantities

extension NoteLine {
  /// A line made of its parts, for looking at documents.
  package init(
    contract: Identifier, remedy: Remedy, request: Identifier? = nil, clauses: [Citation],
    outage: TimeWindow?, supplyFrom: CivilDate, supplyTo: CivilDate, units: Int64,
    exact: ExactYen, amount: Yen, taxRate: Int, applyTo: YearMonth? = nil,
    settlement: LineSettlement = .unknown, invoice: PrecedingDocument? = nil, readings: [String],
    steps: [Step]
  ) {
    self.init(
      Subject(contract: contract, remedy: remedy, request: request),
      Evidence(
        incidents: [], outage: outage, clauses: clauses, readings: readings, steps: steps),
      Credit(
        account: "A-0017",
        supply: Credit.Supply(from: supplyFrom, to: supplyTo, feeMonths: []), units: units,
        exact: exact, amount: amount, taxRate: taxRate, settledOn: applyTo),
      settlement: settlement, invoice: invoice, monthEnd: supplyTo)
  }
}
