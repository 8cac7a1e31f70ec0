import Assessing
import Domain

/// Who asked for what is held in a batch, and so does not approve it.
public struct BatchAskers: Sendable {
  /// What keeps an approval from counting, because nobody knows who asked.
  public enum Doubt: Hashable, Sendable {
    /// Nobody is known to have reported what stands of an incident: none counts until somebody has.
    case report(Identifier)
    /// A file of another kind is no evidence of its owner. Whoever wrote it may be one of those who
    /// approve, but not two of them.
    case file(InputRecord)
  }

  /// The numbers of the users who own the files.
  var owners: Set<UInt32> = []
  /// Who determined a fault, or filed a claim.
  var people: Set<PersonName> = []
  /// The first doubt; one about a report comes before any other.
  public fileprivate(set) var doubt: Doubt?

  /// The last decision that counts.
  func decision(among approvals: [FiledApproval], _ sameOwner: Policy.SameOwner) -> Approval? {
    var others = approvals.filter { !people.contains(PersonName($0.approval.decidedBy)) }
      .sorted(by: FiledApproval.isEarlier)
    guard sameOwner == .refused else { return others.last?.approval }
    others = others.filter { $0.owner.isProven && !owners.contains($0.owner.uid) }
    guard let last = others.last else { return nil }
    switch doubt {
    case nil: return last.approval
    case .report: return nil
    case .file:
      let approving = others.reversed().prefix { $0.approval.decision == .approved }
      let isSeconded = approving.contains { second in
        second.owner.uid != last.owner.uid
          && PersonName(second.approval.decidedBy) != PersonName(last.approval.decidedBy)
      }
      return approving.isEmpty || isSeconded ? last.approval : nil
    }
  }
}

extension LedgerTransaction {
  /// Who asked for what is held in a batch: the owners of the files, whoever reported the incidents in
  /// any revision, and the people whom reports and claims name.
  func askers(for batch: Identifier) throws -> BatchAskers {
    var askers = BatchAskers()
    let sources = try rows(
      "SELECT input FROM batch_source WHERE batch_id = ? ORDER BY input", [batch.text])
    for source in sources {
      guard let file = try input(source.integer("input")) else { continue }
      askers.owners.insert(file.owner.uid)
      let (reports, claims) = try told(by: file.sequence)
      for reporters in reports {
        askers.owners.formUnion(reporters.of.owners)
        askers.people.formUnion(reporters.of.determinedBy.map(PersonName.init))
        if !reporters.of.isProven, askers.doubt?.isOfReport != true {
          askers.doubt = .report(reporters.incident)
        }
      }
      askers.people.formUnion(claims.compactMap(\.filedBy).map(PersonName.init))
      if reports.isEmpty, !file.owner.isProven { askers.doubt = askers.doubt ?? .file(file) }
    }
    return askers
  }

  private func told(
    by input: Int64
  ) throws -> (reports: [(incident: Identifier, of: Reporters)], claims: [Claim]) {
    let incidents = try rows("SELECT DISTINCT incident_id FROM incident WHERE input = ?", [input])
      .map { try $0.identifier("incident_id") }
    return (
      try incidents.map { ($0, try reporters(of: $0)) },
      try records(Claim.self, "WHERE input = ?", [input])
    )
  }
}

extension BatchAskers.Doubt {
  fileprivate var isOfReport: Bool { if case .report = self { true } else { false } }
}
