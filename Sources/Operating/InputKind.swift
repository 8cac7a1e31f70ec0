import Domain
import Reading
import Spooling

/// The kinds of input, each with a drop directory of its own, in the order in which they are taken in.
public enum InputKind: String, CaseIterable, Hashable, Sendable {
  /// Which billing accounts were merged.
  case accounts
  /// Finance's or the CRM's export of contracts.
  case contracts
  /// What finance booked.
  case charges
  /// What was given by hand before the ledger began.
  case priorCredits = "prior-credits"
  /// What carriers paid.
  case recoveries
  /// Reductions of the provider's own accord.
  case reliefs
  /// What the NOC reports.
  case incidents
  /// What customers claim as damages.
  case claims
  /// Decisions on what is held or referred.
  case approvals
  /// What finance made of notes.
  case acknowledgements
  /// What a person asks the service to do.
  case requests
}

/// What a file was found to hold.
public struct InputCheck {
  /// What it holds; `nil` for a terms file.
  public let kind: InputKind?
  /// Its content in a few words.
  public let summary: Words
  /// What only the ledger tells, and was not looked at; `nil` where nothing is left to it.
  public var unchecked: Words? {
    switch kind {
    case .incidents:
      Words(
        ja: "台帳の改訂との違い（同じ改訂の別の内容、drops のない契約の脱落）は調べていません",
        en: "not checked: what the ledger has of these incidents (another content of a revision, "
          + "contracts left out without drops)")
    case .acknowledgements:
      Words(
        ja: "その番号の通知が発行済みかは調べていません", en: "not checked: whether these notes were issued")
    case .requests:
      Words(
        ja: "依頼した利用者の権限と、月を締められるかは調べていません",
        en: "not checked: whether its owner may ask for it, and whether a month can be closed")
    case .claims, .recoveries, .reliefs, .approvals, .priorCredits:
      Words(
        ja: "同じ番号で別の内容が台帳にないかは調べていません",
        en: "not checked: whether the ledger has other content under the same name")
    case .contracts, .charges, .accounts, nil: nil
    }
  }

  /// To whose act or risk its reports lay what happened, for whoever wrote them to see what that means.
  public let attributions: [Attribution]

  /// Checks a file as it would be checked if it arrived now.
  ///
  /// - Parameter limits: how large it may be.
  /// - Throws: ``InvalidInput`` with every problem, ``FileFailure`` when it cannot be read.
  public init(
    _ path: String, as kind: InputKind?, catalogue: TermsCatalogue?, received receipt: Receipt,
    within limits: FileLimits = FileLimits()
  ) throws {
    let kind = try kind ?? InputCheck.kind(of: path)
    self.kind = kind
    let file = try RecordFile(path: path, limit: kind.flatMap { limits[$0.rawValue] })
    var count: Int64 = 0
    var attributed: Set<Attribution> = []
    switch kind {
    case .contracts:
      try file.readContracts(checking: catalogue, received: receipt) { _, _ in count += 1 }
    case .charges:
      try file.readCharges(received: receipt) { _, _ in count += 1 }
    case .incidents:
      var list = IncidentList()
      try file.readIncidents(into: &list, checking: catalogue, received: receipt)
      for report in list.reports.values.flatMap(\.values) {
        count += 1
        if !report.incident.withdrawn {
          attributed.formUnion(report.incident.stages.map(\.attribution))
        }
      }
    case .priorCredits: try file.readPriorCredits(received: receipt) { _, _ in count += 1 }
    case .recoveries: try file.readRecoveries(received: receipt) { _, _ in count += 1 }
    case .reliefs:
      try file.readReliefs(checking: catalogue, received: receipt) { _, _ in count += 1 }
    case .claims: try file.readClaims(received: receipt) { _, _ in count += 1 }
    case .approvals: try file.readApprovals(received: receipt) { _, _ in count += 1 }
    case .accounts: try file.readAccounts(received: receipt) { _, _ in count += 1 }
    case .acknowledgements: try file.readAcknowledgements(received: receipt) { _, _ in count += 1 }
    case .requests: try file.readRequests(received: receipt) { _, _ in count += 1 }
    case nil:
      guard let edition = try file.readTerms() else { throw InvalidInput(file.problems) }
      attributions = []
      summary = Words(
        ja: "約款 \(edition.id) \(edition.heldFrom) は正しい",
        en: "terms \(edition.id) \(edition.heldFrom), valid")
      return
    }
    guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    attributions = Attribution.allCases.filter(attributed.contains)
    let name = kind?.rawValue ?? ""
    summary = Words(ja: "\(name) \(count)件は正しい", en: "\(count) \(name), valid")
  }

  /// What a file's first record holds, by the field that only this kind requires; `nil` for terms.
  public static func kind(of path: String) throws -> InputKind? {
    struct Found: Error {}
    let file = try RecordFile(path: path)
    var names: Set<String> = []
    do {
      try file.forEachRecord { node in
        if case .map(let members) = node.value { names = Set(members.map(\.key)) }
        throw Found()
      }
    } catch is Found {}
    if names.contains("held_from") { return nil }
    let telling: [(String, InputKind)] = [
      ("claim_id", .claims), ("recovery_id", .recoveries), ("relief_id", .reliefs),
      ("approval_id", .approvals), ("request_id", .requests), ("prior_credit_id", .priorCredits),
      ("acknowledgement_id", .acknowledgements), ("fee_month", .charges),
      ("merged_into", .accounts),
    ]
    if let kind = telling.first(where: { names.contains($0.0) })?.1 { return kind }
    // A merger that is undone says nothing but the account.
    if names == ["account_id"] { return .accounts }
    if names.contains("incident_id") || names.contains("impact") { return .incidents }
    if names.isEmpty {
      throw InvalidInput(
        problems: [
          Problem(
            file: file.problems.file, position: nil, path: "",
            expected: Words(ja: "種類の分かる記録", en: "records that tell what the file is"), found: nil,
            mend: Words(
              ja: "--as で種類を示してください。", en: "say what it holds with --as"))
        ], unlisted: 0)
    }
    return .contracts
  }
}
