import Assessing
import Domain
import Foundation
import GRDB
import Quantities

/// What became of a record that is received once and stands as it is.
public enum Reception: Hashable, Sendable {
  /// It is new.
  case new
  /// The ledger has it already.
  case known
  /// The ledger has another one of the same name.
  case differs
}

extension Book {
  /// Takes in a claim.
  public func record(_ claim: Claim, input: Int64) throws -> Reception {
    if let known = try self.claim(claim.id) { return known == claim ? .known : .differs }
    try run(
      "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        claim.id.text, input, claim.incident.text, claim.contract.text,
        claim.receivedOn.description, claim.damageOn?.description, claim.recognition?.by,
        claim.recognition?.on.description, claim.filedBy, claim.taxClass?.rawValue,
      ])
    for (ordinal, item) in claim.items.enumerated() {
      try run(
        "INSERT INTO claim_item VALUES (?, ?, ?, ?, ?, ?)",
        [
          claim.id.text, ordinal, item.kind.rawValue, try item.amount.column,
          try item.recognised?.column, item.description,
        ])
    }
    return .new
  }

  /// Takes in a recovery.
  public func record(_ recovery: Recovery, input: Int64) throws -> Reception {
    let known = try row("SELECT * FROM recovery WHERE recovery_id = ?", [recovery.id.text])
    if let known { return try Self.recovery(known) == recovery ? .known : .differs }
    try run(
      "INSERT INTO recovery VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        recovery.id.text, input, recovery.incident.text, recovery.carrier,
        try recovery.amount.column, recovery.receivedOn.description, recovery.isFinal,
      ])
    return .new
  }

  /// Takes in what was given by hand before.
  public func record(_ prior: PriorCredit, input: Int64) throws -> Reception {
    let known = try row(
      "SELECT * FROM prior_credit WHERE prior_credit_id = ?", [prior.id.text])
    if let known { return try Self.priorCredit(known) == prior ? .known : .differs }
    try run(
      "INSERT INTO prior_credit VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        prior.id.text, input, prior.contract.text, prior.incident.text, try prior.amount.column,
        prior.givenOn.description, prior.document,
      ])
    return .new
  }

  /// A claim; `nil` when it is not known.
  public func claim(_ id: Identifier) throws -> Claim? {
    try row("SELECT * FROM claim WHERE claim_id = ?", [id.text]).map(claim)
  }

  /// The user who owned the file of a claim; `nil` when it is not known.
  func owner(ofClaim id: Identifier) throws -> UInt32? {
    try row(
      "SELECT owner, owner_name FROM claim JOIN input ON input = sequence WHERE claim_id = ?",
      [id.text]
    ).map { Self.owner($0).uid }
  }

  /// The claims under a contract.
  public func claims(under contract: Identifier) throws -> [Claim] {
    try fetchRare("SELECT * FROM claim WHERE contract_id = ?", [contract.text], claim)
  }

  /// The claims for an incident.
  public func claims(for incident: Identifier) throws -> [Claim] {
    try rows("SELECT * FROM claim WHERE incident_id = ?", [incident.text]).map(claim)
  }

  /// What carriers paid for an incident.
  public func recoveries(for incident: Identifier) throws -> [Recovery] {
    try rows("SELECT * FROM recovery WHERE incident_id = ?", [incident.text])
      .map(Self.recovery)
  }

  /// What was given by hand under a contract, in order of the day and the name.
  public func priorCredits(of contract: Identifier) throws -> [PriorCredit] {
    try fetchRare(
      "SELECT * FROM prior_credit WHERE contract_id = ? ORDER BY given_on, prior_credit_id",
      [contract.text], Self.priorCredit)
  }

  private func claim(_ row: Row) throws -> Claim {
    let items = try rows(
      "SELECT * FROM claim_item WHERE claim_id = ? ORDER BY ordinal", [row.text("claim_id")])
    let recognition = try row.optionalText("recognised_by").map { by in
      Claim.Recognition(by: by, on: try row.date("recognised_on"))
    }
    return Claim(
      id: try row.identifier("claim_id"), incident: try row.identifier("incident_id"),
      contract: try row.identifier("contract_id"), receivedOn: try row.date("received_on"),
      damageOn: try row.optionalDate("damage_on"), recognition: recognition,
      filedBy: row.optionalText("filed_by"), taxClass: try row.optionalName("tax_class"),
      items: try items.map {
        Claim.Item(
          kind: try $0.name("kind"), amount: Yen($0.integer("amount")),
          recognised: $0.optionalYen("recognised"), description: $0.optionalText("description"))
      })
  }

  private static func recovery(_ row: Row) throws -> Recovery {
    Recovery(
      id: try row.identifier("recovery_id"), incident: try row.identifier("incident_id"),
      carrier: row.text("carrier"), amount: Yen(row.integer("amount")),
      receivedOn: try row.date("received_on"), isFinal: row["final"])
  }

  private static func priorCredit(_ row: Row) throws -> PriorCredit {
    PriorCredit(
      id: try row.identifier("prior_credit_id"), contract: try row.identifier("contract_id"),
      incident: try row.identifier("incident_id"), amount: Yen(row.integer("amount")),
      givenOn: try row.date("given_on"), document: row.optionalText("document"))
  }
}
