import Assessing
import Domain
import Quantities

extension Awaited {
  /// What is waited for, and from whom it can come.
  public var words: LocalizedText {
    let what = subject
    return LocalizedText(
      ja: what.ja + (source.map { "（\($0.ja)）" } ?? ""),
      en: what.en + (source.map { " (\($0.en))" } ?? ""))
  }

  /// What is waited for.
  var subject: LocalizedText {
    switch self {
    case .attribution: LocalizedText(ja: "障害の原因", en: "the cause of the incident")
    case .fault: LocalizedText(ja: "当社の過失の程度", en: "the degree of our fault")
    case .knownAt: LocalizedText(ja: "当社が知った時刻", en: "the time at which we learned of it")
    case .restoredAt: LocalizedText(ja: "復旧の時刻", en: "the time of restoration")
    case .charge(let month): Self.charge(of: NumberFormat.month(month))
    case .recovery(let incident):
      LocalizedText(
        ja: "障害\(incident)について他の電気通信事業者から受け取る賠償額",
        en: "the carrier's payment for \(incident)")
    case .incident(let id): LocalizedText(ja: "障害\(id)の報告", en: "the report of \(id)")
    case .contract(let id): LocalizedText(ja: "契約\(id)の登録内容", en: "the record of contract \(id)")
    case .chargeOf(let id, let month):
      LocalizedText(
        ja: "契約\(id)の\(NumberFormat.month(month).ja)の料金の計上額",
        en: "the booked charge of contract \(id) for \(NumberFormat.month(month).en)")
    case .edition(let terms, let day):
      LocalizedText(
        ja: "\(NumberFormat.day(day).ja)に有効な\(terms.titleInSentence.ja)の版",
        en: "the edition of \(terms.titleInSentence.en) in force on \(NumberFormat.day(day).en)")
    case .terms(let id):
      LocalizedText(ja: "\(id.titleInSentence.ja)の本文", en: "the text of \(id.titleInSentence.en)")
    case .ruling(let subject): Self.ruling(on: subject)
    case .approval: LocalizedText(ja: "当社の担当者の決定", en: "a decision by a person at our company")
    case .approvalOf(let claim):
      LocalizedText(
        ja: "お申し出\(claim)についての当社の担当者の決定",
        en: "a decision on claim \(claim) by a person at our company")
    case .confirmation(let incident):
      LocalizedText(
        ja: "予告された\(incident)が実際に行われたかの確認",
        en: "a report on whether \(incident) took place as announced")
    case .damageOn: LocalizedText(ja: "損害の生じた日", en: "the day on which the damage arose")
    case .taxClass: LocalizedText(ja: "お申し出の税区分", en: "the tax class of the claim")
    }
  }

  private static func charge(of month: LocalizedText) -> LocalizedText {
    LocalizedText(ja: "\(month.ja)の料金の計上額", en: "the booked charge for \(month.en)")
  }

  /// A ruling on a clause, whose number is not spelled like a name, or on what a whole document leaves
  /// open.
  private static func ruling(on subject: String) -> LocalizedText {
    guard let terms = Identifier(subject) else {
      return LocalizedText(ja: "\(subject)が当てはまるかの判断", en: "a ruling on whether \(subject) applies")
    }
    return LocalizedText(
      ja: "\(terms.titleInSentence.ja)に定めのない損害賠償についての判断",
      en: "a ruling on damages, which are not covered by \(terms.titleInSentence.en)")
  }

  private var source: LocalizedText? {
    switch self {
    case .attribution, .knownAt, .restoredAt, .incident, .confirmation:
      LocalizedText(ja: "NOC", en: "NOC")
    case .fault: LocalizedText(ja: "NOC・法務", en: "NOC, legal")
    case .charge, .recovery, .contract, .chargeOf, .taxClass: LocalizedText(ja: "経理", en: "finance")
    case .edition, .terms, .ruling: LocalizedText(ja: "法務", en: "legal")
    case .damageOn: LocalizedText(ja: "お申し出の受付窓口", en: "claims desk")
    case .approval, .approvalOf: nil
    }
  }

  /// That the charge of a period is waited for, and why.
  static func sentence(charge period: LocalizedText) -> LocalizedText {
    Awaited.charge(YearMonth(year: 1, month: 1)).sentence(about: charge(of: period))
  }

  /// That it is waited for, and why.
  var sentence: LocalizedText { sentence(about: subject) }

  private func sentence(about what: LocalizedText) -> LocalizedText {
    let why: LocalizedText
    switch self {
    case .attribution, .fault, .knownAt, .restoredAt, .charge, .recovery, .chargeOf:
      why = LocalizedText(
        ja: "\(what.ja)がまだ確定していません。その内容によって結果が変わり得るため、確定を待っています",
        en: "\(what.en) is not established yet. The result could change with it, so we are waiting "
          + "for it")
    case .confirmation, .ruling, .approval, .approvalOf:
      why = LocalizedText(
        ja: "結果が変わり得るため、\(what.ja)を待っています",
        en: "we are waiting for \(what.en): the result could change with it")
    case .incident, .contract:
      why = LocalizedText(
        ja: "\(what.ja)がないか不足しているため、まだ判断できません",
        en: "\(what.en) is missing or incomplete, so this cannot be decided yet")
    case .edition, .terms:
      why = LocalizedText(
        ja: "\(what.ja)を当社が保有していないため、まだ判断できません",
        en: "we do not hold \(what.en), so this cannot be decided yet")
    case .damageOn, .taxClass:
      why = LocalizedText(
        ja: "\(what.ja)が示されていないため、まだ判断できません",
        en: "\(what.en) has not been stated, so this cannot be decided yet")
    }
    return LocalizedText(
      ja: why.ja + (source.map { "（\($0.ja)）" } ?? ""),
      en: why.en + (source.map { " (\($0.en))" } ?? "")
    ).sentence
  }

  /// Who decides instead of the document that was looked at.
  ///
  /// - Parameter clause: the clause that leaves it to others; `nil` where none does.
  func referral(by clause: String?) -> LocalizedText {
    switch self {
    case .terms(let id):
      let title = id.titleInSentence
      let start = LocalizedText(
        ja: clause.map { "\($0)により、" } ?? "", en: clause.map { "under \($0), " } ?? "")
      return LocalizedText(
        ja: "\(start.ja)減額の有無と額は\(title.ja)によって決まりますが、当社がこの文書を保有していないため、"
          + "まだ判断できません",
        en:
          "\(start.en)whether the fee is lowered, and by how much, follows \(title.en). We do not "
          + "hold that document, so this cannot be decided yet"
      ).sentence
    case .ruling(let subject) where Identifier(subject) == nil:
      return LocalizedText(
        ja: "\(subject)の定めがこの場合に当てはまるかは、当社の担当者が判断します。結果はその判断によって決まります。",
        en: "Whether \(subject) applies here is for a person at our company to decide. The result "
          + "depends on that decision.")
    default: return sentence
    }
  }
}
