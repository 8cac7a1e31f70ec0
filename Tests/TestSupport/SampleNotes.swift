import Assessing
import Crediting
import Documents
import Domain
import Notation
import Quantities

/// Notes made up for looking at documents: one of each kind, and long ones.
package struct SampleNote: Sendable, CustomStringConvertible {
  package let name: String
  package let document: NoteDocument
  package let lines: [NoteLine]

  package var description: String { name }

  /// The titles of the documents that the lines cite.
  package static let titles: [Identifier: LocalizedText] = [
    "network-service": LocalizedText(ja: "ネットワークサービス利用規約", en: "Network service terms of use"),
    "optage-connectivity-cloud-storage": LocalizedText(
      ja: "オプテージ コネクティビティ クラウド・ストレージ利用規約",
      en: "Optage Connectivity cloud storage terms of use"),
  ]

  /// One of each kind.
  package static func kinds(_ language: Language = .ja) -> [SampleNote] {
    let returned = make(.qualifiedReturnInvoice, language, [waiver(), twoMonths()])
    return [
      returned,
      make(.qualifiedReturnInvoice, language, [waiver()], named: "one-line"),
      make(.billingAdjustment, language, [relief(), waiver(contract: "C-1002", fee: 1_234_567)]),
      make(.damages, language, [damages()]),
      make(
        .reversal, language, returned.lines.map { $0.reversed() }, reversing: returned.document.note
      ),
    ]
  }

  /// A note of many lines, whose fees change every so many lines.
  package static func many(
    _ count: Int, alike: Int = 40, _ language: Language = .ja
  ) -> SampleNote {
    let lines = (1...count).map { index in
      waiver(
        contract: Identifier("C-\(100_000 + index)") ?? "C",
        fee: 50_000 + Int64((index - 1) / alike) * 100)
    }
    return make(.qualifiedReturnInvoice, language, lines, named: "lines-\(count)")
  }

  /// A note to an account of that name.
  package static func named(_ account: String, _ language: Language = .ja) -> SampleNote {
    make(
      .qualifiedReturnInvoice, language, [waiver()], named: "account", account: account)
  }

  // MARK: Notes

  package static func make(
    _ kind: NoteKind, _ language: Language, _ lines: [NoteLine], named name: String? = nil,
    account: String = "株式会社 山川商事", reversing: NoteHeader? = nil
  ) -> SampleNote {
    var net: [Int: Yen] = [:]
    for line in lines { net[line.taxRate, default: .zero] = sum(net[line.taxRate], line.amount) }
    let totals =
      reversing?.totals.negated ?? (try? NoteTotals(netByRate: net)) ?? NoteTotals(rates: [])
    let number = "CN-2026-00000\((NoteKind.allCases.firstIndex(of: kind) ?? 0) + 1)"
    let header = NoteHeader(
      sequence: 7, number: number, kind: kind,
      issuedOn: CivilDate(dayNumber: 20_574), issuer: issuer, language: language,
      account: "A-0017", accountName: account, totals: totals,
      isReturnInvoiceRequired: kind == .qualifiedReturnInvoice && totals.gross.value >= 10_000,
      reverses: reversing?.sequence,
      hash: Digest(
        codedText: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
    let incident = NoteIncident(
      id: "INC-2026-0412", revision: 2, title: "大阪第2 ストレージ基盤 全断（作業者B氏）",
      customerTitle: "大阪第2データセンターのストレージ障害",
      began: moment("2026-04-12T08:50:00+09:00"), restored: nil)
    return SampleNote(
      name: "\(name ?? kind.rawValue)-\(language)",
      document: NoteDocument(
        header, incidents: [incident], reversed: reversing, outline: LinesOutline(lines)),
      lines: lines)
  }

  private static func sum(_ left: Yen?, _ right: Yen) -> Yen {
    Yen((left ?? .zero).value + right.value)
  }

  package static let issuer = Issuer(
    name: "例示通信株式会社", registrationNumber: "T4011001098993",
    address: "〒100-0000 東京都千代田区例示町一丁目2番3号 例示ビル10階")

  // MARK: Lines

  /// Worked example 1 of the terms, at any fee: three days of thirty.
  package static func waiver(contract: Identifier = "C-1001", fee: Int64 = 50_000) -> NoteLine {
    let (from, to) = (moment("2026-04-12T08:50:00+09:00"), moment("2026-04-15T08:55:00+09:00"))
    let clause = "第8条第6項(1)"
    let exact = yen(Int128(fee) * 3, 30)
    let amount = Yen(Int128(fee) * 3 / 30)
    return NoteLine(
      contract: contract, remedy: .waiver,
      clauses: [Citation(terms: "network-service", heldFrom: day("2022-12-01"), number: clause)],
      outage: TimeWindow(from: from, to: to), supplyFrom: day("2026-04-01"),
      supplyTo: day("2026-04-30"), units: 3, exact: exact, amount: amount, taxRate: 10,
      readings: ["I-3", "I-4"],
      steps: [
        .fact(
          incident: "INC-2026-0412", from: from, to: to, impact: .total,
          attribution: .thirdParty, fault: nil),
        .outage(from: from, to: to, incidents: ["INC-2026-0412"]),
        .clock(clause: clause, clock: .began, from: from),
        .threshold(clause: clause, needed: .day, elapsed: to - from),
        .units(
          clause: clause, period: month(2026, 4), count: 3, unit: .day, fee: Yen(fee), days: 30,
          worth: exact),
        .rounded(exact: exact, rounding: Rounding(.down, basis: "I-4"), amount: amount),
      ])
  }

  /// Worked example 3 of the terms: three units in two months, rounded.
  package static func twoMonths() -> NoteLine {
    let (from, to) = (moment("2026-02-27T10:00:00+09:00"), moment("2026-03-02T12:00:00+09:00"))
    let clause = "第24条第2項(2)表1欄"
    let exact = yen(2_250_000, 217)
    return NoteLine(
      contract: "C-2001", remedy: .waiver,
      clauses: [
        Citation(
          terms: "optage-connectivity-cloud-storage", heldFrom: day("2024-01-31"), number: clause)
      ],
      outage: TimeWindow(from: from, to: to), supplyFrom: day("2026-02-01"),
      supplyTo: day("2026-03-31"), units: 3, exact: exact, amount: Yen(10_368), taxRate: 10,
      readings: ["I-3", "I-4", "I-14", "I-18"],
      steps: [
        .fact(
          incident: "INC-2026-0412", from: from, to: to, impact: .total, attribution: .provider,
          fault: .negligence),
        .outage(from: from, to: to, incidents: ["INC-2026-0412"]),
        .clock(clause: clause, clock: .known, from: from),
        .threshold(clause: clause, needed: .day, elapsed: to - from),
        .units(
          clause: clause, period: month(2026, 2), count: 2, unit: .day, fee: Yen(100_000), days: 28,
          worth: yen(50_000, 7)),
        .units(
          clause: clause, period: month(2026, 3), count: 1, unit: .day, fee: Yen(100_000), days: 31,
          worth: yen(100_000, 31)),
        .rounded(exact: exact, rounding: Rounding(.down, basis: "I-4"), amount: Yen(10_368)),
      ])
  }

  /// A tenth of a month's fee, granted without an outage.
  package static func relief() -> NoteLine {
    NoteLine(
      contract: "C-1003", remedy: .relief, request: "RL-2026-03",
      clauses: [
        Citation(
          terms: "optage-connectivity-cloud-storage", heldFrom: day("2024-01-31"),
          number: "別表3第7項")
      ],
      outage: nil, supplyFrom: day("2026-04-01"), supplyTo: day("2026-04-30"), units: 0,
      exact: yen(200, 1), amount: Yen(200), taxRate: 10, readings: [],
      steps: [
        .granted(
          authority: "営業本部長", reason: "工事の遅延", decidedOn: day("2026-04-20")),
        .share(
          period: month(2026, 4),
          share: (try? Fraction(1, over: 10)) ?? .zero, fee: yen(2_000, 1), worth: yen(200, 1)),
        .rounded(exact: yen(200, 1), rounding: Rounding(.down, basis: "別表3第7項"), amount: Yen(200)),
      ])
  }

  /// What a claim gets, paid by lowering a later bill.
  package static func damages() -> NoteLine {
    let (from, to) = (moment("2026-04-12T09:10:00+09:00"), moment("2026-04-17T10:00:00+09:00"))
    return NoteLine(
      contract: "C-1001", remedy: .damages, request: "CL-2026-0009",
      clauses: [
        Citation(terms: "network-service", heldFrom: day("2022-12-01"), number: "第19条第1項")
      ],
      outage: TimeWindow(from: from, to: to), supplyFrom: day("2026-04-01"),
      supplyTo: day("2026-04-30"), units: 5, exact: yen(82_345, 6), amount: Yen(13_724),
      taxRate: 0, applyTo: YearMonth(year: 2026, month: 6),
      readings: ["I-23", "I-25"],
      steps: [
        .fact(
          incident: "INC-2026-0412", from: from, to: to, impact: .total, attribution: .provider,
          fault: .negligence),
        .threshold(clause: "第19条第1項", needed: .day, elapsed: to - from),
        .claimed(
          claim: "CL-2026-0009", receivedOn: day("2026-04-20"),
          amounts: [Yen(100_000), .zero, Yen(40_000), .zero]),
        .recoverable(clause: "第19条第1項", amount: Yen(100_000)),
        .damagesCap(
          clause: "第19条第1項", by: "第19条第1項(1)", period: month(2026, 3), isOutagesOwn: false,
          charges: yen(82_345, 1), days: 5, part: 30, cap: yen(82_345, 6), isLeast: false),
        .concluded(amount: Yen(13_724), isHeld: false),
      ])
  }

  private static func month(_ year: Int, _ month: Int) -> Step.Period {
    let month = FeeMonth(year: year, month: month, startDay: 1)
    return Step.Period(from: month.firstDay, to: month.lastDay, month: month.name)
  }
  private static func moment(_ text: String) -> Moment {
    (try? Moment(rfc3339: text)) ?? Moment(milliseconds: 0)
  }
  private static func day(_ text: String) -> CivilDate {
    CivilDate(text) ?? CivilDate(dayNumber: 0)
  }
  private static func yen(_ numerator: Int128, _ denominator: Int128) -> ExactYen {
    ExactYen((try? Fraction(numerator, over: denominator)) ?? .zero)
  }
}
