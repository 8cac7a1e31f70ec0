import Assessing
import Domain

extension Impact {
  /// What it is called.
  public var words: Words {
    switch self {
    case .total: Words(ja: "全断", en: "total")
    case .equivalent: Words(ja: "全断と同程度", en: "as good as total")
    case .partial: Words(ja: "一部支障", en: "partial")
    }
  }
}

extension Attribution {
  /// What it is called.
  public var words: Words {
    switch self {
    case .provider: Words(ja: "当社の責", en: "the provider")
    case .faultlessFailure: Words(ja: "無過失の故障", en: "failure without fault")
    case .customer: Words(ja: "契約者の責", en: "the customer")
    case .carrier: Words(ja: "他の電気通信事業者", en: "a carrier")
    case .thirdParty: Words(ja: "第三者の行為", en: "a third party")
    case .forceMajeure: Words(ja: "不可抗力", en: "force majeure")
    case .plannedMaintenance: Words(ja: "計画工事", en: "planned maintenance")
    case .emergencyMaintenance: Words(ja: "緊急工事", en: "emergency maintenance")
    case .legalRestriction: Words(ja: "法令による制限", en: "legal restriction")
    case .suspension: Words(ja: "利用停止", en: "suspension")
    case .undetermined: Words(ja: "帰責未確定", en: "not settled yet")
    }
  }
}

extension Fault {
  /// What it is called.
  public var words: Words {
    switch self {
    case .negligence: Words(ja: "過失", en: "negligence")
    case .grossNegligence: Words(ja: "重大な過失", en: "gross negligence")
    case .intent: Words(ja: "故意", en: "intent")
    }
  }
}

extension Assessment.Outcome {
  /// What it is called.
  public var words: Words {
    switch self {
    case .credit: Words(ja: "減額", en: "credit")
    case .none: Words(ja: "なし", en: "none")
    case .undetermined: Words(ja: "未確定", en: "undetermined")
    case .referred: Words(ja: "他に委ねる", en: "referred")
    case .held: Words(ja: "承認待ち", en: "held")
    }
  }
}

extension Assessment.Remedy {
  /// What it is called.
  public var words: Words {
    switch self {
    case .waiver: Words(ja: "料金の減額", en: "waiver")
    case .relief: Words(ja: "臨時減免", en: "relief")
    case .damages: Words(ja: "損害賠償", en: "damages")
    }
  }
}

extension Reason {
  /// Why nothing is owed, in a sentence.
  public var words: Words {
    switch self {
    case .notAffected:
      Words(ja: "この契約は障害の対象でない", en: "the incident does not hit this contract")
    case .outsideService:
      Words(ja: "契約の利用期間の外", en: "outside the contract's service period")
    case .noGuarantee: Words(ja: "保証の定めがない", en: "the terms guarantee nothing")
    case .noFormula:
      Words(ja: "この料金の決め方には計算式がない", en: "the clause has no formula for this billing")
    case .feesStayDue: Words(ja: "この間も料金は発生する", en: "fees stay due under this cause")
    case .attribution:
      Words(ja: "この帰責は条項の対象でない", en: "the clause does not cover this attribution")
    case .partialImpact:
      Words(ja: "条項が求める程度の利用不能でない", en: "not unusable to the degree that the clause asks")
    case .tooShort: Words(ja: "条項が求める時間に満たない", en: "shorter than the clause asks")
    case .noFee: Words(ja: "その期間の料金が0円", en: "the fee of the time is zero")
    case .ceilingUsed:
      Words(ja: "その期間の料金はすでに全額減額されている", en: "the period's fee is waived already")
    case .belowOneYen: Words(ja: "1円に満たない", en: "less than one yen")
    case .lateClaim: Words(ja: "申出の期限を過ぎている", en: "claimed too late")
    case .nothingRecoverable: Words(ja: "賠償の対象となる損害がない", en: "nothing recoverable")
    case .capUsed: Words(ja: "賠償額の上限に達している", en: "the cap is used up")
    case .poolExhausted:
      Words(ja: "受領した賠償額を配り終えている", en: "the carrier's payment is used up")
    case .refused: Words(ja: "承認されなかった", en: "it was not approved")
    }
  }
}

extension Claim.Item.Kind {
  /// What it is called.
  public var words: Words {
    switch self {
    case .ordinary: Words(ja: "通常損害", en: "ordinary loss")
    case .special: Words(ja: "特別損害", en: "special loss")
    case .lostProfit: Words(ja: "逸失利益", en: "lost profit")
    case .dataLoss: Words(ja: "データの滅失", en: "data loss")
    }
  }
}

extension Awaited {
  /// What is waited for, and from whom it can come.
  public var words: Words {
    switch self {
    case .attribution: Words(ja: "障害の帰責（NOC）", en: "the incident's attribution (NOC)")
    case .fault: Words(ja: "故意・過失の判断（NOC・法務）", en: "the fault (NOC, legal)")
    case .knownAt: Words(ja: "当社が知った時刻（NOC）", en: "when we learned of it (NOC)")
    case .restoredAt: Words(ja: "復旧時刻（NOC）", en: "when service was restored (NOC)")
    case .charge(let month):
      Words(ja: "\(month)の料金の計上（経理）", en: "the charge of \(month) (finance)")
    case .recovery(let incident):
      Words(
        ja: "障害\(incident)の受領賠償額（経理）", en: "what the carrier pays for \(incident) (finance)")
    case .incident(let id): Words(ja: "障害\(id)の報告（NOC）", en: "the report of \(id) (NOC)")
    case .contract(let id):
      Words(ja: "契約\(id)の記録（経理）", en: "the record of contract \(id) (finance)")
    case .chargeOf(let id, let month):
      Words(
        ja: "契約\(id)の\(month)の料金の計上（経理）", en: "the charge of \(id) for \(month) (finance)")
    case .edition(let terms, let day):
      Words(
        ja: "\(terms)の\(day)に有効な版（法務）",
        en: "the edition of \(terms) in force on \(day) (legal)")
    case .terms(let id): Words(ja: "文書\(id)（法務）", en: "the document \(id) (legal)")
    case .ruling(let clause): Words(ja: "\(clause)についての判断（法務）", en: "a ruling on \(clause) (legal)")
    case .approval: Words(ja: "承認", en: "an approval")
    case .damageOn: Words(ja: "損害の生じた日（請求の受付）", en: "when the damage arose (claims desk)")
    case .taxClass: Words(ja: "請求の税区分（経理）", en: "how the claim is taxed (finance)")
    }
  }
}

extension FiledApproval.Discount {
  /// Why the approval does not count.
  public var words: Words {
    switch self {
    case .samePerson:
      Words(ja: "過失を判断した本人による", en: "it is by whoever determined the fault")
    case .sameOwner:
      Words(
        ja: "報告と承認のファイルの所有者が同じ",
        en: "its file and the report's have the same owner")
    case .tooMuch:
      Words(ja: "承認できる額を超えている", en: "it exceeds what could be approved")
    case .beforeClaim:
      Words(ja: "請求を受け付ける前の決定である", en: "the claim was received after it")
    case .noAmount:
      Words(ja: "額が示されていない", en: "it states no amount")
    }
  }
}
