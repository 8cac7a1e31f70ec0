import Bookkeeping
import Crediting
import Domain
import Quantities
import Reading

/// Takes in what comes back from finance: what became of notes, which accounts are one, and which
/// month is closed.
struct FinanceIntake {
  let book: Book
  let input: Int64
  let record: RecordFile
  let concern: Concern
  let policy: Policy
  /// When the input was received.
  let received: Moment

  /// - Returns: what became of it; `nil`, with a problem, when there is no such note.
  func take(_ acknowledgement: Acknowledgement, _ position: Position) throws -> Reception? {
    guard let note = try book.note(numbered: acknowledgement.note) else {
      reject(
        "number", acknowledgement.note, position,
        expected: Words(ja: "発行した通知の番号", en: "the number of a note that was issued"),
        mend: Words(
          ja: "`slacreditctl notes` にある番号を書いてください。",
          en: "use a number that `slacreditctl notes` lists"))
      return nil
    }
    return try book.record(acknowledgement, of: note.sequence, input: input)
  }

  func take(_ merger: AccountMerger, _ position: Position) throws {
    let mergers = try book.mergers()
    guard !mergers.close(with: merger) else {
      return reject(
        "merged_into", merger.successor?.account.text, position,
        expected: Words(
          ja: "この取引先に統合されていない取引先", en: "an account that is not merged into this one"),
        mend: Words(
          ja: "先の統合を、その取引先の merged_into のない記録で取り消してください。",
          en: "undo the other merger first, by a record of that account without merged_into"))
    }
    // What went to a successor that is none after all is to be corrected at once.
    for account in mergers.chain(from: merger.account).dropFirst() {
      try concern.add(creditedTo: account)
    }
    try book.record(merger, input: input)
  }

  func close(_ month: FeeMonthName, by request: Identifier, _ position: Position) throws {
    if let refusal = try ClosingRefusal(
      month, policy, on: UTCOffset.japan.date(of: received), latest: book.lastClosedMonth(),
      isSecond: book.closing(by: input) != nil)
    {
      return reject(
        refusal.field, month.description, position, expected: refusal.expected, mend: refusal.mend)
    }
    try book.close(month, request: request, input: input)
    let end = FeeMonth(year: month.year, month: month.month, startDay: 1).nextFirstDay
    try concern.add(pendingSinceBefore: UTCOffset.japan.start(of: end))
  }

  private func reject(
    _ field: String, _ found: String?, _ position: Position, expected: Words, mend: Words
  ) {
    record.problems.add(at: position, field, expected: expected, found: found, mend: mend)
  }
}
