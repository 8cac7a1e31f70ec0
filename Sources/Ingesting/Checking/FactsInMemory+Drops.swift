import Assessing
import Bookkeeping
import Domain
import Reading

extension FactsInMemory {
  /// What is wrong with revisions that leave out contracts which the revision before them hits,
  /// without saying so, once everything was read.
  public func droppedContracts() -> [Problem] {
    incidents.reports.sorted { $0.key < $1.key }.flatMap { id, revisions in
      let ordered = revisions.sorted { $0.key < $1.key }.map(\.value)
      return zip(ordered, ordered.dropFirst()).compactMap { before, report -> Problem? in
        guard !report.incident.withdrawn, !report.incident.drops else { return nil }
        let missing = contracts(hitBy: before).subtracting(contracts(hitBy: report))
        return NamedContracts(missing)?
          .problem(
            of: id, report.incident.revision, after: before.incident.revision, in: report.file,
            at: report.position)
      }
    }
  }

  /// The contracts that a report names, known or not, and those that it selects.
  private func contracts(hitBy report: IncidentList.Report) -> Set<Identifier> {
    guard !report.incident.withdrawn else { return [] }
    let selects = report.affects.contains {
      if case .matching = $0.selector { true } else { false }
    }
    let named = report.affects.compactMap {
      if case .contract(let id) = $0.selector { id } else { nil }
    }
    guard selects else { return Set(named) }
    return Set(named).union(
      histories.filter {
        ContractIncident(selecting: $0, from: report.incident, report.affects) != nil
      }
      .map(\.id))
  }
}
