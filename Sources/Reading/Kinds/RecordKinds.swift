import Domain

extension RecordKind {
  /// The kinds that there are, in the order in which they are taken in.
  public static let all: [RecordKind] = [
    .accounts, .contracts, .charges, .priorCredits, .recoveries, .reliefs, .incidents, .claims,
    .approvals, .acknowledgements, .requests,
  ]

  /// The kind of that name; `nil` where there is none.
  public init?(named name: String) {
    guard let kind = Self.all.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  private static let otherContent = Words(
    ja: "同じ番号で別の内容が台帳にないかは調べていません",
    en: "not checked: whether the ledger has other content under the same name")

  /// Which billing accounts were merged.
  public static let accounts = RecordKind("accounts", from: "billing") { file, context, receiver in
    try file.readAccounts(received: context.receipt, receiver.take)
  }
  /// Finance's or the CRM's export of contracts.
  public static let contracts = RecordKind("contracts", from: "billing") {
    file, context, receiver in
    try file.readContracts(
      checking: context.catalogue, received: context.receipt, receiver.take)
  }
  /// What finance booked.
  public static let charges = RecordKind("charges", from: "billing") { file, context, receiver in
    try file.readCharges(received: context.receipt, receiver.take)
  }
  /// What was given by hand before the ledger began.
  public static let priorCredits = RecordKind(
    "prior-credits", from: "billing", unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readPriorCredits(received: context.receipt, receiver.take)
  }
  /// What carriers paid.
  public static let recoveries = RecordKind("recoveries", from: "billing", unchecked: otherContent)
  {
    file, context, receiver in
    try file.readRecoveries(received: context.receipt, receiver.take)
  }
  /// Reductions of the provider's own accord.
  public static let reliefs = RecordKind("reliefs", from: "legal", unchecked: otherContent) {
    file, context, receiver in
    try file.readReliefs(checking: context.catalogue, received: context.receipt, receiver.take)
  }
  /// What the NOC reports.
  public static let incidents = RecordKind(
    "incidents", from: "noc",
    unchecked: Words(
      ja: "台帳の改訂との違い（同じ改訂の別の内容、drops のない契約の脱落）は調べていません",
      en: "not checked: what the ledger has of these incidents (another content of a revision, "
        + "contracts left out without drops)"),
    excuse: .init(column: "withdrawn", missing: ["began_at", "impact", "contract_id"])
  ) { file, context, receiver in
    var forwarded = ForwardedReports(receiver: receiver)
    try file.readIncidents(
      into: &forwarded, checking: context.catalogue, received: context.receipt)
  }
  /// What customers claim as damages.
  public static let claims = RecordKind(
    "claims", from: "legal", isOwnersWord: true, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readClaims(received: context.receipt, receiver.take)
  }
  /// Decisions on what is held or referred.
  public static let approvals = RecordKind(
    "approvals", from: "approvers", isOwnersWord: true, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readApprovals(received: context.receipt, receiver.take)
  }
  /// What finance made of notes.
  public static let acknowledgements = RecordKind(
    "acknowledgements", from: "finance",
    unchecked: Words(
      ja: "その番号の通知が発行済みかは調べていません", en: "not checked: whether these notes were issued")
  ) { file, context, receiver in
    try file.readAcknowledgements(received: context.receipt, receiver.take)
  }
  /// What a person asks the service to do.
  public static let requests = RecordKind(
    "requests", from: "finance", isOwnersWord: true,
    unchecked: Words(
      ja: "依頼した利用者の権限と、月を締められるかは調べていません",
      en: "not checked: whether its owner may ask for it, and whether a month can be closed")
  ) {
    file, context, receiver in
    try file.readRequests(received: context.receipt, receiver.take)
  }
}

/// Hands reports on.
private struct ForwardedReports: IncidentReceiver {
  let receiver: any RecordReceiver

  func take(_ affect: AffectedTarget, of incident: Identifier, revision: Int) throws -> Bool {
    try receiver.take(affect, of: incident, revision: revision)
  }

  func take(_ incident: Incident, at position: Position) throws -> Bool {
    try receiver.take(incident, at: position)
  }
}
