import Crediting
import Domain
import Quantities

extension NoteLabels {
  /// How much is settled in which way.
  public static let breakdown = LocalizedText(ja: "精算の内訳", en: "Settled as")
  /// After sums before tax.
  public static let beforeTax = LocalizedText(ja: "（税抜）", en: ", excl. tax")
  /// The fee months whose bills damages lower.
  public static let bills = LocalizedText(ja: "減額するご請求", en: "Invoice reduced")
  /// The note that this one corrects.
  public static let replaces = LocalizedText(ja: "差し替え前の書面", en: "Document replaced")
  /// What changes with a corrected note.
  public static let difference = LocalizedText(ja: "差引", en: "Difference")
  /// After the heading of a line that stood on the corrected note, too.
  public static let unchanged = LocalizedText(ja: "（変更なし）", en: " (unchanged)")
  /// The column of amounts with tax.
  public static let gross = LocalizedText(ja: "金額（税込・円）", en: "Gross (JPY)")
  /// The sum of lines with tax.
  public static let totalGross = LocalizedText(ja: "小計（税込・円）", en: "Subtotal incl. tax (JPY)")

  /// By how much what stands changed, and what there is to do.
  ///
  /// - Parameter isTogether: whether it is the difference of several notes.
  public static func difference(
    _ amount: Yen, _ settlement: LineSettlement?, isTogether: Bool
  ) -> LocalizedText {
    let figures = NumberFormat.grouped(Int128(amount.value.magnitude))
    let start =
      isTogether
      ? LocalizedText(ja: "同時に発行した書面と合わせて、", en: "Together with the documents issued with it, ")
      : LocalizedText(ja: "", en: "")
    if amount == .zero {
      return LocalizedText(
        ja: "\(start.ja)合計額に変わりはありません。お手続きは不要です。",
        en: start.en + (isTogether ? "the" : "The") + " total is the same. No action is required.")
    }
    let more = amount > .zero
    let what = subject(settlement)
    let change = LocalizedText(
      ja: "\(start.ja)\(what.ja)は先の書面より\(figures)円\(more ? "多く" : "少なく")なります。",
      en: "\(start.en)\(start.en.isEmpty ? "The" : "the") \(what.en) is ¥\(figures) "
        + "\(more ? "more" : "less") than before.")
    let action = action(isMore: more, figures, settlement)
    return LocalizedText(ja: change.ja + action.ja, en: change.en + " " + action.en)
  }

  private static func subject(_ settlement: LineSettlement?) -> LocalizedText {
    switch settlement {
    case .refunded: LocalizedText(ja: "ご返金額", en: "refund")
    case .receivableReduced, .billReduced: LocalizedText(ja: "減額", en: "reduction")
    case .unknown, nil: LocalizedText(ja: "合計額", en: "total")
    }
  }

  private static func action(
    isMore: Bool, _ figures: String, _ settlement: LineSettlement?
  ) -> LocalizedText {
    switch (isMore, settlement) {
    case (_, .billReduced):
      LocalizedText(
        ja: "今後のご請求額に反映いたします。お手続きは不要です。",
        en: "It is taken into account on the coming invoice. No action is required.")
    case (_, .receivableReduced):
      LocalizedText(
        ja: "お支払いいただく額は\(figures)円\(isMore ? "少なく" : "多く")なります。",
        en: "You have ¥\(figures) \(isMore ? "less" : "more") to pay.")
    case (true, _):
      LocalizedText(ja: "お手続きは不要です。", en: "No action is required.")
    case (false, _):
      LocalizedText(
        ja: "先の書面の額をすでに返金または減額している場合は、差額を次回以降のご請求に加算いたします。",
        en:
          "Where the former amount has been refunded or taken off already, the difference will be "
          + "added to a later invoice.")
    }
  }

  /// What stands in the place of a note that is cancelled.
  public static let replacedBy = LocalizedText(ja: "代わりの書面", en: "Replaced by")
  /// That nothing does, and what follows.
  public static let replacedByNone = LocalizedText(
    ja: "ありません。すでに返金または減額した額は、次回以降のご請求に加算いたします。",
    en: "nothing. What has been refunded or taken off already will be added to a later invoice.")
  /// That what it said goes to the account that the contract has now.
  public static let replacedElsewhere = LocalizedText(
    ja: "ご契約の現在のご請求先にお送りいたします。",
    en: "It is sent to the account that the contract is billed to now.")
  /// What a corrected return invoice is by law.
  public static func isCorrected(_ number: String) -> LocalizedText {
    LocalizedText(
      ja: "本書は、\(number)を修正した適格返還請求書です（消費税法第57条の4第4項）。",
      en: "This document is the corrected version of the qualified return invoice \(number) "
        + "(消費税法第57条の4第4項).")
  }
  /// What a cancellation is.
  public static func cancels(_ title: LocalizedText, _ number: String) -> LocalizedText {
    LocalizedText(
      ja: "本書は、\(title.ja)\(number)の記載の全部を取り消すものです。",
      en: "This document cancels everything stated on the \(title.en) \(number).")
  }

  /// What a line that takes back damages or a relief says.
  public static func cancelled(_ right: LocalizedText, _ request: String?, _ amount: Yen)
    -> LocalizedText
  {
    let figures = NumberFormat.grouped(Int128(amount.value.magnitude))
    let asked = request.map { LocalizedText(ja: "（\($0)）", en: " (\($0))") }
    return LocalizedText(
      ja: "\(right.ja)\(asked?.ja ?? "")\(figures)円を取り消します。",
      en: "\(figures) yen of \(right.en)\(asked?.en ?? "") are cancelled.")
  }

  /// That damages which lower a bill are no return.
  public static let damagesAreNoReturn = LocalizedText(
    ja: "ご請求額の減額により賠償するものですので、本書は適格返還請求書に当たりません。",
    en: "This is compensation by a reduced invoice, so this document is not a qualified return "
      + "invoice (適格返還請求書).")

  /// The invoice whose fee is lowered.
  public static func invoice(_ number: String, _ day: LocalizedText?) -> LocalizedText {
    LocalizedText(
      ja: "対象のご請求　\(number)" + (day.map { "（\($0.ja)発行）" } ?? ""),
      en: "Invoice \(number)" + (day.map { " of \($0.en)" } ?? ""))
  }

  /// Why a refund is no return invoice: there was no tax, for a reason that may not have been told, or
  /// the supply was before the issuer's registration.
  public static func refund(isUntaxed: Bool, _ zeroRate: ZeroRate?) -> LocalizedText {
    guard isUntaxed else {
      return LocalizedText(
        ja: "当社が適格請求書発行事業者の登録を受ける前の取引に係る返還ですので、本書は適格返還請求書に当たりません。",
        en: "The supply was made before we were registered as an issuer of qualified invoices, so "
          + "this document is not a qualified return invoice (適格返還請求書).")
    }
    let why = untaxed(zeroRate)
    return LocalizedText(
      ja: why.ja + "本書は適格返還請求書に当たりません。",
      en: why.en + " This document is not a qualified return invoice (適格返還請求書).")
  }

  /// That there is no tax, and why, where that was told.
  public static func untaxed(_ zeroRate: ZeroRate?) -> LocalizedText {
    let supply: LocalizedText =
      switch zeroRate {
      case .exempt: LocalizedText(ja: "消費税の非課税取引", en: "The supply was not taxable (非課税)")
      case .export:
        LocalizedText(
          ja: "消費税が免除される輸出取引（輸出免税）",
          en: "The supply was an export exempt from consumption tax (輸出免税)")
      case .outsideScope:
        LocalizedText(
          ja: "消費税の課税対象とならない取引（不課税）",
          en: "The supply was outside the scope of consumption tax (不課税)")
      case nil: LocalizedText(ja: "消費税のかからない取引", en: "No tax was charged on the supply")
      }
    return LocalizedText(
      ja: "\(supply.ja)の料金ですので、消費税額はありません。",
      en: "\(supply.en), so there is no consumption tax here.")
  }
}
