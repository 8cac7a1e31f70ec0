import Domain
import Quantities

extension RecordFile {
  /// Reads a settings file; `nil`, with problems, when it is not one.
  ///
  /// - Throws: only what reading the bytes throws.
  public func readSettings() throws -> SettingsContent? {
    var found: SettingsContent?
    try forEachRecord { node in
      guard let fields = Fields(node, problems: problems) else { return }
      var reader = PolicyReader(fields)
      let policy = reader.policy()
      let documentSettings = Self.documentSettings(fields)
      let accepted = fields.optional("accepted_days", .integer(Self.retention))
      let rejected = fields.optional("rejected_days", .integer(Self.retention))
      let gap = fields.optional("clock_gap", .integer(1...3_650))
      let settle = fields.optional("settle", .integer(0...3_600))
      let proven = Self.provenKinds(fields, among: reader.fileLimits.all.map(\.kind))
      let terms = fields.required("terms", FieldKind<String>.text)
      let spool = fields.required("spool", FieldKind<String>.text)
      let state = fields.required("state", FieldKind<String>.text)
      fields.finish()
      guard let policy, let terms, let spool, let state else { return }
      found = SettingsContent(
        policy: policy, trade: reader.trade, documentSettings: documentSettings,
        acceptedDays: Int(accepted ?? 400), rejectedDays: Int(rejected ?? 400),
        clockGap: Int(gap ?? 30), settle: Int(settle ?? 5), provenKinds: proven,
        fileLimits: reader.fileLimits, terms: terms, spool: spool, state: state)
    }
    return problems.isEmpty ? found : nil
  }

  /// A day at least, so that a sender can look; what the law has kept for years is in the ledger.
  private static let retention: ClosedRange<Int64> = 1...36_500

  /// Whether files have to prove that they are whole.
  private enum Proof: String, CaseIterable { case required, optional }

  private static func provenKinds(_ fields: Fields, among kinds: [String]) -> Set<String> {
    guard let proofs = fields.fields("complete") else { return [] }
    defer { proofs.finish() }
    return Set(
      kinds.filter { proofs.optional($0, FieldKind<Proof>.oneOf) == .required })
  }

  private static func documentSettings(_ fields: Fields) -> DocumentSettings {
    var documentSettings = DocumentSettings()
    if let entries = fields.fields("entries") {
      documentSettings.entries = accounts(entries)
      entries.finish()
    }
    guard let notes = fields.fields("documents") else { return documentSettings }
    if notes.node("forms") != nil {
      documentSettings.forms = notes.items("forms", FieldKind<DocumentSettings.Form>.oneOf)
    }
    documentSettings.annex =
      notes.optional("annex", FieldKind<DocumentSettings.Annex>.oneOf) ?? documentSettings.annex
    documentSettings.logo = notes.optional("logo", FieldKind<String>.name)
    documentSettings.seal = notes.optional("seal", FieldKind<String>.name)
    notes.finish()
    return documentSettings
  }

  private static func accounts(_ fields: Fields) -> EntryAccounts {
    var accounts = EntryAccounts()
    let name = FieldKind<String>.name
    accounts.returns = fields.optional("returns", name) ?? accounts.returns
    accounts.damages = fields.optional("damages", name) ?? accounts.damages
    accounts.tax = fields.optional("tax", name) ?? accounts.tax
    accounts.receivable = fields.optional("receivable", name) ?? accounts.receivable
    accounts.payable = fields.optional("payable", name) ?? accounts.payable
    accounts.encoding =
      fields.optional("encoding", FieldKind<EntryAccounts.Encoding>.oneOf) ?? accounts.encoding
    return accounts
  }
}
