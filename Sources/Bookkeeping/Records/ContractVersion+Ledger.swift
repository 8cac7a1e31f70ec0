import Domain
import Quantities

extension ContractVersion: ExportedRecord {
  static let standing = StandingPlace(table: .contractNow, place: "valid_from", row: "version")
  var place: String { validFrom.description }

  static let table = Table(
    "contract_version", key: "id", format: 1,
    searched: ["contract_id", "valid_from", "account_id", "terms", "agreement"])
  var searched: [(any SQLConvertible)?] {
    [contract.text, validFrom.description, account.text, terms.text, agreement?.text]
  }
}

extension EncodedRecord<ContractVersion> {
  /// A contract version with its body.
  public init(_ version: ContractVersion) throws { try self.init(encoding: version) }
}

extension LedgerTransaction {
  /// The contracts that an account holds under a document, in order of name.
  public func contracts(
    of account: Identifier, under terms: Identifier
  ) throws -> [Identifier] {
    try rows(
      """
      SELECT DISTINCT now.contract_id FROM contract_now now JOIN contract_version ON id = now.version
      WHERE account_id = ? AND terms = ? ORDER BY now.contract_id
      """, [account.text, terms.text]
    ).map { try $0.identifier("contract_id") }
  }

  /// How many contracts are, or were, under a document.
  public func contractCount(under terms: Identifier) throws -> Int64 {
    try number(
      "SELECT count(DISTINCT contract_id) FROM contract_version WHERE terms = ?", [terms.text]) ?? 0
  }

  /// How many contracts refer, or referred, to an agreement.
  public func contractCount(agreedBy agreement: Identifier) throws -> Int64 {
    try number(
      "SELECT count(DISTINCT contract_id) FROM contract_version WHERE agreement = ?",
      [agreement.text]) ?? 0
  }

  /// Takes in contract versions.
  ///
  /// - Returns: of each, whether what stands changed.
  public func record(_ page: [EncodedRecord<ContractVersion>], input: Int64) throws -> [Bool] {
    try record(exported: page, input: input)
  }

  /// Whether an input has changed any contract, charge or merger. The same bytes as before do so only
  /// where rows of others had replaced theirs.
  public func hasEffect(_ input: Int64) throws -> Bool {
    try number(
      """
      SELECT EXISTS (SELECT 1 FROM contract_version WHERE input = ?1)
      OR EXISTS (SELECT 1 FROM charge WHERE input = ?1)
      OR EXISTS (SELECT 1 FROM account_version WHERE input = ?1)
      """, [input]) == 1
  }

  /// A contract through its standing versions; `nil` when it is not known.
  public func contract(_ id: Identifier) throws -> ContractHistory? {
    ContractHistory(
      try records(
        ContractVersion.self,
        "JOIN contract_now now ON now.version = id WHERE now.contract_id = ?", [id.text]))
  }
}
