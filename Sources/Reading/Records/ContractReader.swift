import Domain
import Quantities

extension RecordFile {
  /// Reads contracts (`contracts/`, docs/formats.md §3) and hands them over one by one with the place of
  /// each; problems are gathered.
  ///
  /// - Parameter catalogue: the terms held, against which service, billing and fee are checked;
  ///   `nil` leaves that out.
  /// - Throws: only what reading the bytes or the body throws.
  public func readContracts(
    checking catalogue: TermsCatalogue?, received receipt: Receipt,
    _ body: (ContractVersion, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .contracts) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let found = problems.count
      let version = ContractReader(fields, catalogue, receipt).version()
      guard let version, problems.count == found else { return }
      try body(version, node.position)
    }
  }

  /// Reads charges (`charges/`, docs/formats.md §3) and hands them over one by one with the place of each;
  /// problems are gathered.
  ///
  /// - Throws: only what reading the bytes or the body throws.
  public func readCharges(
    received receipt: Receipt, _ body: (Charge, Position) throws -> Void
  ) throws {
    try forEachRecord(of: .charges) { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let contract = fields.required("contract_id", .identifier)
      let month = fields.required("fee_month", .feeMonth)
      let amount = fields.required("amount", .yen)
      let charge = contract.flatMap { contract in
        month.flatMap { month in
          amount.map { Charge(contract: contract, feeMonth: month, amount: $0) }
        }
      }
      let beforeCredits = fields.optional("before_credits", .yen)
      let estimated = fields.optional("estimated", .flag) ?? false
      let number = fields.optional("invoice_no", .text)
      let invoicedOn = fields.optional("invoiced_on", .date, by: receipt)
      let paidOn = fields.optional("paid_on", .date, by: receipt)
      let exportedAt = fields.optional("exported_at", .moment, by: receipt)
      fields.finish()
      guard var charge else { return }
      charge.beforeCredits = beforeCredits
      charge.estimated = estimated
      charge.invoiceNumber = number
      charge.invoicedOn = invoicedOn
      charge.paidOn = paidOn
      charge.exportedAt = exportedAt
      try body(charge, node.position)
    }
  }
}

/// Reads one contract version.
private struct ContractReader {
  let fields: Fields
  let catalogue: TermsCatalogue?
  let receipt: Receipt

  init(_ fields: Fields, _ catalogue: TermsCatalogue?, _ receipt: Receipt) {
    self.fields = fields
    self.catalogue = catalogue
    self.receipt = receipt
  }

  func version() -> ContractVersion? {
    let contract = fields.required("contract_id", .identifier)
    let account = fields.required("account_id", .identifier)
    let accountName = fields.required("account_name", .name)
    let terms = fields.required("terms", .identifier)
    let service = fields.required("service", .identifier)
    let billing = fields.required("billing", FieldKind<Billing>.oneOf)
    let fee = fields.optional("fee", .yen)
    let start = fields.required("service_start", .date)
    let end = fields.optional("service_end", .date)
    let validFrom = fields.optional("valid_from", .date)
    let startDay = fields.optional("fee_month_start_day", .integer(1...31)) ?? 1
    let taxRate = fields.optional("tax_rate", FieldKind<Int>.percent) ?? 10
    let labels = fields.optional("labels", .labels) ?? [:]
    let agreement = fields.optional("agreement", .identifier)
    let plan = fields.optional("plan", .text)
    let appliedOn = fields.optional("applied_on", .date)
    let quantities = fields.optional("quantities", .quantities) ?? [:]
    let exportedAt = fields.optional("exported_at", .moment, by: receipt)
    fields.finish()
    guard let contract, let account, let accountName, let terms, let service, let billing,
      let start
    else { return nil }
    let version = ContractVersion(
      contract: contract, account: account, accountName: accountName, terms: terms,
      service: service, billing: billing, fee: fee, serviceStart: start, serviceEnd: end,
      validFrom: validFrom, feeMonthStartDay: Int(startDay), taxRate: taxRate, labels: labels,
      agreement: agreement, plan: plan, appliedOn: appliedOn, quantities: quantities,
      exportedAt: exportedAt)
    checkDates(version)
    checkTerms(version)
    return version
  }

  private func checkDates(_ version: ContractVersion) {
    if let end = version.serviceEnd, end < version.serviceStart {
      fields.reject(
        "service_end",
        expected: LocalizedText(ja: "service_start 以後の日付", en: "a date not before service_start"),
        fix: LocalizedText(ja: "どちらかを直してください。", en: "correct one of the two"))
    } else if version.validFrom < version.serviceStart {
      fields.reject(
        "valid_from",
        expected: LocalizedText(ja: "service_start 以後の日付", en: "a date not before service_start"),
        fix: LocalizedText(ja: "どちらかを直してください。", en: "correct one of the two"))
    } else if let end = version.serviceEnd, end < version.validFrom {
      fields.reject(
        "valid_from",
        expected: LocalizedText(ja: "service_end 以前の日付", en: "a date not after service_end"),
        fix: LocalizedText(ja: "どちらかを直してください。", en: "correct one of the two"))
    }
  }

  /// What the contract's terms say of its service, billing and fee; terms not held say nothing.
  private func checkTerms(_ version: ContractVersion) {
    let edition = catalogue?.editions[version.terms]?.last
    if let edition {
      if let services = edition.services, !services.contains(version.service) {
        let names = services.map(\.text).joined(separator: " · ")
        fields.reject(
          "service", expected: LocalizedText(ja: "次のいずれか: \(names)", en: "one of: \(names)"),
          fix: LocalizedText(
            ja: "「\(version.terms)」のサービスを書いてください。",
            en: "name a service of “\(version.terms)”"))
      }
      if !edition.billings.contains(version.billing) {
        let names = edition.billings.map(\.rawValue).joined(separator: " · ")
        fields.reject(
          "billing", expected: LocalizedText(ja: "次のいずれか: \(names)", en: "one of: \(names)"),
          fix: LocalizedText(
            ja: "「\(version.terms)」にない料金の決め方です。",
            en: "“\(version.terms)” has no other billing"))
      }
    }
    checkFee(version, edition)
  }

  private func checkFee(_ version: ContractVersion, _ edition: TermsEdition?) {
    // A fee that could not be read has been reported already.
    guard version.billing.isFixed, fields.node("fee") == nil else { return }
    // Without the terms at hand, only they could tell whether a price table gives the fee.
    guard catalogue != nil else { return }
    guard let table = edition?.priceTable(for: version.service) else {
      fields.reject(
        "fee", expected: LocalizedText(ja: "円単位の料金", en: "the fee in whole yen"),
        fix: LocalizedText(
          ja: "料金表にないサービスなので「fee」は必須です。",
          en: "no price table gives the fee of this service, so “fee” is required"))
      return
    }
    if table.needsApplication(of: version) {
      rejectWithoutApplication(table)
    } else if (try? table.fee(of: version)) ?? nil == nil {
      let plans = Set(table.rows.compactMap(\.condition.plan)).sorted().joined(separator: " · ")
      fields.reject(
        plans.isEmpty ? "fee" : "plan",
        expected: plans.isEmpty
          ? LocalizedText(ja: "料金表で決まる料金、または fee", en: "a fee that the price table gives, or “fee”")
          : LocalizedText(ja: "次のいずれか: \(plans)", en: "one of: \(plans)"),
        fix: LocalizedText(
          ja: "\(table.clause.number)で料金が決まるようにするか、「fee」を書いてください。",
          en: "give what \(table.clause.number) needs, or the contract's own “fee”"))
    }
  }

  private func rejectWithoutApplication(_ table: PriceTable) {
    // A day that could not be read has been reported already.
    guard fields.node("applied_on") == nil else { return }
    fields.reject(
      "applied_on", expected: LocalizedText(ja: "申込日", en: "the day of application"),
      fix: LocalizedText(
        ja: "料金表（\(table.clause.number)）の料金は申込日によって異なります。「applied_on」か、契約の料金"
          + "「fee」を書いてください。",
        en:
          "the price by \(table.clause.number) depends on the day of application; give “applied_on”, "
          + "or the contract's own “fee”"))
  }
}
