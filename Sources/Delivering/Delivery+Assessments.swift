import Assessing
import Bookkeeping
import Documents
import Domain
import Ingesting
import Quantities

/// The documents of incidents: what each contract is owed, or why nothing.
extension Delivery {
  /// Writes those that are not written yet.
  ///
  /// - Parameter limit: how many at most.
  /// - Returns: whether there are no more.
  @discardableResult
  public func deliverAssessments(limit: Int64 = .max) throws -> Bool {
    let slice: Int64 = 100
    var left = limit
    while left > 0 {
      let incidents = try ledger.read { try $0.unwritten(limit: min(left, slice)) }
      for incident in incidents { try deliverAssessments(of: incident) }
      if incidents.isEmpty { return true }
      left -= Int64(incidents.count)
    }
    return false
  }

  func deliverAssessments(of incident: Identifier) throws {
    let revision = try ledger.read { try $0.standingRevision(of: incident) }
    let document = try revision.map { revision in
      try deliver("assessments/\(incident)-r\(revision).json", .assessments, incident.text) {
        write in
        try writeAssessments(of: incident) { try write(Array($0.utf8)) }
      }
    }
    try ledger.write { try $0.written(incident, as: document) }
  }

  private func writeAssessments(
    of incident: Identifier, _ write: (String) throws -> Void
  ) throws {
    try ledger.read { transaction in
      let isListed = try transaction.contractsHit(by: incident) <= Intake.listedContracts
      let form = AssessmentForm(withSteps: isListed)
      var total = Yen.zero
      var isFirst = true
      try write("{\n  \"assessments\": [")
      try transaction.forEachAssessment(of: incident) { assessment in
        progress()
        if assessment.outcome == .credit { total = try total + assessment.amount }
        try write((isFirst ? "\n    " : ",\n    ") + form.json(assessment).pretty(indent: 2))
        isFirst = false
      }
      try write((isFirst ? "]" : "\n  ]") + ",\n  \"total\": \(total)\n}\n")
    }
  }
}
