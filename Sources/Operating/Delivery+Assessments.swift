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

  /// Notes what the documents are to be that are not written, and leaves what lies in their places: what is
  /// taken in again was written once, and what came after is not taken in yet.
  func noteAssessments() throws {
    for incident in try ledger.read({ try $0.unwritten() }) {
      let document = try path(ofAssessments: incident).map { path in
        var digest = Digest()
        try writeAssessments(of: incident) { digest.add(Array($0.utf8)) }
        return DeliveredDocument(
          path: path, form: .assessments, subject: incident.text, digest: digest.hexadecimal)
      }
      try note(document, of: incident)
    }
  }

  /// - Returns: the path of the document, which is of the revision that stands.
  @discardableResult
  func deliverAssessments(of incident: Identifier) throws -> String? {
    let document = try path(ofAssessments: incident).map { path in
      try deliver(path, .assessments, incident.text) { write in
        try writeAssessments(of: incident) { try write(Array($0.utf8)) }
      }
    }
    try note(document, of: incident)
    return document?.path
  }

  private func path(ofAssessments incident: Identifier) throws -> String? {
    try ledger.read { try $0.standingRevision(of: incident) }
      .map { "assessments/\(incident)-r\($0).json" }
  }

  private func note(_ document: DeliveredDocument?, of incident: Identifier) throws {
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
