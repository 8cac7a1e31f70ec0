import Domain
import Quantities
import Reading

extension FactsInMemory {
  /// Takes in the records of a file; its problems are gathered in it. What only a ledger needs has no
  /// effect.
  ///
  /// - Throws: only what reading the bytes throws.
  public mutating func read(
    _ file: RecordFile, _ kind: InputKind, checking catalogue: TermsCatalogue?,
    received receipt: Receipt
  ) throws {
    switch kind {
    case .contracts:
      try file.readContracts(checking: catalogue, received: receipt) { version, _ in add(version) }
    case .charges: try file.readCharges(received: receipt) { charge, _ in add(charge) }
    case .incidents:
      incidents.file = file.problems.file
      try file.readIncidents(into: &incidents, checking: catalogue, received: receipt)
    case .claims:
      try file.readClaims(received: receipt) { claim, position in
        if let catalogue {
          file.checkDetails(
            of: claim, under: history(of: claim.contract), catalogue, at: position)
        }
        if !add(claim) { file.rejectRepeated(claim.id, "claim_id", at: position) }
      }
    case .recoveries:
      try file.readRecoveries(received: receipt) { recovery, position in
        if !add(recovery) { file.rejectRepeated(recovery.id, "recovery_id", at: position) }
      }
    case .reliefs:
      try file.readReliefs(checking: catalogue, received: receipt) { relief, position in
        if !add(relief) { file.rejectRepeated(relief.id, "relief_id", at: position) }
      }
    case .priorCredits: try file.readPriorCredits(received: receipt) { _, _ in }
    case .approvals: try file.readApprovals(received: receipt) { _, _ in }
    case .accounts: try file.readAccounts(received: receipt) { _, _ in }
    case .acknowledgements: try file.readAcknowledgements(received: receipt) { _, _ in }
    case .requests: try file.readRequests(received: receipt) { _, _ in }
    }
  }
}
