import Domain
import Quantities
import Reading

extension FactsInMemory {
  /// Takes in the records of a file; its problems are gathered in it. What only a ledger needs has no
  /// effect.
  ///
  /// - Throws: only what reading the bytes throws.
  public mutating func read(
    _ file: RecordFile, _ kind: InputKind, checking catalogue: TermsCatalogue?
  ) throws {
    switch kind {
    case .contracts: try file.readContracts(checking: catalogue) { version, _ in add(version) }
    case .charges: try file.readCharges { charge, _ in add(charge) }
    case .incidents: try file.readIncidents(into: &incidents)
    case .claims:
      try file.readClaims { claim, position in
        if let catalogue {
          file.checkDetails(
            of: claim, under: history(of: claim.contract), catalogue, at: position)
        }
        if !add(claim) { file.rejectRepeated(claim.id, "claim_id", at: position) }
      }
    case .recoveries:
      try file.readRecoveries { recovery, position in
        if !add(recovery) { file.rejectRepeated(recovery.id, "recovery_id", at: position) }
      }
    case .reliefs:
      try file.readReliefs { relief, position in
        if !add(relief) { file.rejectRepeated(relief.id, "relief_id", at: position) }
      }
    case .priorCredits: try file.readPriorCredits { _, _ in }
    case .approvals: try file.readApprovals { _, _ in }
    case .accounts: try file.readAccounts { _, _ in }
    case .acknowledgements: try file.readAcknowledgements { _, _ in }
    case .requests: try file.readRequests { _, _ in }
    }
  }
}
