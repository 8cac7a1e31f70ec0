package enum RefOutcome: String, Sendable { case credit, none, undetermined, referred, held }

/// In the order of docs/formats.md §4: of those that hold, the first is given.
package enum RefReason: Int, CaseIterable, Sendable, Comparable {
  case outsideService, noGuarantee, noFormula, feesStayDue, attribution, partialImpact, tooShort,
    knownTooLate, noFee, ceilingUsed, belowOneYen, refused, notAffected, lateClaim,
    nothingRecoverable, capUsed, poolExhausted

  package static func < (a: RefReason, b: RefReason) -> Bool { a.rawValue < b.rawValue }

  package var text: String {
    switch self {
    case .outsideService: "outside-service"
    case .noGuarantee: "no-guarantee"
    case .noFormula: "no-formula"
    case .feesStayDue: "fees-stay-due"
    case .attribution: "attribution"
    case .partialImpact: "partial-impact"
    case .tooShort: "too-short"
    case .knownTooLate: "known-too-late"
    case .noFee: "no-fee"
    case .ceilingUsed: "ceiling-used"
    case .belowOneYen: "below-one-yen"
    case .refused: "refused"
    case .notAffected: "not-affected"
    case .lateClaim: "late-claim"
    case .nothingRecoverable: "nothing-recoverable"
    case .capUsed: "cap-used"
    case .poolExhausted: "pool-exhausted"
    }
  }
}

package struct RefAssessment: Sendable, Equatable {
  package enum Remedy: String, Sendable { case waiver, damages }

  package var contract: String
  package var remedy: Remedy
  package var claim: String?
  package var outcome: RefOutcome
  package var amount = 0
  /// "n" or "n/d", after the ceilings, before rounding.
  package var exact = "0"
  /// Whole 24 h units of what was chosen; nil where nothing was counted.
  package var units: Int?
  package var reason: String?
  package var waitsFor: [String] = []
  /// Sorted.
  package var incidents: [String]
  /// Nil where there is no outage, or where completions disagree about it.
  package var from: Moment?
  package var to: Moment?
  package var cap: Int?
  /// More than one completion was tried.
  package var factsMissing = false
}

/// A set of reasons that hold.
struct Reasons: Equatable {
  var bits: UInt32 = 0
  static let all = Reasons(bits: .max)

  init(bits: UInt32 = 0) { self.bits = bits }
  init(_ reasons: RefReason...) { for reason in reasons { insert(reason) } }

  mutating func insert(_ reason: RefReason) { bits |= 1 << UInt32(reason.rawValue) }
  func union(_ other: Reasons) -> Reasons { Reasons(bits: bits | other.bits) }
  func intersection(_ other: Reasons) -> Reasons { Reasons(bits: bits & other.bits) }

  var first: RefReason? { RefReason.allCases.first { bits & (1 << UInt32($0.rawValue)) != 0 } }
}
