import Crediting
import Domain
import Quantities

/// A category of consumption tax as UNCL 5305 codes it, in the part that JP PINT admits
/// (AA, E, G, O, S).
struct TaxCategory: Hashable {
  /// The code (IBT-118, IBT-151).
  let code: String
  /// Whole percent (IBT-119, IBT-152); none outside the scope of the tax.
  let percent: Int?
  /// Why there is no tax.
  let zeroRate: ZeroRate?

  /// A taxed supply. Every rate above 0 is S: AA is for the reduced rate of food and newspapers
  /// (軽減税率), which no service of a carrier is; 8 % on one is the former standard rate (経過措置).
  init(percent: Int) {
    self.init(code: "S", percent: percent, zeroRate: nil)
  }

  /// A supply without tax.
  init(_ zeroRate: ZeroRate) {
    switch zeroRate {
    case .exempt: self.init(code: "E", percent: 0, zeroRate: zeroRate)
    case .export: self.init(code: "G", percent: 0, zeroRate: zeroRate)
    case .outsideScope: self.init(code: "O", percent: nil, zeroRate: zeroRate)
    }
  }

  private init(code: String, percent: Int?, zeroRate: ZeroRate?) {
    self.code = code
    self.percent = percent
    self.zeroRate = zeroRate
  }
}

/// A note in the terms of electronic trade: its lines with their tax categories, and the sums of
/// each, which agree with the header's totals or the note is refused.
struct TradeNote {
  /// What one category comes to, with the note's own sign.
  struct Subtotal {
    let category: TaxCategory
    var net: Int128
    let tax: Int128
  }

  let document: NoteDocument
  let lines: [(line: NoteLine, category: TaxCategory)]
  let subtotals: [Subtotal]
  let parties: TradeParties
  /// What it refers to: original invoices, and the note that it takes back or corrects.
  let preceding: [PrecedingDocument]

  var note: NoteHeader { document.note }
  var isReversal: Bool { note.kind == .reversal }
  var tax: Int128 { note.totals.tax.value }

  /// The days of the supplies that are paid less for.
  var supply: ClosedRange<CivilDate> {
    let from = lines.map(\.line.supplyFrom).min() ?? note.issuedOn
    return from...max(from, lines.map(\.line.supplyTo).max() ?? from)
  }

  /// - Parameter preceding: original invoices as far as they are known, and the note that is taken back
  ///   or corrected.
  init(
    _ document: NoteDocument, lines: [NoteLine], parties: TradeParties,
    preceding: [PrecedingDocument],
    problems: [TradeProblem]
  ) throws(NoteFormError) {
    var problems = problems
    var categorized: [(line: NoteLine, category: TaxCategory)] = []
    var unclear: Set<Identifier> = []
    if !document.subject.isSentAsInvoice {
      problems.append(.noInvoice(note: document.note.number))
    }
    for line in lines {
      if let category = Self.category(of: line, buyer: parties.buyer) {
        categorized.append((line, category))
      } else if unclear.insert(line.contract).inserted {
        problems.append(.zeroRate(account: document.note.account, contract: line.contract))
      }
    }
    if document.note.kind == .reversal, document.reverses == nil {
      problems.append(.reversedNumber(note: document.note.number))
    }
    subtotals = Self.subtotals(of: categorized, taxes: document.note.totals)
    if unclear.isEmpty, !Self.agree(subtotals, document.note.totals) {
      problems.append(.sums(note: document.note.number))
    }
    guard problems.isEmpty else { throw NoteFormError(problems) }
    self.document = document
    self.lines = categorized
    self.parties = parties
    self.preceding = Self.references(document, preceding)
  }

  /// The category of a line; `nil` when its rate is 0 for a reason that nobody gave. Damages are
  /// outside the scope by their substance (不課税), unless their claim made them a reduction of a
  /// fee, which has the fee's rate.
  private static func category(of line: NoteLine, buyer: TradeParty) -> TaxCategory? {
    if line.taxRate != 0 { return TaxCategory(percent: line.taxRate) }
    if line.remedy == .damages { return TaxCategory(.outsideScope) }
    return buyer.zeroRate.map { TaxCategory($0) }
  }

  /// Sums by category, in falling order of the rate. The tax is the header's: one floor a note and
  /// rate, never computed again.
  private static func subtotals(
    of lines: [(line: NoteLine, category: TaxCategory)], taxes: NoteTotals
  ) -> [Subtotal] {
    var net: [TaxCategory: Int128] = [:]
    for (line, category) in lines { net[category, default: 0] += line.amount.value }
    let subtotals = net.map { category, net in
      let rate = taxes.rates.first { $0.percent == category.percent ?? 0 }
      return Subtotal(category: category, net: net, tax: rate?.tax.value ?? 0)
    }
    return subtotals.sorted {
      ($1.category.percent ?? -1, $0.category.code) < ($0.category.percent ?? -1, $1.category.code)
    }
  }

  private static func agree(_ subtotals: [Subtotal], _ totals: NoteTotals) -> Bool {
    let rates = Set(totals.rates.map(\.percent))
    return !subtotals.isEmpty && subtotals.allSatisfy { rates.contains($0.category.percent ?? 0) }
      && totals.rates.allSatisfy { rate in
        let parts = subtotals.filter { ($0.category.percent ?? 0) == rate.percent }
        return parts.reduce(0) { $0 + $1.net } == rate.net.value
          && (rate.percent != 0 || rate.tax == .zero)
      }
  }

  /// Whether it is a note of ours: the one that is taken back, or corrected.
  func isNote(_ other: PrecedingDocument) -> Bool {
    [document.reverses, document.replaced?.number].contains(other.number)
  }

  /// What it refers to, each once; a note that is taken back always, and first.
  private static func references(
    _ document: NoteDocument, _ preceding: [PrecedingDocument]
  ) -> [PrecedingDocument] {
    let reversed = document.reverses.map { number in
      PrecedingDocument(
        number: number, issuedOn: preceding.first { $0.number == number }?.issuedOn)
    }
    var seen: Set<PrecedingDocument> = []
    return ([reversed].compactMap { $0 } + preceding).filter { seen.insert($0).inserted }
  }
}
