import Domain
import Quantities

extension ContractVersion: LedgerRecord {
  static let table = Table(
    "contract_version", key: "id", format: 1,
    searched: ["contract_id", "valid_from", "account_id", "terms", "agreement"])
  var searched: [(any SQLConvertible)?] {
    [contract.text, validFrom.description, account.text, terms.text, agreement?.text]
  }
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

  /// Takes in a contract version. Of two for the same contract and day, the later exported stands,
  /// and where one of the two does not say when, the later received (docs/formats.md §3).
  ///
  /// - Returns: whether what stands changed.
  public func record(_ version: ContractVersion, input: Int64) throws -> Bool {
    let key = [version.contract.text, version.validFrom.description]
    let now = try row(
      "SELECT version, exported_ms FROM contract_now WHERE contract_id = ? AND valid_from = ?",
      SQLArguments(key))
    if let now {
      if isOlder(version.exportedAt, than: now.optionalMoment("exported_ms")) { return false }
      // One that is not what was written is replaced by what is exported again.
      let standing =
        try unlessCorrupt {
          try record(ContractVersion.self, "WHERE id = ?", [now.integer("version")])
        } ?? nil
      if let standing, standing.isAlike(version) {
        guard let exported = version.exportedAt else { return false }
        try run(
          "UPDATE contract_now SET exported_ms = ? WHERE contract_id = ? AND valid_from = ?",
          SQLArguments([exported.milliseconds] + key))
        return false
      }
    }
    let id = try append(version, input: input)
    try run(
      """
      \(Table.contractNow.insertion) ON CONFLICT DO UPDATE
      SET version = excluded.version, exported_ms = excluded.exported_ms
      """,
      [
        version.contract.text, version.validFrom.description, id,
        version.exportedAt?.milliseconds,
      ])
    return true
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

  /// Whether what was received was exported before what stands; not where one of the two does not say when.
  func isOlder(_ received: Moment?, than standing: Moment?) -> Bool {
    guard let received, let standing else { return false }
    return received < standing
  }
}

extension ContractVersion {
  /// Whether two versions say the same, whenever they were written out.
  fileprivate func isAlike(_ other: ContractVersion) -> Bool {
    var (first, second) = (self, other)
    first.exportedAt = nil
    second.exportedAt = nil
    return first == second
  }
}
