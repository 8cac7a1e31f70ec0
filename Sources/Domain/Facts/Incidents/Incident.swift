import Notation
import Quantities

/// What the NOC reports: when a service failed, how far, by whose act (障害).
///
/// Whom it hit is told apart, as ``AffectedTarget`` values, because there may be very many.
@dynamicMemberLookup
public struct Incident: Hashable, Sendable {
  /// Its name in the NOC's records.
  public let id: Identifier
  /// A higher revision replaces the lower ones whole.
  public let revision: Int
  /// What it says of itself as a whole.
  public let particulars: Particulars
  /// When the customer lost the service, where an affected contract has no other time; nothing but
  /// the receipt where a report is withdrawn without any.
  public private(set) var times: OutageTimes
  /// From the beginning on, and from each later instant on: impact, attribution, fault.
  public let stages: [Stage]
  /// When it was received.
  public private(set) var receipt: Receipt

  /// What a report says of itself as a whole, and each row of it in the same words.
  public struct Particulars: Hashable, Sendable {
    /// A line for people in the house.
    public var title: String?
    /// What customers may read.
    public var customerTitle: String?
    /// When the service is hoped to work again: shown, never assessed.
    public var expectedRestored: Moment?
    /// What was announced in advance.
    public var announcement: Announcement?
    /// Who judged the attribution.
    public var determinedBy: String?
    /// The carrier whose failure it was.
    public var carrier: String?
    /// A reference into another system.
    public var ticket: String?
    /// Whether the report is taken back.
    public var withdrawn = false
    /// Whether it leaves out contracts on purpose that the report before it hit.
    public var drops = false

    /// A report that says nothing of itself.
    public init() {}
  }

  /// A report made of its parts.
  ///
  /// - Precondition: `stages` holds at least one, in order of time, the first of them without
  ///   an instant of its own.
  public init(
    id: Identifier, revision: Int, _ particulars: Particulars = Particulars(), times: OutageTimes,
    stages: [Stage], receipt: Receipt
  ) {
    precondition(stages.first.map { $0.from == nil } == true)
    self.id = id
    self.revision = revision
    self.particulars = particulars
    self.times = times
    self.stages = stages
    self.receipt = receipt
  }

  /// What it says of itself as a whole.
  public subscript<Value>(dynamicMember path: KeyPath<Particulars, Value>) -> Value {
    particulars[keyPath: path]
  }

  /// The same report, received at another time. One that is withdrawn need not say when it began: then
  /// that is the time of receipt.
  public func received(_ other: Receipt) -> Incident {
    var again = self
    if self.withdrawn && times.began == receipt.moment {
      again.times = OutageTimes(
        began: other.moment, known: times.known, restored: times.restored)
    }
    again.receipt = other
    return again
  }
}

/// Its particulars stand among its other fields.
extension Incident: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    let stages: [Stage] = try fields["phases"]
    guard stages.first.map({ $0.from == nil }) == true else {
      throw CanonicalError("no phase from the beginning")
    }
    try self.init(
      id: fields["incident_id"], revision: fields["revision"], Particulars(from: fields),
      times: fields["times"], stages: stages, receipt: fields["received_at"])
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "announcement", self.announcement, "carrier", self.carrier, "customer_title",
      self.customerTitle, "determined_by", self.determinedBy, "drops", self.drops)
    try object.add(
      "expected_restored_at", self.expectedRestored, "incident_id", id, "phases", stages,
      "received_at", receipt, "revision", revision)
    try object.add(
      "ticket", self.ticket, "times", times, "title", self.title, "withdrawn", self.withdrawn)
  }
}

extension Incident.Particulars {
  fileprivate init(from fields: CanonicalFields) throws {
    title = try fields["title"]
    customerTitle = try fields["customer_title"]
    expectedRestored = try fields["expected_restored_at"]
    announcement = try fields["announcement"]
    determinedBy = try fields["determined_by"]
    carrier = try fields["carrier"]
    ticket = try fields["ticket"]
    withdrawn = try fields["withdrawn"]
    drops = try fields["drops"]
  }
}

extension Incident {
  /// What held from one instant on for contracts of which an entry states an impact of its own: it
  /// stands in the place of the incident's until a phase states another.
  public func stages(startingWith own: Impact?) -> [Stage] {
    guard let own else { return stages }
    var goesOn = true
    return stages.enumerated().map { index, stage in
      goesOn = goesOn && (index == 0 || !stage.statesImpact)
      guard goesOn else { return stage }
      var started = stage
      started.impact = own
      return started
    }
  }
}
