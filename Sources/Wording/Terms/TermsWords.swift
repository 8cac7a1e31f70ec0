import Domain
import Quantities

/// What the parts of a clause are called where a document is shown.
enum TermsWords {
  static func billing(_ billing: Billing) -> LocalizedText {
    switch billing {
    case .fixedMonthly: LocalizedText(ja: "固定月額払", en: "fixed monthly fee")
    case .fixedAnnual: LocalizedText(ja: "固定年額払", en: "fixed annual fee")
    case .meteredMonthly: LocalizedText(ja: "従量月額払", en: "metered monthly")
    case .metered: LocalizedText(ja: "従量払", en: "metered per use")
    case .oneTime: LocalizedText(ja: "一括払", en: "one-time fee")
    }
  }

  /// A service by what it is called, with the name that files give it.
  static func service(_ id: Identifier) -> LocalizedText {
    let name: String? =
      switch id.text {
      case "cloud-storage": "クラウド・ストレージ"
      case "managed": "マネージドサービス"
      case "iot": "IIJ IoT サービス"
      case "mobile-access": "モバイルアクセス"
      case "data-storage": "データストレージ"
      case "private-connector": "プライベートコネクタ"
      case "private-mobile-gateway": "プライベートモバイルゲートウェイ"
      case "wise-paas-connector": "WISE-PaaS コネクタ"
      case "vpn-gateway": "VPN ゲートウェイ"
      case "cloud-backup": "クラウドバックアップサービス"
      case "iij-id": "IIJ ID サービス"
      default: nil
      }
    return LocalizedText(ja: name.map { "\($0)（\(id)）" } ?? id.text, en: id.text)
  }

  /// A plan of a price table, likewise.
  static func plan(_ name: String) -> LocalizedText {
    let title: String? =
      switch name {
      case "entry": "エントリー"
      case "standard": "スタンダード"
      case "advanced": "アドバンスト"
      case "premium": "プレミアム"
      default: nil
      }
    return LocalizedText(
      ja: "プラン「\(title ?? name)」" + (title == nil ? "" : "（\(name)）"), en: "plan “\(name)”")
  }

  /// A document that decides instead, and what follows while its text is not held.
  static func document(_ id: Identifier, service: LocalizedText? = nil) -> LocalizedText {
    let title = id.termsTitle
    return LocalizedText(
      ja: (title.map { "「\($0.ja)」（\(id)）" } ?? "文書「\(id)」")
        + (service.map { "、\($0.ja)" } ?? "") + "。その本文を当社が保有するまで、判断できません。",
      en: (title.map { "the \($0.en) (\(id))" } ?? "the document \(id)")
        + (service.map { ", \($0.en)" } ?? "") + "; undecided until we hold its text")
  }

  static func quantity(_ quantity: Quantity) -> LocalizedText {
    switch quantity {
    case .backupGiB: LocalizedText(ja: "バックアップ容量", en: "GiB of backup")
    case .privateGateway: LocalizedText(ja: "プライベートゲートウェイ", en: "private gateway")
    case .componentsLinux: LocalizedText(ja: "Linuxのコンポーネント", en: "Linux component")
    case .componentsWindows: LocalizedText(ja: "Windowsのコンポーネント", en: "Windows component")
    case .metricLimitComponents:
      LocalizedText(ja: "指標の取得上限を緩和したコンポーネント", en: "component with a raised metric limit")
    }
  }

  /// One of what is counted, where the noun by itself does not say so.
  static func one(_ quantity: Quantity) -> String {
    switch quantity {
    case .backupGiB: "1GiB"
    case .privateGateway: "1契約"
    case .componentsLinux, .componentsWindows, .metricLimitComponents: "1つ"
    }
  }

  /// The contracts that a clause of an edition speaks of.
  static func scope(_ scope: Scope, in edition: TermsEdition) -> LocalizedText {
    let services = scope.services.map { list($0.sorted().map(service)) }
    guard scope.billings != Set(edition.billings) else {
      return services ?? LocalizedText(ja: "この文書のすべての契約", en: "all contracts under this document")
    }
    let billings = list(Billing.allCases.filter(scope.billings.contains).map(billing))
    return services.map {
      LocalizedText(ja: "\($0.ja)（\(billings.ja)）", en: "\($0.en) (\(billings.en))")
    }
      ?? billings
  }

  /// The causes of a set, by attribution, with the provider's faults.
  static func causes(_ set: CauseSet) -> LocalizedText {
    if set == .all { return LocalizedText(ja: "原因を問いません", en: "whatever the cause") }
    return list(
      Attribution.allCases.compactMap { attribution in
        let causes = set.causes.filter { $0.attribution == attribution }
        guard !causes.isEmpty else { return nil }
        let faults = causes.compactMap(\.fault).map(\.words)
        guard !faults.isEmpty else { return attribution.words }
        return LocalizedText(
          ja: "\(attribution.words.ja)（\(faults.map(\.ja).joined(separator: "・"))）",
          en: "\(attribution.words.en) (\(faults.map(\.en).joined(separator: ", ")))")
      })
  }

  static func impacts(_ impacts: Set<Impact>) -> LocalizedText {
    if impacts.count == Impact.allCases.count {
      return LocalizedText(ja: "程度を問いません", en: "whatever the impact")
    }
    return list(Impact.allCases.filter(impacts.contains).map(\.words))
  }

  static func losses(_ kinds: some Sequence<Claim.Item.Kind>) -> LocalizedText {
    list(Claim.Item.Kind.allCases.filter(Set(kinds).contains).map(\.words))
  }

  static func yen(_ amount: Int64) -> LocalizedText {
    let figure = NumberFormat.grouped(Int128(amount))
    return LocalizedText(ja: "\(figure)円", en: "\(figure) yen")
  }

  static func monthDay(_ day: BusinessCalendar.MonthDay) -> LocalizedText {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return LocalizedText(ja: "\(day.month)月\(day.day)日", en: "\(day.day) \(months[day.month - 1])")
  }

  static func list(_ words: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      ja: words.map(\.ja).joined(separator: "、"), en: words.map(\.en).joined(separator: ", "))
  }

  static func names(_ names: [String]) -> LocalizedText {
    LocalizedText(ja: names.joined(separator: "、"), en: names.joined(separator: ", "))
  }

  static let none = LocalizedText(ja: "なし", en: "none")
}
