import Domain
import Quantities

extension Charge: ExportedRecord {
  static let standing = StandingPlace(table: .chargeNow, place: "fee_month", row: "charge")
  var place: String { feeMonth.description }

  static let table = Table(
    "charge", key: "id", format: 1, searched: ["contract_id", "fee_month"])
  var searched: [(any SQLConvertible)?] {
    [contract.text, feeMonth.description]
  }
}

extension EncodedRecord<Charge> {
  /// A charge with its body.
  public init(_ charge: Charge) throws { try self.init(encoding: charge) }
}

extension LedgerTransaction {
  /// Takes in charges.
  ///
  /// - Returns: of each, whether what stands changed.
  public func record(_ page: [EncodedRecord<Charge>], input: Int64) throws -> [Bool] {
    try record(exported: page, input: input)
  }

  /// The standing charges of a contract.
  public func charges(of contract: Identifier) throws -> [YearMonth: Charge] {
    let charges = try rareRecords(
      Charge.self, "JOIN charge_now now ON now.charge = id WHERE now.contract_id = ?",
      [contract.text])
    return Dictionary(charges.map { ($0.feeMonth, $0) }) { first, _ in first }
  }
}
