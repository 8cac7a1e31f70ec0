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

  private static let otherContent = LocalizedText(
    ja: "同じ番号で別の内容が台帳にないかは調べていません",
    en: "not checked: whether the ledger has other content under the same name")

  /// Which billing accounts were merged.
  public static let accounts = RecordKind("accounts", from: "billing", size: .medium) {
    file, context, receiver in
    try file.readAccounts(received: context.receipt) { try receiver.take(.merger($0), at: $1) }
  }
  /// Finance's or the CRM's export of contracts.
  public static let contracts = RecordKind("contracts", from: "billing", size: .large) {
    file, context, receiver in
    try file.readContracts(
      checking: context.catalogue, received: context.receipt
    ) { try receiver.take(.contract($0), at: $1) }
  }
  /// What finance booked.
  public static let charges = RecordKind("charges", from: "billing", size: .large) {
    file, context, receiver in
    try file.readCharges(received: context.receipt) { try receiver.take(.charge($0), at: $1) }
  }
  /// What was given by hand before the ledger began.
  public static let priorCredits = RecordKind(
    "prior-credits", from: "billing", size: .medium, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readPriorCredits(received: context.receipt) {
      try receiver.take(.priorCredit($0), at: $1)
    }
  }
  /// What carriers paid.
  public static let recoveries = RecordKind(
    "recoveries", from: "billing", size: .small, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readRecoveries(received: context.receipt) { try receiver.take(.recovery($0), at: $1) }
  }
  /// Reductions of the provider's own accord.
  public static let reliefs = RecordKind(
    "reliefs", from: "legal", size: .medium, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readReliefs(checking: context.catalogue, received: context.receipt) {
      try receiver.take(.relief($0), at: $1)
    }
  }
  /// What the NOC reports.
  public static let incidents = RecordKind(
    "incidents", from: "noc", size: .medium,
    unchecked: LocalizedText(
      ja: "台帳の改訂との違い（同じ改訂の別の内容、drops のない契約の脱落）は調べていません",
      en: "not checked: what the ledger has of these incidents (another content of a revision, "
        + "contracts left out without drops)"),
    excuse: .init(column: "withdrawn", missing: ["began_at", "impact", "contract_id"])
  ) { file, context, receiver in
    var receiver = receiver
    try file.readIncidents(
      into: &receiver, checking: context.catalogue, received: context.receipt)
  }
  /// What customers claim as damages.
  public static let claims = RecordKind(
    "claims", from: "legal", size: .small, isOwnersWord: true, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readClaims(received: context.receipt) { try receiver.take(.claim($0), at: $1) }
  }
  /// Decisions on what is held or referred.
  public static let approvals = RecordKind(
    "approvals", from: "approvers", size: .small, isOwnersWord: true, unchecked: otherContent
  ) {
    file, context, receiver in
    try file.readApprovals(received: context.receipt) { try receiver.take(.approval($0), at: $1) }
  }
  /// What finance made of notes.
  public static let acknowledgements = RecordKind(
    "acknowledgements", from: "finance", size: .medium,
    unchecked: LocalizedText(
      ja: "その番号の通知が発行済みかは調べていません", en: "not checked: whether these notes were issued")
  ) { file, context, receiver in
    try file.readAcknowledgements(received: context.receipt) {
      try receiver.take(.acknowledgement($0), at: $1)
    }
  }
  /// What a person asks the service to do.
  public static let requests = RecordKind(
    "requests", from: "finance", size: .small, isOwnersWord: true,
    unchecked: LocalizedText(
      ja: "依頼した利用者の権限と、月を締められるかは調べていません",
      en: "not checked: whether its owner may ask for it, and whether a month can be closed")
  ) {
    file, context, receiver in
    try file.readRequests(received: context.receipt) { try receiver.take(.request($0), at: $1) }
  }
}
