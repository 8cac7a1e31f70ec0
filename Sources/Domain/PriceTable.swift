import Quantities

/// The fees of one service, a month and before tax, where contracts carry none of their own (料金表).
public struct PriceTable: Hashable, Sendable {
  /// A choice of row: by plan, by day of application, by whether something is counted at all.
  public struct Condition: Hashable, Sendable {
    /// The plan; `nil` for a table without plans.
    public let plan: String?
    /// The first day of application; `nil` for no limit.
    public let appliedFrom: CivilDate?
    /// The last day of application; `nil` for no limit.
    public let appliedTo: CivilDate?
    /// A quantity that must be zero (`false`) or more (`true`); `nil` for no such test.
    public let counted: [Quantity: Bool]

    /// A condition made of its parts.
    public init(
      plan: String?, appliedFrom: CivilDate?, appliedTo: CivilDate?, counted: [Quantity: Bool]
    ) {
      self.plan = plan
      self.appliedFrom = appliedFrom
      self.appliedTo = appliedTo
      self.counted = counted
    }
  }

  /// A price for each of something.
  public struct Item: Hashable, Sendable {
    /// A price up to a count.
    public struct Step: Hashable, Sendable {
      /// The last count at this price; `nil` for the last step.
      public let upTo: Int64?
      /// Whole yen for each.
      public let each: Int64

      /// A step made of its parts.
      public init(upTo: Int64?, each: Int64) {
        self.upTo = upTo
        self.each = each
      }
    }

    /// What is counted, together.
    public let quantities: [Quantity]
    /// How many the base fee includes.
    public let included: Int64
    /// The prices, in order of count.
    public let steps: [Step]
    /// Whether each is priced by its own place (graduated) instead of all by how many there are
    /// (I-13).
    public let graduated: Bool

    /// An item made of its parts.
    public init(quantities: [Quantity], included: Int64, steps: [Step], graduated: Bool) {
      self.quantities = quantities
      self.included = included
      self.steps = steps
      self.graduated = graduated
    }
  }

  /// A base fee, and what is added for what is counted.
  public struct Row: Hashable, Sendable {
    /// When this row is the one.
    public let condition: Condition
    /// Whole yen.
    public let base: Int64
    /// What is added.
    public let items: [Item]

    /// A row made of its parts.
    public init(condition: Condition, base: Int64, items: [Item]) {
      self.condition = condition
      self.base = base
      self.items = items
    }
  }

  /// Its number, summary and readings.
  public let clause: Clause
  /// The service priced.
  public let service: Identifier
  /// The rows, of which at most one meets any contract.
  public let rows: [Row]

  /// A table made of its parts.
  public init(clause: Clause, service: Identifier, rows: [Row]) {
    self.clause = clause
    self.service = service
    self.rows = rows
  }

  /// The monthly fee of a contract version, or `nil` when no row meets it.
  ///
  /// - Throws: ``QuantityOverflow`` for counts beyond all reason.
  public func fee(of version: ContractVersion) throws(QuantityOverflow) -> Yen? {
    guard let row = rows.first(where: { $0.condition.admits(version) }) else { return nil }
    var fee = Yen(row.base)
    for item in row.items {
      fee = try fee + item.price(of: version.quantities)
    }
    return fee
  }
}

extension PriceTable.Condition {
  /// Whether a contract version meets it.
  public func admits(_ version: ContractVersion) -> Bool {
    let applied = version.appliedOn ?? version.serviceStart
    return (plan.map { $0 == version.plan } ?? true)
      && (appliedFrom.map { $0 <= applied } ?? true) && (appliedTo.map { applied <= $0 } ?? true)
      && counted.allSatisfy { (version.quantities[$0.key, default: 0] > 0) == $0.value }
  }

  /// Whether some contract could meet both.
  public func overlaps(_ other: PriceTable.Condition) -> Bool {
    if let plan, let otherPlan = other.plan, plan != otherPlan { return false }
    if let to = appliedTo, let from = other.appliedFrom, to < from { return false }
    if let from = appliedFrom, let to = other.appliedTo, to < from { return false }
    return counted.allSatisfy { other.counted[$0.key] ?? $0.value == $0.value }
  }
}

extension PriceTable.Item {
  /// What is added for the quantities of a contract.
  fileprivate func price(of counts: [Quantity: Int64]) throws(QuantityOverflow) -> Yen {
    var count: Int128 = 0
    for quantity in quantities { count += Int128(counts[quantity, default: 0]) }
    count = max(0, count - Int128(included))
    guard count > 0 else { return .zero }
    guard graduated else {
      let step = steps.first { $0.upTo.map { count <= Int128($0) } ?? true }
      return try PriceTable.Item.product(count, step?.each ?? 0)
    }
    var price = Yen.zero
    var priced: Int128 = 0
    for step in steps {
      let upTo = min(count, step.upTo.map { Int128($0) } ?? count)
      price = try price + PriceTable.Item.product(max(0, upTo - priced), step.each)
      priced = max(priced, upTo)
    }
    return price
  }

  private static func product(_ count: Int128, _ each: Int64) throws(QuantityOverflow) -> Yen {
    let (product, overflow) = count.multipliedReportingOverflow(by: Int128(each))
    guard !overflow else { throw QuantityOverflow("multiplication") }
    return Yen(product)
  }
}
