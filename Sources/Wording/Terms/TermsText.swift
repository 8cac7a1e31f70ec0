import Domain
import Quantities

/// Everything that an edition of a document decides, for somebody who reads terms and not their files:
/// clause by clause, and at the end the readings that the clauses rest on.
public struct TermsText {
  let edition: TermsEdition
  var page = LabelledText()

  /// The text of an edition.
  public init(_ edition: TermsEdition) {
    self.edition = edition
    addHead()
    addWaivers(edition)
    addReferrals(edition)
    addPrices(edition)
    addDamages(edition.damages)
    addOthers()
    addReadings()
  }

  /// The text in one language, in lines.
  public func text(in language: Language) -> String { page.text(in: language) }

  private mutating func addHead() {
    page.heading(
      LocalizedText(
        ja: "\(edition.title.ja)（\(edition.id)）", en: "\(edition.title.en) (\(edition.id))"))
    let held = NumberFormat.day(edition.heldFrom)
    entry("版", "Edition", NumberFormat.day(edition.edition))
    entry(
      "適用", "Held from",
      LocalizedText(
        ja: "\(held.ja)以降に始まった利用不能", en: "\(held.en), for outages that began then or later"))
    entry(
      "サービス", "Services",
      edition.services.map { TermsWords.list($0.map(TermsWords.service)) }
        ?? LocalizedText(ja: "すべて", en: "all"))
    entry("料金の種類", "Billing", TermsWords.list(edition.billings.map(TermsWords.billing)))
    entry(
      "日の区切り", "Civil days",
      LocalizedText(ja: "UTC\(edition.offset)（I-1）", en: "at UTC\(edition.offset) (I-1)"))
    if edition.feesFromNextMonth {
      entry(
        "料金の発生", "Fees accrue",
        LocalizedText(
          ja: "サービス開始の翌月1日から", en: "from the first of the month after the service starts"))
    }
    if edition.proratesLastMonth {
      entry(
        "最終月の料金", "Last month's fee",
        LocalizedText(
          ja: "日割りの場合があるため、計上された額によります。",
          en: "as booked, because it may be prorated"))
    }
  }

  private mutating func addReferrals(_ edition: TermsEdition) {
    guard !edition.referrals.isEmpty else { return }
    page.heading(
      LocalizedText(ja: "減額を他の文書が決める場合", en: "Where another document decides on waivers"))
    for referral in edition.referrals {
      add(referral.clause)
      add(referral.scope)
      let service = referral.service.map {
        LocalizedText(ja: "サービス名は\($0)", en: "where the service is called \($0)")
      }
      entry(
        "決める文書", "Decided by", TermsWords.document(referral.terms, service: service))
      for ruling in referral.rulings { add(ruling) }
      addReadings(of: referral.clause)
    }
  }

  /// The clauses that no calculation applies, and that a person has to know of.
  private mutating func addOthers() {
    let kinds: [(LocalizedText, [Clause])] = [
      (
        LocalizedText(ja: "臨時減免", en: "Relief of our own accord"),
        [edition.relief].compactMap { $0 }
      ),
      (LocalizedText(ja: "お支払い済みの料金", en: "Fees already paid"), [edition.refund].compactMap { $0 }),
      (
        LocalizedText(
          ja: "契約の終了・支払いの遅れ（計算には用いず、人が確認します）",
          en: "Termination and late payment (for a person to look at; not part of any calculation)"),
        edition.termination
      ),
    ]
    for (heading, clauses) in kinds where !clauses.isEmpty {
      page.heading(heading)
      for clause in clauses {
        add(clause)
        addReadings(of: clause)
      }
    }
  }

  private mutating func addReadings() {
    let relied = Set(
      edition.clauses.flatMap(\.readings) + edition.waivers.map(\.rounding.basis) + ["I-1"])
    page.heading(LocalizedText(ja: "依拠する解釈", en: "Readings relied on"))
    for reading in Interpretation.register where relied.contains(reading.number) {
      page.item(LocalizedText(ja: reading.number, en: reading.number))
      entry("問い", "Question", reading.question)
      entry("解釈", "Reading", reading.reading)
      if let remark = reading.remark { entry("備考", "Remark", remark) }
    }
  }
}

extension TermsText {
  /// A clause's number, and below it what it says.
  mutating func add(_ clause: Clause) {
    page.item(LocalizedText(ja: clause.number, en: clause.number))
    entry("要旨", "Summary", clause.summary)
    if !clause.with.isEmpty { entry("併せて引用", "Cited with", TermsWords.names(clause.with)) }
  }

  /// The contracts that a clause speaks of.
  mutating func add(_ scope: Scope) {
    entry("対象", "Contracts", TermsWords.scope(scope, in: edition))
  }

  /// The numbers of the readings that a clause rests on.
  mutating func addReadings(of clause: Clause) {
    guard !clause.readings.isEmpty else { return }
    entry("解釈", "Readings", TermsWords.names(clause.readings))
  }

  /// What a person decides.
  mutating func add(_ ruling: Ruling) {
    entry(
      "人の判断", "A person rules",
      LocalizedText(
        ja: "次の場合に、\(ruling.clause)について人が判断します。", en: "on \(ruling.clause), in this case:"))
    if let about = ruling.about { entry("", "", about) }
    add(ruling.circumstances)
  }

  /// Causes and impacts, below what they are said of.
  mutating func add(_ circumstances: Circumstances) {
    let causes = TermsWords.causes(circumstances.causes)
    let impacts = TermsWords.impacts(circumstances.impacts)
    entry("", "", LocalizedText(ja: "原因: \(causes.ja)", en: "causes: \(causes.en)"))
    entry("", "", LocalizedText(ja: "程度: \(impacts.ja)", en: "impact: \(impacts.en)"))
  }

  /// What is said under a label.
  mutating func entry(_ ja: String, _ en: String, _ words: LocalizedText) {
    page.entry(LocalizedText(ja: ja, en: en), words)
  }
}
