import Assessing
import Domain

extension Impact {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .total: LocalizedText(ja: "全く利用できない", en: "wholly unusable")
    case .equivalent: LocalizedText(ja: "全く利用できないのと同程度", en: "as good as unusable")
    case .partial: LocalizedText(ja: "一部に支障", en: "partly impaired")
    }
  }

  /// The same in a word, as people in the house call it.
  public var label: LocalizedText {
    switch self {
    case .total: LocalizedText(ja: "全断", en: "total")
    case .equivalent: LocalizedText(ja: "全断相当", en: "equivalent to total")
    case .partial: LocalizedText(ja: "一部影響", en: "partial")
    }
  }

  /// How the service was, as a sentence goes on.
  var state: LocalizedText {
    switch self {
    case .total: LocalizedText(ja: "全く利用できない状態", en: words.en)
    case .equivalent: LocalizedText(ja: "全く利用できないのと同程度の状態", en: words.en)
    case .partial: LocalizedText(ja: "一部に支障のある状態", en: words.en)
    }
  }
}

extension Attribution {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .provider: LocalizedText(ja: "当社の責", en: "our responsibility")
    case .faultlessFailure: LocalizedText(ja: "誰の責でもない故障", en: "a failure without anyone's fault")
    case .customer: LocalizedText(ja: "お客様の責", en: "the customer's responsibility")
    case .carrier: LocalizedText(ja: "他の電気通信事業者", en: "another carrier")
    case .thirdParty: LocalizedText(ja: "第三者の行為", en: "a third party")
    case .forceMajeure: LocalizedText(ja: "不可抗力", en: "force majeure")
    case .plannedMaintenance: LocalizedText(ja: "予告した計画工事", en: "announced maintenance")
    case .emergencyMaintenance: LocalizedText(ja: "緊急工事", en: "emergency maintenance")
    case .legalRestriction: LocalizedText(ja: "法令に基づく制限", en: "a legal restriction")
    case .suspension: LocalizedText(ja: "利用停止", en: "a suspension for breach")
    case .undetermined: LocalizedText(ja: "原因は未確定", en: "cause not settled")
    }
  }

  /// The same in a word, as people in the house call it.
  public var label: LocalizedText {
    switch self {
    case .provider: LocalizedText(ja: "当社", en: "provider")
    case .faultlessFailure: LocalizedText(ja: "誰の責でもない故障", en: "faultless failure")
    case .customer: LocalizedText(ja: "お客様", en: "customer")
    case .carrier: LocalizedText(ja: "他事業者", en: "carrier")
    case .thirdParty: LocalizedText(ja: "第三者", en: "third party")
    case .forceMajeure: LocalizedText(ja: "不可抗力", en: "force majeure")
    case .plannedMaintenance: LocalizedText(ja: "計画工事", en: "planned maintenance")
    case .emergencyMaintenance: LocalizedText(ja: "緊急工事", en: "emergency maintenance")
    case .legalRestriction: LocalizedText(ja: "法令による制限", en: "legal restriction")
    case .suspension: LocalizedText(ja: "利用停止", en: "suspension")
    case .undetermined: LocalizedText(ja: "原因未確定", en: "cause undetermined")
    }
  }

  /// Who or what it is, as 「…による」 and “caused by …” go on.
  var agent: LocalizedText {
    switch self {
    case .provider: LocalizedText(ja: words.ja, en: "us")
    case .customer: LocalizedText(ja: words.ja, en: "the customer")
    case .suspension:
      LocalizedText(ja: "お客様の契約違反による利用停止", en: words.en)
    case .undetermined: LocalizedText(ja: "未確定の原因", en: "a cause that is not settled")
    default: words
    }
  }
}

extension Fault {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .negligence: LocalizedText(ja: "過失", en: "negligence")
    case .grossNegligence: LocalizedText(ja: "重大な過失", en: "gross negligence")
    case .intent: LocalizedText(ja: "故意", en: "intent")
    }
  }
}

extension Outcome {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .credit: LocalizedText(ja: "減額・賠償", en: "owed")
    case .nothingOwed: LocalizedText(ja: "なし", en: "nothing owed")
    case .undetermined: LocalizedText(ja: "未確定", en: "undetermined")
    case .referred: LocalizedText(ja: "判断待ち", en: "awaiting other terms or a ruling")
    case .held: LocalizedText(ja: "承認待ち", en: "awaiting approval")
    }
  }
}

extension Remedy {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .waiver: LocalizedText(ja: "料金の減額", en: "fee reduction")
    case .relief: LocalizedText(ja: "臨時減免", en: "special relief")
    case .damages: LocalizedText(ja: "損害賠償", en: "damages")
    }
  }
}

extension Claim.Item.Kind {
  /// What it is called.
  public var words: LocalizedText {
    switch self {
    case .ordinary: LocalizedText(ja: "通常損害", en: "ordinary loss")
    case .special: LocalizedText(ja: "特別損害", en: "special loss")
    case .lostProfit: LocalizedText(ja: "逸失利益", en: "lost profit")
    case .dataLoss: LocalizedText(ja: "データの滅失", en: "data loss")
    }
  }
}

extension Quantity {
  /// What a price table counts, as a sentence names it.
  var counted: LocalizedText {
    switch self {
    case .backupGiB:
      LocalizedText(ja: "バックアップ容量の超過分（GiB）", en: "backup above the included volume (GiB)")
    case .privateGateway: LocalizedText(ja: "プライベートゲートウェイ", en: "private gateways")
    case .componentsLinux: LocalizedText(ja: "コンポーネント（Linux）", en: "components (Linux)")
    case .componentsWindows: LocalizedText(ja: "コンポーネント（Windows）", en: "components (Windows)")
    case .metricLimitComponents:
      LocalizedText(ja: "指標の上限を緩和したコンポーネント", en: "components with a raised metric limit")
    }
  }
}

extension FiledApproval.DisqualificationReason {
  /// Why the decision does not count.
  public var words: LocalizedText {
    switch self {
    case .samePerson:
      LocalizedText(
        ja: "過失を判断した本人による決定です", en: "whoever determined the fault cannot decide on it")
    case .sameFiler:
      LocalizedText(
        ja: "お申し出を登録した本人による決定です", en: "whoever filed the claim cannot decide on it")
    case .sameOwner:
      LocalizedText(
        ja: "報告のファイルと決定のファイルの所有者が同じです",
        en: "the report's file and the decision's have the same owner")
    case .sameClaimOwner:
      LocalizedText(
        ja: "お申し出のファイルと決定のファイルの所有者が同じです",
        en: "the claim's file and the decision's have the same owner")
    case .unproven:
      LocalizedText(
        ja: "決定のファイルは所有者以外も書き込めるか、別の名前（リンク）を持つため、誰の決定か確かめられません",
        en:
          "others can write the decision's file, or it has other links: it does not show whose it is"
      )
    case .unprovenReport:
      LocalizedText(
        ja: "報告のファイルは所有者以外も書き込めるか、別の名前（リンク）を持つため、誰の報告か確かめられません。"
          + "所有者だけが書き込めるファイルで、次の改訂を受け取れば決定できます",
        en:
          "others can write the report's file, or it has other links: it does not show who reported. "
          + "It can be decided once a revision has come in a file that only its owner can write")
    case .unprovenClaim:
      LocalizedText(
        ja: "お申し出のファイルは所有者以外も書き込めるか、別の名前（リンク）を持つため、誰が登録したか確かめられません",
        en:
          "others can write the claim's file, or it has other links: it does not show who filed it")
    case .beforeClaim:
      LocalizedText(
        ja: "お申し出を受け付ける前の決定です", en: "it was decided before the claim was received")
    case .noAmount: LocalizedText(ja: "額が示されていません", en: "it states no amount")
    }
  }
}
