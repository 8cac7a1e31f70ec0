import Domain
import Quantities

extension RecordFile {
  /// Reads what carriers paid (`recoveries/`, docs/formats.md §3); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readRecoveries(
    received receipt: Receipt, _ body: (Recovery, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .recoveries) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("recovery_id", .identifier)
      let incident = fields.required("incident_id", .identifier)
      let carrier = fields.required("carrier", FieldKind<String>.name)
      let amount = fields.required("amount", .yen)
      let receivedOn = fields.required("received_on", .date, by: receipt)
      let isFinal = fields.optional("final", .flag) ?? false
      fields.finish()
      guard let id, let incident, let carrier, let amount, let receivedOn else { return }
      try body(
        Recovery(
          id: id, incident: incident, carrier: carrier, amount: amount, receivedOn: receivedOn,
          isFinal: isFinal), node.position)
    }
  }

  /// Reads what was given by hand before the ledger began (`prior-credits/`); problems are
  /// gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readPriorCredits(
    received receipt: Receipt, _ body: (PriorCredit, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .priorCredits) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("prior_credit_id", .identifier)
      let contract = fields.required("contract_id", .identifier)
      let incident = fields.required("incident_id", .identifier)
      let amount = fields.required("amount", .yen)
      let givenOn = fields.required("given_on", .date, by: receipt)
      let document = fields.optional("document", FieldKind<String>.text)
      fields.finish()
      guard let id, let contract, let incident, let amount, let givenOn else { return }
      try body(
        PriorCredit(
          id: id, contract: contract, incident: incident, amount: amount, givenOn: givenOn,
          document: document), node.position)
    }
  }
}
