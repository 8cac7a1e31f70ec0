import Assessing
import Bookkeeping
import Documents
import Domain
import Quantities

/// The documents of incidents: what each contract is owed, or why nothing.
extension Delivery {
  func deliverAssessments() throws {
    for incident in try ledger.read({ try $0.unwritten() }) {
      try deliverAssessments(of: incident)
    }
  }

  func deliverAssessments(of incident: Identifier) throws {
    let revision = try ledger.read { try $0.standingRevision(of: incident) }
    let document = try revision.map { revision in
      try deliver("assessments/\(incident)-r\(revision).json", .assessments, incident.text) {
        write in
        try writeAssessments(of: incident) { try write(Array($0.utf8)) }
      }
    }
    try ledger.write { book in
      if let document { try book.delivered(document) }
      try book.written(incident)
    }
  }

  private func writeAssessments(
    of incident: Identifier, _ write: (String) throws -> Void
  ) throws {
    try ledger.read { book in
      let isListed = try book.contractsHit(by: incident) <= Intake.listedContracts
      let form = AssessmentForm(withSteps: isListed)
      var total = Yen.zero
      var isFirst = true
      try write("{\n  \"assessments\": [")
      try book.forEachAssessment(of: incident) { assessment in
        progress()
        if assessment.outcome == .credit { total = try total + assessment.amount }
        try write((isFirst ? "\n    " : ",\n    ") + form.json(assessment).pretty(indent: 2))
        isFirst = false
      }
      try write((isFirst ? "]" : "\n  ]") + ",\n  \"total\": \(total)\n}\n")
    }
  }
}
