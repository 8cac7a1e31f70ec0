import Assessing
import Domain
import Notation
import Quantities

/// What a note comes to, by tax rate.
public struct NoteTotals: Hashable, Sendable {
  /// The sum at one rate.
  public struct Rate: Hashable, Sendable {
    /// Whole percent.
    public let percent: Int
    /// Before tax.
    public let net: Yen
    /// The tax: net × rate, one floor a note and rate (消費税法施行令第70条の10).
    public let tax: Yen

    /// A sum with its tax.
    public init(percent: Int, net: Yen, tax: Yen) {
      self.percent = percent
      self.net = net
      self.tax = tax
    }
  }

  /// The sums, by rate in falling order.
  public let rates: [Rate]

  /// The totals of sums by rate.
  public init(rates: [Rate]) {
    self.rates = rates.sorted { $0.percent > $1.percent }
  }

  /// Takes the tax out of each rate's sum with tax: sum × rate / (100 + rate), rounded down, is the tax
  /// (docs/formats.md §5).
  public init(grossByRate: [Int: Yen]) throws(QuantityOverflow) {
    var rates: [Rate] = []
    for (percent, gross) in grossByRate {
      let share = try Fraction(Int128(percent), over: 100 + Int128(percent))
      let tax = try (gross.exact * share).rounded(Rounding(.down, basis: "施行令第70条の10"))
      rates.append(Rate(percent: percent, net: try gross - tax, tax: tax))
    }
    self.init(rates: rates)
  }

  /// Computes the tax of each rate's net sum, rounded as the issuer's invoices round it.
  public init(
    netByRate: [Int: Yen], rounding: Rounding.Mode = .down
  ) throws(QuantityOverflow) {
    var rates: [Rate] = []
    for (percent, net) in netByRate {
      let share = try Fraction(Int128(percent), over: 100)
      let tax = try (net.exact * share).rounded(Rounding(rounding, basis: "施行令第70条の10"))
      rates.append(Rate(percent: percent, net: net, tax: tax))
    }
    self.init(rates: rates)
  }

  /// What a part of a note comes to; of one that takes back, to the yen the same with the other sign.
  ///
  /// - Throws: `QuantityOverflow`.
  public init(
    part sums: [Int: Yen], isTaxIncluded: Bool, rounding: Rounding.Mode
  ) throws(QuantityOverflow) {
    let isTaken = sums.values.contains { $0 < .zero }
    let amounts = sums.mapValues { isTaken ? -$0 : $0 }
    let totals =
      try isTaxIncluded
      ? NoteTotals(grossByRate: amounts) : NoteTotals(netByRate: amounts, rounding: rounding)
    self = isTaken ? totals.negated : totals
  }

  /// The totals of lines.
  ///
  /// - Throws: `QuantityOverflow`.
  public init(
    of lines: [NoteLine], rounding: Rounding.Mode = .down
  ) throws(QuantityOverflow) {
    var sums: [Int: Yen] = [:]
    for line in lines { sums[line.taxRate] = try (sums[line.taxRate] ?? .zero) + line.amount }
    if lines.contains(where: \.isTaxIncluded) {
      try self.init(grossByRate: sums)
    } else {
      try self.init(netByRate: sums, rounding: rounding)
    }
  }

  /// Whether sums of lines by rate add up to them: before tax, or with it.
  public func add(up sums: [Int: Yen], isTaxIncluded: Bool) -> Bool {
    let own = Dictionary(rates.map { ($0.percent, $0) }) { first, _ in first }
    return Set(own.keys) == Set(sums.keys)
      && sums.allSatisfy { percent, sum in
        guard let rate = own[percent] else { return false }
        let whole = isTaxIncluded ? rate.net.value + rate.tax.value : rate.net.value
        return whole == sum.value
      }
  }

  /// Before tax.
  public var net: Yen { Yen(rates.reduce(0) { $0 + $1.net.value }) }

  /// The tax of all rates.
  public var tax: Yen { Yen(rates.reduce(0) { $0 + $1.tax.value }) }

  /// With tax.
  public var gross: Yen { Yen(rates.reduce(0) { $0 + $1.net.value + $1.tax.value }) }

  /// The same sums with the opposite sign: what a reversal comes to, to the yen.
  public var negated: NoteTotals {
    NoteTotals(
      rates: rates.map {
        Rate(percent: $0.percent, net: -$0.net, tax: -$0.tax)
      })
  }
}

extension NoteTotals: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    rates = try fields["rates"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("rates", rates)
  }
}

extension NoteTotals.Rate: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    percent = try fields["percent"]
    net = try fields["net"]
    tax = try fields["tax"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("net", net, "percent", percent, "tax", tax)
  }
}
