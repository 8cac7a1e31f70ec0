import Assessing
import Notation

/// The assessments of a contract that do not stand yet, and those that stand and no longer do.
struct NewAssessments: Sendable {
  /// One that does not stand yet, as it is kept.
  struct One: Sendable {
    let assessment: Assessment
    let body: StoredBody
    let key: Digest
  }

  let new: [One]
  let gone: [Int64]

  init(
    _ assessments: [Assessment], beside standing: [Digest: Int64], withSteps: Bool
  ) throws {
    var standing = standing
    var new: [One] = []
    for assessment in assessments {
      var kept = assessment
      if !withSteps { kept.evidence.steps = [] }
      let body = try StoredBody(kept)
      let material = assessment.materialOutcome
      // Where the material outcome is what is kept, as of very many contracts, it need not be written twice.
      let isKept = material.steps.count == kept.steps.count
      let key = try isKept ? body.digestWithoutFormat : StoredBody.digestWithoutFormat(material)
      guard standing.removeValue(forKey: key) == nil else { continue }
      new.append(One(assessment: kept, body: body, key: key))
    }
    self.new = new
    gone = standing.values.sorted()
  }
}
