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

  /// The monthly fee of a contract version, or `nil` when no row meets it, or none does without the
  /// day of application.
  ///
  /// - Throws: `QuantityOverflow` for counts beyond all reason.
  public func fee(of version: ContractVersion) throws(QuantityOverflow) -> Yen? {
    try price(of: version)?.fee
  }

  /// The row that prices a contract version, with what each item adds.
  ///
  /// - Throws: `QuantityOverflow` for counts beyond all reason.
  public func price(of version: ContractVersion) throws(QuantityOverflow) -> Price? {
    let possible = rows.filter { $0.condition.admits(version) }
    guard let row = possible.first, possible.count == 1 else { return nil }
    var price = Price(row: row, fee: Yen(row.base))
    for item in row.items {
      let added = try item.price(of: version.quantities)
      price.items += added
      for part in added { price.fee = try price.fee + part.amount }
    }
    return price
  }

  /// Whether the row that prices a version depends on a day of application which it does not state:
  /// not every day up to the start of service falls into one row (000 第6条第2項: an application
  /// precedes the start).
  public func needsApplication(of version: ContractVersion) -> Bool {
    version.appliedOn == nil && rows.filter { $0.condition.admits(version) }.count > 1
  }

  /// A fee as the table makes it up.
  public struct Price: Hashable, Sendable {
    /// The row.
    public let row: Row
    /// What is added for what is counted, by price; nothing where nothing is.
    public var items: [Part] = []
    /// The sum.
    public var fee: Yen

    /// What is added at one price.
    public struct Part: Hashable, Sendable {
      /// What is counted, as far as there is any.
      public let quantities: [Quantity]
      /// The first count at this price; `nil` where there is one price for any count.
      public let low: Int64?
      /// The last count at this price; `nil` where none follows.
      public let high: Int64?
      /// How many at this price.
      public let count: Int64
      /// Whole yen for each.
      public let each: Int64
      /// Whole yen together.
      public let amount: Yen
    }
  }
}

extension PriceTable.Condition {
  /// Whether a contract version meets it, or may: a day of application that is not stated is one up to
  /// the start of service.
  public func admits(_ version: ContractVersion) -> Bool {
    let first = version.appliedOn
    let last = version.appliedOn ?? version.serviceStart
    return (plan.map { $0 == version.plan } ?? true)
      && (appliedFrom.map { $0 <= last } ?? true)
      && (appliedTo.map { to in first.map { $0 <= to } ?? true } ?? true)
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
  /// What is added for the quantities of a contract, price by price.
  fileprivate func price(
    of counts: [Quantity: Int64]
  ) throws(QuantityOverflow) -> [PriceTable.Price.Part] {
    var total: Int64 = 0
    for quantity in quantities {
      let (sum, overflow) = total.addingReportingOverflow(counts[quantity, default: 0])
      guard !overflow else { throw QuantityOverflow("addition") }
      total = sum
    }
    let count = max(0, total - included)
    guard count > 0 else { return [] }
    let counted = quantities.filter { counts[$0, default: 0] > 0 }
    guard graduated else {
      guard let index = steps.firstIndex(where: { $0.upTo.map { count <= $0 } ?? true }) else {
        return []
      }
      return [try part(counted, count, at: index)]
    }
    var parts: [PriceTable.Price.Part] = []
    var priced: Int64 = 0
    for (index, step) in steps.enumerated() {
      let upTo = min(count, step.upTo ?? count)
      if upTo > priced { parts.append(try part(counted, upTo - priced, at: index)) }
      priced = max(priced, upTo)
    }
    return parts
  }

  private func part(
    _ counted: [Quantity], _ count: Int64, at index: Int
  ) throws(QuantityOverflow) -> PriceTable.Price.Part {
    let each = steps[index].each
    let (product, overflow) = Int128(count).multipliedReportingOverflow(by: Int128(each))
    guard !overflow else { throw QuantityOverflow("multiplication") }
    let low = index == 0 ? 1 : (steps[index - 1].upTo ?? 0) + 1
    return PriceTable.Price.Part(
      quantities: counted, low: steps.count > 1 ? low : nil, high: steps[index].upTo,
      count: count, each: each, amount: Yen(product))
  }
}
