import Assessing
import Bookkeeping
import Documents
import Domain
import Ingesting
import Quantities
import Threads

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
    let standing = try ledger.read { try $0.standingReport(of: incident) }
    let document = try standing.map { revision, received in
      let day = UTCOffset.japan.date(of: received)
      let path = "assessments/\(day)/\(incident)-r\(revision).json"
      return try deliver(path, .assessments, incident.text) { write in
        try writeAssessments(of: incident) { try write(Array($0.utf8)) }
      }
    }
    try ledger.write { try $0.written(incident, as: document) }
  }

  /// An assessment's text and what it owes; `nil` where the incident is no part of it.
  private typealias Told = Result<(text: String, owed: Yen)?, CorruptRowError>

  private static func told(
    _ kept: KeptAssessment, of incident: Identifier, _ form: AssessmentForm
  ) throws -> (text: String, owed: Yen)? {
    let assessment = try kept.read()
    guard assessment.incidents.contains(incident) else { return nil }
    return (
      form.json(assessment).pretty(indent: 2),
      assessment.outcome == .credit ? assessment.amount : .zero
    )
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
      var pipeline = Pipeline<KeptAssessment, Told>(progress) { kept in
        do { return .success(try Self.told(kept, of: incident, form)) } catch let error
          as CorruptRowError
        {
          return .failure(error)
        }
      }
      func use(_ told: Told) throws {
        progress()
        guard let (text, owed) = try transaction.unlessCorrupt({ try told.get() }) ?? nil else {
          return
        }
        total = try total + owed
        try write((isFirst ? "\n    " : ",\n    ") + text)
        isFirst = false
      }
      try transaction.forEachKeptAssessment(of: incident) {
        try pipeline.add($0) { try $0.forEach(use) }
      }
      try pipeline.finish { try $0.forEach(use) }
      try write((isFirst ? "]" : "\n  ]") + ",\n  \"total\": \(total)\n}\n")
    }
  }
}
