import Domain
import Quantities

/// What comes back from finance: what became of notes, and which accounts are one.
extension RecordFile {
  /// Reads what became of notes (`acknowledgements/`); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readAcknowledgements(
    received receipt: Receipt, _ body: (Acknowledgement, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .acknowledgements) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("acknowledgement_id", .identifier)
      let note = fields.required("number", FieldKind<String>.noteNumber)
      let bookedOn = fields.optional("booked_on", .date, by: receipt)
      let paidOn = fields.optional("paid_on", .date, by: receipt)
      let reference = fields.optional("reference", FieldKind<String>.text)
      let withdrawn = fields.optional("withdrawn", .flag) ?? false
      let hasDay = fields.node("booked_on") != nil || fields.node("paid_on") != nil
      if hasDay == withdrawn {
        fields.reject(
          withdrawn ? "withdrawn" : "booked_on",
          expected: LocalizedText(
            ja: "記帳日か支払日、または取消し", en: "when it was booked or paid, or that it was not"),
          fix: LocalizedText(
            ja: "booked_on か paid_on を、前の報告を取り消すなら withdrawn: true だけを書いてください。",
            en: "write booked_on or paid_on, or, to take back what was told before, only "
              + "withdrawn: true"))
      }
      fields.finish()
      guard let id, let note, withdrawn != (bookedOn != nil || paidOn != nil) else { return }
      try body(
        Acknowledgement(
          id: id, note: note, bookedOn: bookedOn, paidOn: paidOn, reference: reference,
          withdrawn: withdrawn),
        node.position)
    }
  }

  /// Reads mergers of billing accounts (`accounts/`); problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readAccounts(
    received receipt: Receipt, _ body: (AccountMerger, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .accounts) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let account = fields.required("account_id", .identifier)
      let isMerged = ["merged_into", "account_name", "merged_on"].contains {
        fields.node($0) != nil
      }
      var successor: AccountMerger.Successor?
      fields.describe("merged_into", FieldKind<Identifier>.identifier)
      fields.describe("account_name", FieldKind<String>.name)
      fields.describe("merged_on", FieldKind<CivilDate>.date)
      if isMerged {
        let other = fields.required("merged_into", .identifier)
        let name = fields.required("account_name", FieldKind<String>.name)
        let since = fields.required("merged_on", FieldKind<CivilDate>.date)
        if let other, let name, let since {
          successor = AccountMerger.Successor(account: other, name: name, since: since)
        }
      }
      fields.finish()
      guard let account, !isMerged || successor != nil else { return }
      try body(AccountMerger(account: account, successor: successor), node.position)
    }
  }
}

extension FieldKind where Value == String {
  /// The number of a note (docs/formats.md §5).
  static var noteNumber: FieldKind {
    FieldKind(
      LocalizedText(ja: "通知の番号 CN-YYYY-NNNNNN", en: "a note's number, CN-YYYY-NNNNNN"),
      LocalizedText(ja: "CN-2026-000001 のように書いてください。", en: "write it like CN-2026-000001"),
      text: { $0.hasPrefix("CN-") && $0.utf8.count <= 40 ? $0 : nil })
  }
}
