import Domain

/// What one kind of note has to say, and must not, in each of its forms.
struct NoteTable: Sendable {
  /// The contract that it is about; its account is called after it.
  let contract: String
  /// Whether it is damages; else a waiver.
  var isDamages = false
  /// Whole percent.
  var rate = 10
  var zeroRate: ZeroRate?
  /// What finance told of the bill: cells after the amount.
  var charge: String?
  var claim: String?
  var isEarly = false

  let kind: String
  let settlement: String
  let isRequired: Bool
  /// What the printed note says, in Japanese and in English, besides its title.
  let says: [LocalizedText]
  /// What it must not say.
  var saysNot: [LocalizedText] = []
  /// The category of tax of an electronic invoice (UNCL 5305); `nil` where none is sent.
  let category: String?
  /// The accounts and the class of its entries; none where nothing is booked.
  let entries: [[String]]

  static let titles: [String: LocalizedText] = [
    "qualified-return-invoice": LocalizedText(ja: "適格返還請求書", en: "Qualified Return Invoice"),
    "refund": LocalizedText(ja: "返金通知書", en: "Notice of Refund"),
    "billing-adjustment": LocalizedText(ja: "請求減額通知書", en: "Notice of Reduced Billing"),
    "damages": LocalizedText(ja: "損害賠償金のご通知", en: "Notice of Damages"),
  ]

  private static let lawful = LocalizedText(ja: "消費税法第57条の4第3項に定める", en: "under 消費税法第57条の4第3項")
  private static let none = LocalizedText(
    ja: "適格返還請求書に当たりません", en: "not a qualified return invoice")
  private static let notRequired = LocalizedText(ja: "交付義務は免除", en: "is not required")
  private static let untaxed = LocalizedText(
    ja: "消費税額はありません", en: "so there is no consumption tax here")
  private static let invoice = LocalizedText(ja: "V-1（2026年5月1日発行）", en: "V-1 of 1 May 2026")
  private static let refunded = LocalizedText(ja: "お返しいたします", en: "We are refunding")
  private static let reduced = LocalizedText(ja: "ご請求済みの料金を", en: "reducing fees invoiced")
  private static let coming = LocalizedText(ja: "今後ご請求する料金を", en: "have not invoiced to you yet")
  private static let apology = LocalizedText(ja: "ご利用いただけず", en: "unable to use the service")
  private static let outOfScope = LocalizedText(ja: "不課税", en: "Out of scope (不課税)")

  private static let returned = [
    ["売上値引・返品", "売掛金", "課税売上返還"], ["仮受消費税", "売掛金", "課税売上返還"],
  ]

  /// Every kind × rate × class of tax × state of the bill.
  static let all: [NoteTable] = [
    NoteTable(
      contract: "UNKNOWN", kind: "qualified-return-invoice", settlement: "unknown",
      isRequired: true, says: [lawful, apology], saysNot: [none, notRequired, refunded, reduced],
      category: "S 10", entries: returned),
    NoteTable(
      contract: "EIGHT", rate: 8, kind: "qualified-return-invoice", settlement: "unknown",
      isRequired: true,
      says: [lawful, LocalizedText(ja: "旧税率8%対象", en: "Taxed at 8% (former rate)")],
      saysNot: [none, notRequired], category: "S 8", entries: returned),
    NoteTable(
      contract: "SMALL", kind: "qualified-return-invoice", settlement: "unknown",
      isRequired: false, says: [lawful, notRequired], saysNot: [none], category: "S 10",
      entries: returned),
    NoteTable(
      contract: "UNPAID", charge: "V-1,2026-05-01,", kind: "qualified-return-invoice",
      settlement: "receivable-reduced", isRequired: true, says: [lawful, invoice, reduced],
      saysNot: [none, refunded], category: "S 10", entries: returned),
    NoteTable(
      contract: "PAID", charge: "V-1,2026-05-01,2026-05-31", kind: "qualified-return-invoice",
      settlement: "refunded", isRequired: true, says: [lawful, invoice, refunded],
      saysNot: [none, reduced], category: "S 10",
      entries: returned.map { [$0[0], "未払金", $0[2]] }),
    NoteTable(
      contract: "UNBILLED", charge: ",,", kind: "billing-adjustment", settlement: "bill-reduced",
      isRequired: false, says: [none, coming], saysNot: [lawful, refunded, reduced],
      category: nil, entries: []),
    NoteTable(
      contract: "EXEMPT", rate: 0, zeroRate: .exempt, kind: "refund", settlement: "unknown",
      isRequired: false, says: [none, untaxed, LocalizedText(ja: "非課税", en: "not taxable")],
      saysNot: [lawful, notRequired], category: "E 0",
      entries: [["売上値引・返品", "売掛金", "非課税売上返還"]]),
    NoteTable(
      contract: "EXPORT", rate: 0, zeroRate: .export, charge: "V-1,2026-05-01,2026-05-31",
      kind: "refund", settlement: "refunded", isRequired: false,
      says: [
        none, untaxed, invoice, refunded, LocalizedText(ja: "輸出免税", en: "export exempt from"),
      ],
      saysNot: [lawful, notRequired], category: "G 0",
      entries: [["売上値引・返品", "未払金", "輸出免税売上返還"]]),
    NoteTable(
      contract: "OUTSIDE", rate: 0, zeroRate: .outsideScope, kind: "refund",
      settlement: "unknown", isRequired: false,
      says: [none, untaxed, LocalizedText(ja: "（不課税）", en: "outside the scope")],
      saysNot: [lawful, notRequired], category: "O ",
      entries: [["売上値引・返品", "売掛金", "対象外"]]),
    NoteTable(
      contract: "UNTOLD", rate: 0, kind: "refund", settlement: "unknown", isRequired: false,
      says: [none, untaxed],
      saysNot: [
        lawful, LocalizedText(ja: "非課税", en: "not taxable"),
        LocalizedText(ja: "不課税", en: "outside"),
      ],
      category: nil, entries: [["売上値引・返品", "売掛金", "税率0%（区分未登録）"]]),
    NoteTable(
      contract: "UNTAXED", rate: 0, zeroRate: .exempt, charge: ",,", kind: "billing-adjustment",
      settlement: "bill-reduced", isRequired: false,
      says: [none, untaxed, coming, LocalizedText(ja: "非課税", en: "not taxable")], saysNot: [lawful],
      category: nil, entries: []),
    NoteTable(
      contract: "EARLY", isEarly: true, kind: "refund", settlement: "unknown", isRequired: false,
      says: [none, LocalizedText(ja: "登録を受ける前", en: "before we were registered")],
      saysNot: [lawful, untaxed, notRequired], category: "S 10", entries: returned),
    NoteTable(
      contract: "DAMAGED", isDamages: true, claim: "out-of-scope", kind: "damages",
      settlement: "unknown", isRequired: false, says: [outOfScope, apology],
      saysNot: [lawful, none, LocalizedText(ja: "税抜・円", en: "Net (JPY)")], category: "O ",
      entries: [["損害賠償金", "未払金", "対象外"]]),
    NoteTable(
      contract: "OFF-BILL", isDamages: true, claim: "out-of-scope", kind: "damages",
      settlement: "bill-reduced", isRequired: false,
      says: [
        outOfScope,
        LocalizedText(
          ja: "2026年7月分のご請求の合計額から差し引き", en: "deducted from the total of the invoice for July 2026"),
      ],
      saysNot: [lawful, none], category: "O ", entries: [["損害賠償金", "売掛金", "対象外"]]),
    NoteTable(
      contract: "LOWERED", isDamages: true, claim: "fee-reduction", kind: "billing-adjustment",
      settlement: "bill-reduced", isRequired: false,
      says: [
        none, LocalizedText(ja: "今後のご請求額を減額することにより賠償", en: "by reducing a future invoice"),
        LocalizedText(ja: "減額するご請求 2026年7月分", en: "Invoice reduced July 2026"),
        LocalizedText(ja: "税込・円", en: "Gross (JPY)"),
      ], saysNot: [lawful, outOfScope], category: nil, entries: []),
  ]
}
