import Domain
import Quantities
import Reading

extension FactsInMemory {
  /// Takes in the records of a file; its problems are gathered in it. What only a ledger needs has no
  /// effect.
  ///
  /// - Throws: only what reading the bytes throws.
  public mutating func read(
    _ file: RecordFile, _ kind: RecordKind, checking catalogue: TermsCatalogue?,
    received receipt: Receipt
  ) throws {
    incidents.file = file.problems.file
    let reader = FactsReader(self, file, catalogue)
    // Held once, so that adding to it copies nothing.
    self = FactsInMemory()
    defer { self = reader.facts }
    try kind.read(file, ReadingContext(checking: catalogue, received: receipt), into: reader)
  }
}

/// Adds a file's records to facts in memory.
private final class FactsReader: RecordReceiver {
  private(set) var facts: FactsInMemory
  private let file: RecordFile
  private let catalogue: TermsCatalogue?

  init(_ facts: FactsInMemory, _ file: RecordFile, _ catalogue: TermsCatalogue?) {
    self.facts = facts
    self.file = file
    self.catalogue = catalogue
  }

  func take(_ target: AffectedTarget, of incident: Identifier, revision: Int) -> Bool {
    facts.incidents.take(target, of: incident, revision: revision)
  }

  func take(_ incident: Incident, at position: Position) -> Bool {
    facts.incidents.take(incident, at: position)
  }

  func take(_ record: ReceivedRecord, at position: Position) {
    switch record {
    case .contract(let version): facts.add(version)
    case .charge(let charge): facts.add(charge)
    case .claim(let claim):
      if let catalogue {
        file.checkDetails(
          of: claim, under: facts.history(of: claim.contract), catalogue, at: position)
      }
      if !facts.add(claim) { file.rejectRepeated(claim.id, "claim_id", at: position) }
    case .recovery(let recovery):
      if !facts.add(recovery) { file.rejectRepeated(recovery.id, "recovery_id", at: position) }
    case .relief(let relief):
      if !facts.add(relief) { file.rejectRepeated(relief.id, "relief_id", at: position) }
    case .priorCredit, .approval, .merger, .acknowledgement, .request: break
    }
  }
}
