import Assessing
import Crediting
import Domain
import Quantities
import TestSupport
import Testing

/// Notes of every kind: one rate or several, damages, reliefs, long names, rare characters, sums that
/// a tax rate does not divide.
struct RandomNotes {
  private var random: SeededRandom
  private var count = 0

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// Characters of the JIS planes 3 and 4, of private use (外字), with a variation selector, with
  /// marks, of markup; and what XML cannot hold.
  static let rare = [
    "𠮷野家", "髙﨑", "葛\u{E0100}城", "\u{E000}\u{F8FF}", "が\u{3099}", "株式会社Ａ＆Ｂ", "<b>&amp;</b>",
    "\"'\u{A0}]]>", "𩸽🚀", "①㈱㍿", "\u{FFFF}", "ﾊﾝｶｸ",
  ]

  mutating func next() throws -> NoteSample {
    count += 1
    let kind = random.pick(NoteKind.allCases.filter { $0 != .reversal && $0.isSentAsInvoice })
    let lines = try (1...random.roll(1...9)).map { try line($0, kind) }
    var header = try NoteSample.header(lines, kind: kind)
    header = header.with(
      number: "CN-2026-\(100_000 + count)",
      issuer: Issuer(
        name: name(), registrationNumber: "T4011001098993", address: name()),
      language: random.pick(Language.allCases), accountName: name())
    var sample = NoteSample(header: header, lines: lines, parties: parties())
    sample.incidents = (0..<random.roll(0...3)).map { index in
      NoteIncident(
        id: Identifier("INC-\(index)") ?? "INC", revision: 1,
        title: random.happens(3) ? nil : name(), customerTitle: random.happens(3) ? nil : name(),
        began: Moment(milliseconds: 1_775_951_400_000), restored: nil)
    }
    sample.preceding = (0..<random.roll(0...3)).map { index in
      PrecedingDocument(
        number: "INV/\(index)-\(name())",
        issuedOn: random.happens(3) ? nil : CivilDate(dayNumber: 20_560 + Int64(index)))
    }
    return random.happens(4) ? sample.takenBack() : sample
  }

  private mutating func line(_ index: Int, _ kind: NoteKind) throws -> NoteLine {
    let remedy: Remedy =
      kind == .damages || random.happens(5) ? .damages : random.pick([.waiver, .waiver, .relief])
    let rate = remedy == .damages && !random.happens(4) ? 0 : random.pick([10, 10, 10, 8, 0])
    let line = try NoteSample.line("C-\(index)", remedy, rate, amount())
    let from = CivilDate(dayNumber: random.roll(20_500...Int64(20_600)))
    return NoteLine(
      contract: line.contract, remedy: remedy, request: line.request,
      clauses: random.happens(6) ? [] : line.clauses, outage: line.outage, supplyFrom: from,
      supplyTo: from + random.roll(0...Int64(364)), units: line.units, exact: line.exact,
      amount: line.amount, taxRate: rate,
      applyTo: random.happens(5) ? YearMonth(year: 2026, month: 6) : nil,
      readings: line.readings, steps: random.happens(6) ? [] : line.steps)
  }

  private mutating func amount() -> Int64 {
    random.roll(1...random.pick([9, 99, 10_009, 9_999_999, 999_999_999_999_999]))
  }

  private mutating func name() -> String {
    var name = "株式会社見本"
    for _ in 0..<random.pick([0, 1, 3, 200]) { name += random.pick(Self.rare) }
    return name
  }

  private mutating func parties() -> TradeParties {
    let endpoints = [("0188", "7000012050002"), ("0221", "T7000012050002"), ("9959", "12-3456789")]
    let (scheme, id) = random.pick(endpoints)
    let own = random.happens(2) ? ElectronicAddress(scheme: "0188", id: "4011001098993") : nil
    return TradeParties(
      seller: TradeParty(endpoint: own, country: random.happens(2) ? .japan : nil),
      buyer: TradeParty(
        endpoint: ElectronicAddress(scheme: scheme, id: id),
        country: CountryCode(random.pick(["JP", "US", "DE"])),
        address: random.happens(2) ? name() : nil, zeroRate: random.pick(ZeroRate.allCases)))
  }
}
