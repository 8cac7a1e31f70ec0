import Domain
import Quantities

extension TermsText {
  /// The price tables, row by row.
  mutating func addPrices(_ edition: TermsEdition) {
    guard !edition.priceTables.isEmpty else { return }
    page.heading(LocalizedText(ja: "料金表（月額、税抜き）", en: "Price tables (yen a month, before tax)"))
    for table in edition.priceTables {
      add(table.clause)
      entry("サービス", "Service", TermsWords.service(table.service))
      for (index, row) in table.rows.enumerated() { add(row, number: index + 1) }
      addReadings(of: table.clause)
    }
  }

  private mutating func add(_ row: PriceTable.Row, number: Int) {
    entry("行\(number)", "Row \(number)", Self.condition(row.condition))
    let base = TermsWords.yen(row.base)
    entry("", "", LocalizedText(ja: "基本料金 \(base.ja)", en: "base fee \(base.en)"))
    for item in row.items { entry("", "", Self.item(item)) }
  }

  private static func condition(_ condition: PriceTable.Condition) -> LocalizedText {
    var parts: [LocalizedText] = []
    if let plan = condition.plan { parts.append(TermsWords.plan(plan)) }
    let from = condition.appliedFrom.map(NumberFormat.day)
    let to = condition.appliedTo.map(NumberFormat.day)
    switch (from, to) {
    case (let from?, let to?):
      parts.append(
        LocalizedText(
          ja: "\(from.ja)から\(to.ja)までのお申し込み", en: "applied for from \(from.en) to \(to.en)"))
    case (let from?, nil):
      parts.append(LocalizedText(ja: "\(from.ja)以降のお申し込み", en: "applied for from \(from.en) on"))
    case (nil, let to?):
      parts.append(LocalizedText(ja: "\(to.ja)までのお申し込み", en: "applied for until \(to.en)"))
    case (nil, nil): break
    }
    for quantity in Quantity.allCases {
      guard let isThere = condition.counted[quantity] else { continue }
      let name = TermsWords.quantity(quantity)
      parts.append(
        isThere
          ? LocalizedText(ja: "\(name.ja)あり", en: "at least one \(name.en)")
          : LocalizedText(ja: "\(name.ja)なし", en: "no \(name.en)"))
    }
    return parts.isEmpty ? LocalizedText(ja: "すべての契約", en: "all contracts") : TermsWords.list(parts)
  }

  private static func item(_ item: PriceTable.Item) -> LocalizedText {
    let names = item.quantities.map(TermsWords.quantity)
    let counted = LocalizedText(
      ja: names.map(\.ja).joined(separator: "・")
        + (item.quantities.first.map(TermsWords.one) ?? ""),
      en: names.map(\.en).joined(separator: " or "))
    let beyond =
      item.included > 0
      ? LocalizedText(
        ja: "（\(NumberFormat.grouped(Int128(item.included)))を超える分）",
        en: " above \(NumberFormat.grouped(Int128(item.included)))") : LocalizedText(ja: "", en: "")
    let prices = prices(item)
    return LocalizedText(
      ja: "\(counted.ja)につき\(beyond.ja) \(prices.ja)",
      en: "for each \(counted.en)\(beyond.en): \(prices.en)")
  }

  private static func prices(_ item: PriceTable.Item) -> LocalizedText {
    guard item.steps.count > 1 else { return TermsWords.yen(item.steps.first?.each ?? 0) }
    var first: Int64 = 1
    let steps = item.steps.map { step in
      let each = TermsWords.yen(step.each)
      defer { first = (step.upTo ?? 0) + 1 }
      return LocalizedText(
        ja: "\(first)～\(step.upTo.map(String.init) ?? "")は\(each.ja)",
        en: "\(step.upTo.map { "\(first) to \($0)" } ?? "\(first) and more"): \(each.en)")
    }
    let how =
      item.graduated
      ? LocalizedText(ja: "段階ごとの単価", en: "each tier at its own price")
      : LocalizedText(
        ja: "全数に、その数が属する段階の単価", en: "all at the price of the tier that their number reaches")
    let list = TermsWords.list(steps)
    return LocalizedText(ja: "\(list.ja)（\(how.ja)）", en: "\(list.en) (\(how.en))")
  }
}
