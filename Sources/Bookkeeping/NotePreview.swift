import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Quantities

/// A note that is not issued.
public struct PreviewedNote: Sendable {
  /// The note, without number, place and hash.
  public let header: NoteHeader
  /// The incidents that it names.
  public let incidents: [NoteIncident]
  /// Its lines.
  public let lines: [NoteLine]
}

/// What issuing to an account now would come to.
public struct AccountPreview: Sendable {
  /// The account that stands for it.
  public let account: Identifier
  /// The notes that would be taken back.
  public internal(set) var reversed: [NoteHeader] = []
  /// The notes that would be issued, by kind.
  public internal(set) var notes: [PreviewedNote] = []
}

extension Book {
  /// What would be issued to an account on a day if nothing were held: what a month gathers, what waits
  /// for an approval or for issuing to begin.
  ///
  /// - Parameter assess: what a contract is owed.
  public func preview(
    of account: Identifier, on day: CivilDate, under policy: Policy,
    assess: (Identifier) throws -> [Assessment]
  ) throws -> AccountPreview {
    let mergers = try mergers()
    func successor(_ account: Identifier) -> Identifier { mergers.successor(of: account, on: day) }
    var fresh: [Sort: [Entitlement]] = [:]
    var wrong: [Settlement.StandingLine] = []
    for contract in try contracts(of: mergers.accounts(heldBy: account, on: day)) {
      let due = try Due(assess(contract), under: policy, after: priorCredits(of: contract))
      let charges = try charges(of: contract)
      let settlement = try Settlement(
        due: due.entitlements, standing: try standing(contract), charges: { charges },
        successor: successor)
      wrong += settlement.wrong
      for entitlement in settlement.fresh where entitlement.account == account {
        let kind = NoteKind(for: entitlement, charges: charges)
        fresh[Sort(kind, entitlement.isTaxIncluded), default: []].append(entitlement)
      }
    }
    var preview = AccountPreview(account: successor(account))
    preview.reversed = try Set(wrong.map(\.note)).sorted().compactMap { try note($0) }
      .filter { successor($0.account) == account }
    for sort in Sort.all {
      let kind = sort.kind
      var lines = (fresh[sort] ?? []).map { (line: NoteLine($0), key: $0.key) }
      var incidents = Set((fresh[sort] ?? []).flatMap(\.incidents))
      for note in preview.reversed where note.kind == kind {
        let stillRight = try stillRight(on: note, without: wrong)
        guard stillRight.lines.first?.line.isTaxIncluded == sort.isTaxIncluded else { continue }
        lines += stillRight.lines
        incidents.formUnion(stillRight.incidents)
      }
      guard !lines.isEmpty else { continue }
      let totals = try NoteTotals(of: lines.map(\.line))
      let header = NoteHeader(
        sequence: 0, number: "", kind: kind, issuedOn: day, issuer: policy.issuer,
        language: policy.language(of: account), account: account,
        accountName: try name(of: account, mergers), totals: totals,
        isFormOmitted: policy.omitsForm(of: kind, totals), reverses: nil, previousHash: "", hash: ""
      )
      preview.notes.append(
        PreviewedNote(
          header: header, incidents: try incidents.sorted().compactMap(named),
          lines: lines.sorted(by: Self.isBefore).map(\.line)))
    }
    return preview
  }

  private func contracts(of accounts: [Identifier]) throws -> [Identifier] {
    var found: Set<Identifier> = []
    for account in accounts {
      found.formUnion(
        try rows(
          """
          SELECT contract_id FROM contract_version WHERE account_id = ?1 UNION
          SELECT contract_id FROM credit_note JOIN note_line ON note = sequence
          WHERE account_id = ?1
          """, [account.text]
        ).map { try $0.identifier("contract_id") })
    }
    return found.sorted()
  }

  private func named(_ incident: Identifier) throws -> NoteIncident? {
    guard let revision = try standingRevision(of: incident),
      let report = try self.incident(incident, revision: revision)
    else { return nil }
    return NoteIncident(
      id: incident, revision: revision, title: report.title,
      customerTitle: report.customerTitle, began: report.times.began,
      restored: report.times.restored)
  }

  /// The lines of a note that is taken back which become due again as they are, and their incidents.
  private func stillRight(
    on note: NoteHeader, without wrong: [Settlement.StandingLine]
  ) throws -> (lines: [(line: NoteLine, key: String)], incidents: [Identifier]) {
    let gone = Set(wrong.filter { $0.note == note.sequence }.map(\.ordinal))
    let rows = try rows(
      "SELECT * FROM note_line WHERE note = ? ORDER BY ordinal", [note.sequence]
    ).filter { !gone.contains($0["ordinal"]) }
    return (
      try rows.map { (try Self.line($0, true), $0.text("key")) },
      try rows.flatMap { try $0.list("incidents").compactMap { Identifier($0) } }
    )
  }

  /// The order of lines on a note.
  private static func isBefore(
    _ first: (line: NoteLine, key: String), _ other: (line: NoteLine, key: String)
  ) -> Bool {
    func rank(_ entry: (line: NoteLine, key: String)) -> (Identifier, Int64, String) {
      (entry.line.contract, entry.line.outage?.from.milliseconds ?? .min, entry.key)
    }
    return rank(first) < rank(other)
  }
}

/// What stands on notes of their own: a kind, and amounts with tax apart from those without.
private struct Sort: Hashable {
  let kind: NoteKind
  let isTaxIncluded: Bool

  init(_ kind: NoteKind, _ isTaxIncluded: Bool) {
    self.kind = kind
    self.isTaxIncluded = isTaxIncluded
  }

  /// In the order in which notes are issued.
  static let all = NoteKind.allCases.flatMap { [Sort($0, false), Sort($0, true)] }
}
