import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// A note that is not issued.
public struct PreviewedNote: Sendable {
  /// The note, without number, place and hash.
  public let header: NoteHeader
  /// The incidents that it names.
  public let incidents: [NoteIncident]
  /// Its lines.
  public let lines: [NoteLine]
  /// The note that it would correct.
  public internal(set) var replaced: NoteHeader?
  /// What would stand instead of that one, less what that came to, with tax.
  public internal(set) var difference: Yen?
  /// Whether several notes would correct it.
  public internal(set) var isReplacedBySeveral = false
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

extension LedgerTransaction {
  /// What would be issued to an account on a day if nothing were held: what a month gathers, what waits
  /// for an approval or for issuing to begin.
  ///
  /// - Parameter assess: what a contract is owed.
  public func preview(
    of account: Identifier, on day: CivilDate, under policy: Policy,
    assess: (Identifier) throws -> [Assessment]
  ) throws -> AccountPreview {
    let rules = try IssuingRules(self, on: day, under: policy)
    var gathered: [Sort: [Entry]] = [:]
    var wrong: [OutstandingLine] = []
    var cache = PageCache()
    for contract in try contracts(of: rules.mergers.accounts(heldBy: account, on: day)) {
      let page = try ContractPage([contract], in: self, &cache)
      let due = try CreditsDue(
        assess(contract), under: policy, after: page.priorCredits(of: contract))
      let bills = rules.bills(try page.charges(of: contract))
      let adjustment = try CreditAdjustment(
        due: due.credits, outstanding: try page.outstanding(contract), bills: { bills },
        successor: rules.successor)
      wrong += adjustment.toReverse
      let corrected = adjustment.corrected(successor: rules.successor)
      for (credit, line) in zip(adjustment.toIssue, corrected) where credit.account == account {
        let line = (own: NoteLine(credit, bills), replaced: line?.note)
        gathered[Sort(credit.kind(bills), line.own, replaces: line.replaced), default: []]
          .append(Entry(line: line.own, text: try CanonicalJSON.encode(line.own)))
      }
    }
    var preview = AccountPreview(account: rules.successor(of: account))
    preview.reversed = try Set(wrong.map(\.note)).sorted().compactMap { try note($0) }
      .filter { rules.successor(of: $0.account) == account }
    for note in preview.reversed {
      for entry in try stillRight(on: note, without: wrong, rules) {
        gathered[Sort(note.kind, entry.line, replaces: note.sequence), default: []].append(entry)
      }
    }
    for (sort, entries) in gathered.sorted(by: { $0.key < $1.key }) {
      preview.notes.append(try note(sort, entries, to: account, rules))
    }
    for (replaced, notes) in Dictionary(
      grouping: preview.notes.indices,
      by: {
        preview.notes[$0].header.replaces
      })
    {
      guard let replaced, let before = try note(replaced) else { continue }
      let after = try notes.reduce(Yen.zero) { try $0 + preview.notes[$1].header.totals.gross }
      for index in notes {
        preview.notes[index].replaced = before
        preview.notes[index].difference = try after - before.totals.gross
        preview.notes[index].isReplacedBySeveral = notes.count > 1
      }
    }
    return preview
  }

  private func note(
    _ sort: Sort, _ entries: [Entry], to account: Identifier, _ rules: IssuingRules
  ) throws -> PreviewedNote {
    let policy = rules.policy
    let lines = entries.sorted().map(\.line)
    var duty = ReturnInvoiceDuty()
    for line in lines {
      try duty.add(line.amount, rate: line.taxRate, invoice: line.invoice?.number)
    }
    let isRequired =
      try sort.kind == .qualifiedReturnInvoice && duty.isRequired(rounding: policy.taxRounding)
    let header = NoteHeader(
      sequence: 0, number: "", kind: sort.kind, issuedOn: rules.day, issuer: policy.issuer,
      language: policy.language(of: account), account: account,
      accountName: try name(of: account, rules.mergers),
      totals: try NoteTotals(of: lines, rounding: policy.taxRounding),
      isReturnInvoiceRequired: isRequired,
      isFormOmitted: policy.omitsForm(of: sort.kind, isRequired: isRequired), reverses: nil,
      replaces: sort.replaces)
    return PreviewedNote(
      header: header,
      incidents: try Set(entries.flatMap(\.line.incidents)).sorted().compactMap(named), lines: lines
    )
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

  /// An incident as a note names it, by its standing report.
  func named(_ incident: Identifier) throws -> NoteIncident? {
    guard let revision = try standingRevision(of: incident),
      let report = try self.incident(incident, revision: revision)
    else { return nil }
    return NoteIncident(
      id: incident, revision: revision, title: report.title,
      customerTitle: report.customerTitle, began: report.times.began,
      restored: report.times.restored)
  }

  /// The lines of a note that is taken back which become due again as they are.
  private func stillRight(
    on note: NoteHeader, without wrong: [OutstandingLine], _ rules: IssuingRules
  ) throws -> [Entry] {
    let gone = Set(wrong.filter { $0.note == note.sequence }.map(\.ordinal))
    var found: [Entry] = []
    var ordinal = 0
    try forEachLine(of: note.sequence) { line in
      ordinal += 1
      guard !gone.contains(ordinal) else { return }
      let line = line.standingAgain(rules.isClosed)
      found.append(Entry(line: line, text: try CanonicalJSON.encode(line)))
    }
    return found
  }
}

/// A line that would stand on a note.
private struct Entry: Comparable {
  let line: NoteLine
  let text: String

  private var rank: (Identifier, Int64, CivilDate) {
    (line.contract, line.outage?.from.milliseconds ?? .min, line.supplyFrom)
  }

  /// The order of lines on a note; texts by their bytes, as SQLite compares them.
  static func < (left: Entry, right: Entry) -> Bool {
    left.rank != right.rank
      ? left.rank < right.rank : left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

/// What stands on notes of their own: a kind, amounts with tax, amounts without tax on the supply, and
/// what corrects another note.
private struct Sort: Hashable, Comparable {
  let kind: NoteKind
  let isTaxIncluded: Bool
  let isUntaxed: Bool
  let bill: YearMonth?
  let replaces: Int64?

  init(_ kind: NoteKind, _ line: NoteLine, replaces: Int64?) {
    self.kind = kind
    isTaxIncluded = line.isTaxIncluded
    isUntaxed = line.taxRate == 0
    bill = line.isTaxIncluded ? line.applyTo : nil
    self.replaces = replaces
  }

  private var rank: (Int64, String, Int, String) {
    (
      replaces ?? .max, kind.rawValue, (isTaxIncluded ? 2 : 0) + (isUntaxed ? 1 : 0),
      bill?.description ?? ""
    )
  }

  /// The order in which notes are issued.
  static func < (left: Sort, right: Sort) -> Bool { left.rank < right.rank }
}
