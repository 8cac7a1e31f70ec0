import Domain
import Notation
import Quantities

/// By which right something is owed.
public enum Remedy: String, CaseIterable, Canonical, Hashable, Sendable {
  /// Part of the fee is not payable.
  case waiver
  /// A reduction that the provider grants of its own accord.
  case relief
  /// Compensation of a claimed loss.
  case damages
}

/// What a decision is about.
public struct Subject: Hashable, Sendable {
  /// The contract.
  public let contract: Identifier
  /// By which right.
  public let remedy: Remedy
  /// The claim or the relief that asks for it; `nil` for a waiver, which nobody has to ask for.
  public let request: Identifier?

  /// A subject made of its parts.
  public init(contract: Identifier, remedy: Remedy = .waiver, request: Identifier? = nil) {
    self.contract = contract
    self.remedy = remedy
    self.request = request
  }
}

extension Subject: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    contract = try fields["contract_id"]
    remedy = try fields["remedy"]
    request = try fields["request_id"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("contract_id", contract, "remedy", remedy, "request_id", request)
  }
}

/// What a decision rests on.
public struct Evidence: Hashable, Sendable {
  /// The incidents that make up the outage, in order of name.
  public var incidents: [Identifier]
  /// The outage; `nil` for an incident that is part of none, and for a relief.
  public var outage: TimeWindow?
  /// The clauses that decided, or could.
  public var clauses: [Citation] = []
  /// The cap on damages, where there is one and it is known.
  public var cap: Yen?
  /// The readings relied on.
  public var readings: [String] = []
  /// How the amount came about.
  public var steps: [Step] = []

  /// What is known of some incidents.
  public init(
    incidents: [Identifier], outage: TimeWindow? = nil, clauses: [Citation] = [], cap: Yen? = nil,
    readings: [String] = [], steps: [Step] = []
  ) {
    self.incidents = incidents
    self.outage = outage
    self.clauses = clauses
    self.cap = cap
    self.readings = readings
    self.steps = steps
  }
}

extension Evidence: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    incidents = try fields["incidents"]
    outage = try fields["outage"]
    clauses = try fields["clauses"]
    cap = try fields["cap"]
    readings = try fields["readings"]
    steps = try fields["steps"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("cap", cap, "clauses", clauses, "incidents", incidents)
    try object.add("outage", outage, "readings", readings, "steps", steps)
  }
}

/// The time of an outage, which may not be over.
public struct TimeWindow: Hashable, Sendable {
  /// Its start.
  public let from: Moment
  /// Its end; `nil` while that is not known.
  public let to: Moment?

  /// A window between two moments.
  public init(from: Moment, to: Moment?) {
    self.from = from
    self.to = to
  }

  /// The window that is an interval.
  init(_ interval: Interval) {
    self.init(from: interval.start, to: interval.end)
  }
}

extension TimeWindow: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    from = try fields["from"]
    to = try fields["to"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("from", from, "to", to)
  }
}

/// What a contract is owed for one outage, or why nothing, or what has to be known first.
@dynamicMemberLookup
public struct Assessment: Hashable, Sendable {
  /// What it is about.
  public let subject: Subject
  /// The contract's billing account when the outage began; `nil` while the contract is unknown.
  public var account: Identifier?
  /// What it rests on.
  public var evidence: Evidence
  /// What became of it.
  public var decision: Decision

  /// An assessment made of its parts.
  public init(
    _ subject: Subject, account: Identifier?, _ evidence: Evidence, _ decision: Decision
  ) {
    self.subject = subject
    self.account = account
    self.evidence = evidence
    self.decision = decision
  }

  /// The assessment of an incident on a contract that is not known yet.
  public static func awaiting(contract: Identifier, incident: Identifier) -> Assessment {
    let awaited = Awaited.contract(contract)
    return Assessment(
      Subject(contract: contract), account: nil,
      Evidence(incidents: [incident], steps: [.awaits(awaited)]),
      .undetermined(waitsFor: [awaited]))
  }

  /// What it rests on.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Evidence, Value>) -> Value {
    get { evidence[keyPath: path] }
    set { evidence[keyPath: path] = newValue }
  }

  /// What it is about.
  public subscript<Value>(dynamicMember path: KeyPath<Subject, Value>) -> Value {
    subject[keyPath: path]
  }

  /// What became of it.
  public subscript<Value>(dynamicMember path: KeyPath<Decision, Value>) -> Value {
    decision[keyPath: path]
  }

  /// Whole yen before tax; 0 unless the outcome is credit or held.
  public var amount: Yen { decision.credit?.amount ?? .zero }

  /// The amount before rounding, after ceilings.
  public var exact: ExactYen {
    if case .nothing(_, let counted) = decision { return counted.exact }
    return decision.credit?.exact ?? .zero
  }

  /// Whole units counted; 0 where the clause counts exact time.
  public var units: Int64 {
    if case .nothing(_, let counted) = decision { return counted.units }
    return decision.credit?.units ?? 0
  }
}

extension Assessment: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    subject = try fields["subject"]
    account = try fields["account_id"]
    evidence = try fields["evidence"]
    decision = try fields["decision"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "account_id", account, "decision", decision, "evidence", evidence, "subject", subject)
  }
}
