extension RefClaim {
  /// A recognition counts unless it names the person who filed the claim (docs/formats.md §3).
  var isRecognised: Bool {
    guard let recognisedBy, recognisedOn != nil else { return false }
    return recognisedBy != filedBy
  }

  /// What of these kinds is recognised; all that is claimed where no recognition counts.
  func sum(_ kinds: Set<RefItemKind>) -> Int {
    items.filter { kinds.contains($0.kind) }.reduce(0) {
      $0 + (isRecognised ? $1.recognised ?? $1.amount : $1.amount)
    }
  }
}

/// What one claim comes to under one completion.
struct ClaimResult {
  var outcome = RefOutcome.none
  var amount = 0
  var first: RefReason?
  var holds = Reasons()
  /// What it waits for, whatever the amounts.
  var pending: Set<String> = []
  /// With referred.
  var rulings: Set<String> = []
  var cap: Int?
  var units: Int?
  var outage: Outage?
  var incidents: [Int] = []

  mutating func none(_ reason: RefReason) {
    outcome = .none
    amount = 0
    first = min(first ?? reason, reason)
    holds.insert(reason)
  }

  mutating func give(_ outcome: RefOutcome, _ amount: Int) {
    self.outcome = outcome
    self.amount = amount
  }

  /// Undetermined exactly when this differs.
  var signature: [Int] {
    switch outcome {
    case .none: [0, 0]
    case .credit: [1, amount]
    case .held: [2, amount]
    case .referred: [3, 0]
    case .undetermined: [4, 0]
    }
  }
}

/// What is shared by all claims under one cap.
enum CapKey: Hashable {
  /// One contract and outage (002).
  case outage(contract: Int, from: Moment)
  /// One contract and fee month (004).
  case month(contract: Int, FeeMonth)
}
