import Bookkeeping
import Crediting
import Domain
import Quantities
import Reading

/// Takes in what comes back from finance: what became of notes, which accounts are one, which month is
/// closed, and up to which day the books are.
final class FinanceIntake {
  private let transaction: LedgerTransaction
  private let input: Int64
  private let record: RecordFile
  private let affected: AffectedContracts
  private let policy: Policy
  private let receipt: Receipt
  /// The mergers that stand, once the first was read.
  private var mergers: AccountMergers?
  /// The accounts whose mergers changed.
  private var changed: Set<Identifier> = []
  /// The mergers that stood before this input.
  private var earlier = AccountMergers()

  init(
    _ transaction: LedgerTransaction, _ input: Int64, _ record: RecordFile,
    _ affected: AffectedContracts,
    _ policy: Policy,
    received receipt: Receipt
  ) {
    self.transaction = transaction
    self.input = input
    self.record = record
    self.affected = affected
    self.policy = policy
    self.receipt = receipt
  }

  /// - Returns: what became of it; `nil`, with a problem, when there is no such note.
  func take(_ acknowledgement: Acknowledgement, _ position: Position) throws -> RecordingResult? {
    guard try transaction.note(numbered: acknowledgement.note) != nil else {
      reject(
        "number", acknowledgement.note, position,
        expected: LocalizedText(ja: "発行した通知の番号", en: "the number of a note that was issued"),
        fix: LocalizedText(
          ja: "`slacreditctl notes` にある番号を書いてください。",
          en: "use a number that `slacreditctl notes` lists"))
      return nil
    }
    return try transaction.record(acknowledgement, input: input)
  }

  func take(_ merger: AccountMerger, _ position: Position) throws {
    if mergers == nil {
      earlier = try transaction.mergers()
      mergers = earlier
    }
    guard var mergers, !mergers.wouldCreateCycle(with: merger) else {
      return reject(
        "merged_into", merger.successor?.account.text, position,
        expected: LocalizedText(
          ja: "この取引先に統合されていない取引先", en: "an account that is not merged into this one"),
        fix: LocalizedText(
          ja: "先の統合を、その取引先の merged_into のない記録で取り消してください。",
          en: "undo the other merger first, by a record of that account without merged_into"))
    }
    mergers.add(merger)
    self.mergers = mergers
    changed.insert(merger.account)
    try transaction.record(merger, input: input)
  }

  /// Gathers the contracts for which other accounts may stand now.
  func gatherAffected() throws {
    guard !changed.isEmpty, let mergers else { return }
    let accounts = earlier.related(to: changed).union(mergers.related(to: changed))
    for account in accounts.sorted() { try affected.add(of: account) }
  }

  func close(_ month: YearMonth, by request: Identifier, _ position: Position) throws {
    let refusal = try ClosingRefusal(
      month, policy, on: receipt.day, latest: transaction.lastClosedMonth(),
      isSecond: transaction.closing(by: input) != nil)
    if let refusal {
      let field = refusal.field(closing: month)
      return reject(
        field.name, field.found, position, expected: refusal.expected, fix: refusal.fix)
    }
    guard try !transaction.isClosing(request) else {
      return record.rejectRepeated(request, "request_id", at: position)
    }
    try transaction.record(ServiceRequest(id: request, action: .closeMonth(month)), input: input)
    try affected.add(waitingFor: month, closedAt: receipt.moment)
  }

  /// Books are closed forwards only.
  func closeBooks(
    through day: CivilDate, by request: Identifier, _ position: Position
  ) throws {
    guard try !transaction.isClosing(request) else {
      return record.rejectRepeated(request, "request_id", at: position)
    }
    if let last = try transaction.booksClosedThrough(), day <= last {
      return reject(
        "through", day.description, position,
        expected: LocalizedText(ja: "\(last)より後の日", en: "a day after \(last)"),
        fix: LocalizedText(
          ja: "帳簿は\(last)まで締め済みです。締めた日より後の日を書いてください。",
          en: "the books are closed through \(last) already; give a later day"))
    }
    try transaction.record(
      ServiceRequest(id: request, action: .closeBooks(through: day)), input: input)
  }

  private func reject(
    _ field: String, _ found: String?, _ position: Position, expected: LocalizedText,
    fix: LocalizedText
  ) {
    record.problems.add(at: position, field, expected: expected, found: found, fix: fix)
  }
}
