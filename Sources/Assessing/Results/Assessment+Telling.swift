import Domain
import Quantities

extension Assessment {
  /// Cites clauses with those that incorporate them and those in whose place they stand, and says so.
  mutating func cite(_ cited: [Clause], by rule: ServiceRule? = nil) {
    for citation in cited.flatMap({ rule?.citations(of: $0) ?? [$0] }).flatMap(\.citations)
    where !evidence.clauses.contains(citation) {
      evidence.clauses.append(citation)
    }
    if let via = rule?.via, let terms = cited.first(where: { $0.terms != via.terms })?.terms {
      evidence.steps.append(.readInto(clause: via.number, terms: terms))
    }
    for clause in cited {
      guard let replaced = clause.replaces else { continue }
      evidence.steps.append(
        .agreed(clause: clause.number, agreement: clause.terms, instead: replaced))
    }
  }

  /// Leaves it undetermined until something arrives, and says for what.
  ///
  /// - Parameter startDay: the day on which the contract's fee months start.
  mutating func wait(for awaited: [Awaited], startDay: Int = 1) {
    decision = .undetermined(waitsFor: awaited)
    evidence.steps += awaited.map { awaited in
      guard startDay != 1, case .charge(let month) = awaited else { return .awaits(awaited) }
      return .awaitsCharge(
        Step.Period(FeeMonth(year: month.year, month: month.month, startDay: startDay)))
    }
  }
}

extension ContractIncident {
  /// What was reported, stage by stage.
  var reported: [Step] {
    let stages = stages(openUntil: Moment(milliseconds: .max))
    return stages.map { index, interval in
      let stage = self.stages[index]
      let open = times.restored == nil && index == stages.last?.index
      return .fact(
        incident: incident.id, from: interval.start, to: open ? nil : interval.end,
        impact: stage.impact, attribution: stage.attribution, fault: stage.fault)
    }
  }
}
