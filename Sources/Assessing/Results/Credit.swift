import Domain
import Notation
import Quantities

/// An amount for an account: what a decision gives, what is due, and what stands on a note.
public struct Credit: Hashable, Sendable {
  /// Who receives it.
  public var account: Identifier
  /// The period whose fee is lowered.
  public var supply: Supply
  /// Whole units counted; 0 where the clause counts exact time.
  public var units: Int64
  /// The amount before rounding, after ceilings.
  public var exact: ExactYen
  /// Whole yen before tax; with it where damages lower a bill (I-34).
  public var amount: Yen
  /// The rate of the original supply, whole percent; 0 for damages outside the tax (不課税).
  public var taxRate: Int
  /// The fee month on whose bill it is settled, where the clause says so.
  public var settledOn: YearMonth?
  /// What a waiver takes of each period's fee, in order of time: lines may have to be cut there
  /// (docs/domain.md §8). Nothing of it is kept.
  public var shares: [Share] = []

  /// An amount made of its parts.
  public init(
    account: Identifier, supply: Supply, units: Int64, exact: ExactYen, amount: Yen, taxRate: Int,
    settledOn: YearMonth? = nil, shares: [Share] = []
  ) {
    self.account = account
    self.supply = supply
    self.units = units
    self.exact = exact
    self.amount = amount
    self.taxRate = taxRate
    self.settledOn = settledOn
    self.shares = shares
  }

  /// The period whose fee is lowered.
  public struct Supply: Hashable, Sendable {
    /// Its first day.
    public let from: CivilDate
    /// Its last day.
    public let to: CivilDate
    /// The fee months in it, by name; for a contract year the one in which it begins.
    public let feeMonths: [YearMonth]

    /// A period of supply.
    public init(from: CivilDate, to: CivilDate, feeMonths: [YearMonth]) {
      self.from = from
      self.to = to
      self.feeMonths = feeMonths
    }
  }

  /// What a waiver takes of one period's fee.
  public struct Share: Hashable, Sendable {
    /// The period.
    public let supply: Supply
    /// Whole units that began in it.
    public let units: Int64
    /// Before rounding.
    public let exact: ExactYen
    /// The whole yen of the running exact sum, so that all shares add up to the amount.
    public let amount: Yen
    /// The rate of the period's supply, whole percent.
    public let taxRate: Int
    /// The account of the days on which its time lies.
    public let account: Identifier

    /// A share made of its parts.
    public init(
      supply: Supply, units: Int64, exact: ExactYen, amount: Yen, taxRate: Int, account: Identifier
    ) {
      self.account = account
      self.supply = supply
      self.units = units
      self.exact = exact
      self.amount = amount
      self.taxRate = taxRate
    }
  }
}

extension Credit: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    account = try fields["account_id"]
    supply = try fields["supply"]
    units = try fields["units"]
    exact = try fields["exact"]
    amount = try fields["amount"]
    taxRate = try fields["tax_rate"]
    settledOn = try fields["apply_to"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("account_id", account, "amount", amount, "apply_to", settledOn, "exact", exact)
    try object.add("supply", supply, "tax_rate", taxRate, "units", units)
  }
}

extension Credit.Supply: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    from = try fields["from"]
    to = try fields["to"]
    feeMonths = try fields["fee_months"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("fee_months", feeMonths, "from", from, "to", to)
  }
}
