import Assessing
import Crediting
import Domain
import Quantities

/// Issues what one input makes due: what is wrong is reversed whole, what is due goes on notes by account
/// (docs/formats.md §5).
struct NoteIssuer {
  private let gathered: GatheredAdjustments
  private let context: IssuingContext
  private var transaction: LedgerTransaction { context.transaction }

  init(_ gathered: GatheredAdjustments, _ context: IssuingContext) {
    (self.gathered, self.context) = (gathered, context)
  }

  /// Issues what was gathered: reversals first, then notes by account. Where a note that is to be taken
  /// back is not what was written, everything about the contracts that it is wrong for stays as it is.
  ///
  /// - Parameter listed: how many of the notes are told one by one.
  /// - Returns: the notes, in order of number.
  func issue(listing listed: Int) throws -> IssuedNotes {
    while true {
      do {
        return try transaction.whole { try issueAll(listing: listed) }
      } catch let failure as IrreversibleNoteError {
        _ = try transaction.unlessCorrupt { throw failure.cause }
        try gathered.leaveOut(contractsOf: failure.note)
      }
    }
  }

  /// A note that cannot be taken back, because it is not what was written.
  private struct IrreversibleNoteError: Error {
    let note: Int64
    let cause: CorruptRowError
  }

  private func issueAll(listing listed: Int) throws -> IssuedNotes {
    if context.hasPending { try gathered.clearPending() }
    var issued = IssuedNotes()
    var last = Int64.min
    while let note = try gathered.wrongNote(after: last) {
      try context.progress()
      last = note
      do {
        let reversal = try reverse(note)
        let paidOn = try transaction.unlessCorrupt { try transaction.paidBefore(reversal) }
        try issued.add(reversal, paidOn: paidOn ?? nil, listing: listed) {
          try transaction.incidents(of: reversal)
        }
      } catch let cause as CorruptRowError {
        throw IrreversibleNoteError(note: note, cause: cause)
      }
    }
    var writer = try NoteWriter(context)
    try writer.write(gathered) { note in
      try issued.add(note, listing: listed) { try transaction.incidents(of: note) }
    }
    return issued
  }

  /// Takes back a note whole, from whom it went to; those of its lines that are still right become due
  /// again, to whoever stands for that account now.
  private func reverse(_ note: Int64) throws -> NoteHeader {
    guard let record = try transaction.noteRecord(note) else {
      throw CorruptRowError("note_line.note", note)
    }
    let reversed = record.note
    let successor = context.rules.successor(of: reversed.account)
    let place = try transaction.nextPlace(on: context.rules.day)
    var lines = LinesAdded(to: place.sequence, by: context.input, in: transaction)
    try transaction.forEachLine(of: note) { line in
      try context.progress()
      try lines.add(line.reversed(context.rules.isClosed))
      guard try !gathered.isWrong(note, line: lines.count) else { return }
      try gathered.add(
        due: line.standingAgain(context.rules.isClosed), kind: reversed.kind, for: successor,
        replacing: note)
    }
    return try transaction.insert(
      context.rules.header(
        place, .reversal, for: reversed.account, named: reversed.accountName,
        reversed.totals.negated, isRequired: reversed.isReturnInvoiceRequired,
        isFormOmitted: reversed.isFormOmitted, reverses: note, replaces: nil),
      at: place, record.incidents, lines, input: context.input)
  }
}

extension IssuingRules {
  /// The header of a note at its place.
  func header(
    _ place: LedgerTransaction.Place, _ kind: NoteKind, for account: Identifier, named name: String,
    _ totals: NoteTotals, isRequired: Bool, isFormOmitted: Bool, reverses: Int64?,
    replaces: Int64?
  ) -> NoteHeader {
    NoteHeader(
      sequence: place.sequence, number: place.number, kind: kind, issuedOn: place.issuedOn,
      issuer: policy.issuer, language: policy.language(of: account), account: account,
      accountName: name, totals: totals, isReturnInvoiceRequired: isRequired,
      isFormOmitted: isFormOmitted, reverses: reverses, replaces: replaces)
  }
}
