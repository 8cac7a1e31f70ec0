import Assessing
import Crediting
import Documents
import Domain
import Quantities
import Testing

/// A note with all that a form for electronic trade is made of.
struct NoteSample {
  var header: NoteHeader
  var incidents: [NoteIncident] = []
  var reversed: NoteHeader?
  var lines: [NoteLine]
  var parties: TradeParties
  var preceding: [PrecedingDocument] = []

  var document: NoteDocument {
    NoteDocument(
      header, incidents: incidents, reversed: reversed, outline: LinesOutline(lines))
  }

  var pintXML: String {
    get throws {
      try PintInvoice(document, lines: lines, parties: parties, preceding: preceding).xml
    }
  }

  var ublXML: String {
    get throws { try UBLForm(document, lines: lines, parties: parties, preceding: preceding).xml }
  }

  func pint() throws -> UBLReading { try UBLReading(pintXML) }

  func ubl() throws -> UBLReading { try UBLReading(ublXML) }

  /// A note of lines of (remedy, tax rate, amount), all of them on contract C-1, C-2 …
  static func of(
    _ parts: [(Remedy, Int, Int64)], kind: NoteKind = .qualifiedReturnInvoice
  ) throws -> NoteSample {
    let lines = try parts.enumerated().map { index, part in
      try line("C-\(index + 1)", part.0, part.1, part.2)
    }
    return NoteSample(
      header: try header(lines, kind: kind), lines: lines,
      parties: TradeParties(
        buyer: TradeParty(
          endpoint: ElectronicAddress(scheme: "0188", id: "7000012050002"), country: .japan)))
  }

  static func line(
    _ contract: String, _ remedy: Remedy, _ rate: Int, _ amount: Int64
  ) throws -> NoteLine {
    let from = try Moment(rfc3339: "2026-04-12T08:50:00+09:00")
    let to = try Moment(rfc3339: "2026-04-15T08:55:00+09:00")
    return NoteLine(
      contract: try #require(Identifier(contract)), remedy: remedy,
      request: remedy == .waiver ? nil : "R-1",
      clauses: [
        Citation(
          terms: "network-service", heldFrom: try day("2022-12-01"), number: "第8条第6項(1)")
      ],
      outage: remedy == .relief ? nil : TimeWindow(from: from, to: to),
      supplyFrom: try day("2026-04-01"), supplyTo: try day("2026-04-30"), units: 3,
      exact: Yen(amount).exact, amount: Yen(amount), taxRate: rate, readings: ["I-4"],
      steps: [
        .units(
          clause: "第8条第6項(1)",
          period: Step.Period(
            from: try day("2026-04-01"), to: try day("2026-04-30"),
            month: YearMonth(year: 2026, month: 4)), count: 3, unit: .day, fee: Yen(50_000),
          days: 30, worth: Yen(amount).exact)
      ])
  }

  static func header(_ lines: [NoteLine], kind: NoteKind) throws -> NoteHeader {
    var net: [Int: Yen] = [:]
    for line in lines { net[line.taxRate] = try (net[line.taxRate] ?? .zero) + line.amount }
    let totals = try NoteTotals(netByRate: net)
    return NoteHeader(
      sequence: 1, number: "CN-2026-000001", kind: kind, issuedOn: try day("2026-05-01"),
      issuer: Issuer(
        name: "例示通信株式会社", registrationNumber: "T4011001098993", address: "東京都千代田区霞が関1-2-3"),
      language: .ja, account: "A-17", accountName: "株式会社見本", totals: totals,
      isReturnInvoiceRequired: kind == .qualifiedReturnInvoice && totals.gross.value >= 10_000,
      reverses: nil)
  }

  static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  /// The note that takes this one back.
  func takenBack() -> NoteSample {
    var reversal = self
    reversal.header = header.with(
      number: "CN-2026-000002", kind: .reversal, totals: header.totals.negated)
    reversal.lines = lines.map { $0.reversed() }
    reversal.reversed = header
    reversal.preceding = [
      PrecedingDocument(number: header.number, issuedOn: header.issuedOn)
    ]
    return reversal
  }
}

extension NoteHeader {
  func with(
    number: String? = nil, kind: NoteKind? = nil, issuer: Issuer? = nil, language: Language? = nil,
    accountName: String? = nil, totals: NoteTotals? = nil
  ) -> NoteHeader {
    NoteHeader(
      sequence: sequence, number: number ?? self.number, kind: kind ?? self.kind,
      issuedOn: issuedOn, issuer: issuer ?? self.issuer, language: language ?? self.language,
      account: account, accountName: accountName ?? self.accountName,
      totals: totals ?? self.totals, isReturnInvoiceRequired: isReturnInvoiceRequired,
      reverses: kind == .reversal ? 1 : reverses)
  }
}
