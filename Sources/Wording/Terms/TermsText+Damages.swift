import Domain
import Quantities

extension TermsText {
  /// What is said of claims, in the order in which clauses are looked at.
  mutating func addDamages(_ damages: DamagesRules) {
    if !damages.preclusions.isEmpty {
      page.heading(
        LocalizedText(
          ja: "損害賠償: お申し出の障害の全部が当てはまれば、ほかの条項に先立って賠償しない場合",
          en: "Damages: none, before any other clause, if all of the claimed incident is such"))
      for exclusion in damages.preclusions { add(exclusion) }
    }
    if !damages.referrals.isEmpty {
      page.heading(
        LocalizedText(
          ja: "損害賠償: 人または他の文書が決める場合（賠償しない場合に優先します）",
          en: "Damages: decided by a person or another document (before what gives none)"))
      for referral in damages.referrals { add(referral) }
    }
    if !damages.rules.isEmpty {
      page.heading(LocalizedText(ja: "損害賠償: お申し出により賠償する場合", en: "Damages: compensated on a claim"))
      for rule in damages.rules { add(rule) }
    }
    if !damages.exclusions.isEmpty {
      page.heading(LocalizedText(ja: "損害賠償: 賠償しない場合", en: "Damages: what gives none"))
      for exclusion in damages.exclusions {
        let because =
          exclusion.reason == .noGuarantee
          ? LocalizedText(ja: "当社は損害を賠償する責任を負いません", en: "we are not liable for the loss") : nil
        add(exclusion, because: because)
      }
    }
  }

  private mutating func add(_ referral: DamagesReferral) {
    add(referral.clause)
    add(referral.scope)
    entry("原因", "Causes", TermsWords.causes(referral.circumstances.causes))
    entry("程度", "Impact", TermsWords.impacts(referral.circumstances.impacts))
    if let terms = referral.terms {
      entry("決める文書", "Decided by", TermsWords.document(terms))
    }
    if let ruling = referral.ruling {
      entry(
        "人の判断", "A person rules",
        LocalizedText(ja: "\(ruling)について人が判断します。", en: "on \(ruling)"))
    }
    if let months = referral.paidMonths {
      entry(
        "上限", "Cap",
        LocalizedText(
          ja: "利用不能の料金月より前の\(months)料金月についてお支払いいただいた額（税込み）。"
            + "故意または重大な過失によるときは、これを超える額を人が認めることができます。",
          en: "what was paid, with tax, for the \(months) fee months before that of the outage; by "
            + "gross negligence or intent a person may award more"))
    }
    addReadings(of: referral.clause)
  }

  private mutating func add(_ rule: DamagesRule) {
    add(rule.clause)
    add(rule.scope)
    add(rule.basis)
    entry("原因（一部でも）", "Cause of any part", TermsWords.causes(rule.causes))
    entry("必要な長さ", "Least length", Self.sinceKnown(rule.threshold))
    entry("賠償する損害", "Recoverable", TermsWords.losses(rule.recoverable))
    entry("損害の認定", "Recognition", Self.recognition)
    for losses in rule.leftOut { entry("除く損害", "Left out", Self.leftOut(losses)) }
    entry("上限", "Cap", Self.cap(rule))
    if rule.isPooled {
      entry(
        "総額の制限", "Pool",
        LocalizedText(
          ja: "お客様全員への合計は、他の電気通信事業者から当社が受け取った賠償額まで",
          en: "all customers together get at most what the carrier paid us"))
      entry("", "", Self.pool)
    }
    if !rule.heldIfAlso.isEmpty {
      let also = TermsWords.causes(rule.heldIfAlso)
      entry(
        "承認を要する場合", "Held",
        LocalizedText(
          ja: "次の原因による部分もあるときは、どの日が当社の責によるかを人が判断します: \(also.ja)",
          en: "a person says which days are ours, if another part was caused by: \(also.en)"))
    }
    if let days = rule.claimedWithin { entry("申出の期限", "Deadline", Self.deadline(days, rule)) }
    if let months = rule.settledAfterMonths {
      let settled = Self.settlement(months)
      entry(
        "精算", "Settled",
        LocalizedText(
          ja: settled.ja + (rule.settledBy.map { "（\($0)）" } ?? ""),
          en: settled.en + (rule.settledBy.map { " (\($0))" } ?? "")))
    }
    if rule.needsDetails {
      entry(
        "必要な記載", "Details needed",
        LocalizedText(ja: "損害の生じた日、税の区分", en: "the day of the damage, and how the claim is taxed"))
    }
    if !rule.displaces.isEmpty {
      let names = TermsWords.names(rule.displaces)
      entry("優先", "Displaces", LocalizedText(ja: "\(names.ja)に優先します。", en: names.en))
    }
    addReadings(of: rule.clause)
  }

  private mutating func add(_ basis: DamagesRule.Basis) {
    switch basis {
    case .incident:
      entry(
        "判断の対象", "Judged over",
        LocalizedText(
          ja: "お申し出の障害だけ（程度を問いません）", en: "the claimed incident alone, whatever its impact"))
    case .outage(let circumstances):
      entry(
        "判断の対象", "Judged over",
        LocalizedText(
          ja: "お申し出の障害を含む、次のような利用不能",
          en: "the outage that contains the claimed incident and consists of:"))
      add(circumstances)
    }
  }

  private static let recognition = LocalizedText(
    ja: "賠償するのは、当社が損害と認めた範囲です。認められるまで、額は承認待ちです。",
    en: "a loss counts as far as we recognise it; until somebody has, the amount is held")

  private static let pool = LocalizedText(
    ja: "他の電気通信事業者から最終の支払いを受けるまで、額は確定しません。最終の支払いを最初に受領した日までに"
      + "受け付けたお申し出で按分し、それより後のお申し出には残りを受付順に充てます（I-12）。",
    en:
      "Nothing is settled before the carrier's final payment. It is shared in proportion among the "
      + "claims received by the day of the first final payment; later ones get what is left, in order "
      + "of receipt (I-12).")

  private static func settlement(_ months: Int64) -> LocalizedText {
    let later: LocalizedText =
      switch months {
      case 0: LocalizedText(ja: "損害を認めた月", en: "the month")
      case 1: LocalizedText(ja: "損害を認めた月の翌月", en: "the month after that")
      case 2: LocalizedText(ja: "損害を認めた月の翌々月", en: "the second month after that")
      default: LocalizedText(ja: "損害を認めた月の\(months)か月後", en: "\(months) months after that")
      }
    return LocalizedText(
      ja: "\(later.ja)の請求", en: "on the bill of \(later.en) in which the loss is recognised")
  }

  private static func sinceKnown(_ threshold: Elapsed?) -> LocalizedText {
    let length = Self.threshold(threshold ?? .zero)
    guard let threshold, threshold > .zero else { return length }
    return LocalizedText(ja: "当社が知った時から\(length.ja)", en: "\(length.en) since we learned of it")
  }

  private static func leftOut(_ losses: DamagesRule.LeftOut) -> LocalizedText {
    let kinds = TermsWords.losses(losses.kinds)
    return LocalizedText(
      ja: "\(kinds.ja)（\(losses.clause)）"
        + (losses.isForPerson ? "。ただし、人が項目ごとに認めることができます。" : ""),
      en: "\(kinds.en) (\(losses.clause))"
        + (losses.isForPerson ? "; a person may award it all the same, item by item" : ""))
  }

  private static func cap(_ rule: DamagesRule) -> LocalizedText {
    switch rule.cap {
    case .unlimited:
      LocalizedText(ja: "なし。支払いには承認を要します。", en: "none; nothing is paid without approval")
    case .daysOfPreviousMonth(let part):
      LocalizedText(
        ja: "契約と利用不能ごとに、前料金月の料金（税抜き）の\(part)分の1×日数"
          + (rule.capClauses.map { "（\($0.used)）" } ?? "") + "。前料金月の利用がなければ、"
          + "当月の1日の平均額×日数" + (rule.capClauses.map { "（\($0.unused)）" } ?? "")
          + "。1円未満切捨て",
        en: "for each contract and outage, 1/\(part) of the previous fee month's charges (without "
          + "tax) × days" + (rule.capClauses.map { " (\($0.used))" } ?? "")
          + "; without use in that month, the current month's daily average × days"
          + (rule.capClauses.map { " (\($0.unused))" } ?? "") + "; rounded down to whole yen")
    case .feeOfMonth:
      LocalizedText(
        ja: "契約と料金月ごとに、損害の生じた月の料金とその消費税（税込み）",
        en: "for each contract and fee month, the fee of the month of the damage with tax")
    }
  }

  private static func deadline(_ days: Int64, _ rule: DamagesRule) -> LocalizedText {
    let last = LocalizedText(
      ja: "損害の翌日から数えて\(days)日目まで" + (rule.claimedBy.map { "（\($0)）" } ?? ""),
      en: "day \(days), counted from the day after the damage"
        + (rule.claimedBy.map { " (\($0))" } ?? ""))
    guard let calendar = rule.calendar else { return last }
    let others = calendar.alsoClosed.sorted { ($0.month, $0.day) < ($1.month, $1.day) }
      .map(TermsWords.monthDay)
    let closed = TermsWords.list(
      [
        LocalizedText(ja: "土曜", en: "Saturday"), LocalizedText(ja: "日曜", en: "Sunday"),
        LocalizedText(ja: "国民の祝日に関する法律の休日", en: "a national holiday"),
        LocalizedText(ja: "12月29日～1月3日", en: "29 December to 3 January"),
      ] + others)
    return LocalizedText(
      ja: "\(last.ja)。その日が\(closed.ja)のいずれかに当たるときは、次の営業日まで",
      en: "\(last.en); where that is one of \(closed.en), the next business day")
  }
}
