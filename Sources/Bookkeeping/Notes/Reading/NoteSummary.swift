import Assessing
import Crediting
import Domain
import Notation
import Quantities

/// What of a note's lines hangs together: sums by invoice, bill and rate. It is kept with the note, so
/// that its lines need not be read for it; but not where it is long, as every reader of the note reads it.
public struct NoteSummary: Hashable, Sendable {
  /// The sums of what is booked, and of what is not.
  private var sums: [Part: Yen] = [:]
  private var isOfOutage = false
  private var isTaxIncluded = false

  fileprivate struct Part: Hashable {
    let invoice: PrecedingDocument?
    let settlement: LineSettlement
    let rate: Int
    let isBooked: Bool
  }

  /// The sum that is kept with its note: none where every line has an invoice of its own.
  var kept: NoteSummary? { sums.count <= 100 ? self : nil }

  /// The parts of a line's body that matter here: its steps do not.
  struct Line: Sendable {
    let subject: Subject
    let credit: Credit
    let outage: TimeWindow?
    let clauses: [Citation]
    let isReversed: Bool
    let settlement: LineSettlement
    let invoice: PrecedingDocument?
    let isBooked: Bool

    /// - Throws: ``CanonicalError``.
    init(_ text: String) throws {
      try self.init(from: CanonicalFields(CanonicalJSON.parse(text)))
    }

    fileprivate init(from fields: CanonicalFields) throws {
      subject = try fields["subject"]
      credit = try fields["credit"]
      let evidence = try fields.object("evidence")
      outage = try evidence["outage"]
      clauses = try evidence["clauses"]
      isReversed = try fields["is_reversed"]
      settlement = try fields["settlement"]
      invoice = try fields["invoice"]
      isBooked = try fields["is_booked"]
    }

    /// What it says that has to be right.
    var debt: Debt { Debt(subject, outage: outage, clauses: clauses, credit) }
  }

  mutating func add(_ line: Line) throws {
    let part = Part(
      invoice: line.invoice, settlement: line.settlement, rate: line.credit.taxRate,
      isBooked: line.isBooked)
    let amount =
      line.isReversed ? -line.credit.amount : line.credit.amount
    sums[part] = try (sums[part] ?? .zero) + amount
    isOfOutage = isOfOutage || line.outage != nil
    isTaxIncluded = isTaxIncluded || line.subject.isTaxIncluded(at: line.credit.taxRate)
  }

  /// Whether its sums, of what is booked and what is not, are those of totals.
  func adds(up totals: NoteTotals) throws -> Bool {
    var byRate: [Int: Yen] = [:]
    for (part, sum) in sums { byRate[part.rate] = try (byRate[part.rate] ?? .zero) + sum }
    return totals.add(up: byRate, isTaxIncluded: isTaxIncluded)
  }

  /// The invoices whose fees are lowered, as finance had told them when the note was issued.
  public var invoices: [PrecedingDocument] {
    Set(sums.keys.compactMap(\.invoice)).sorted {
      ($0.issuedOn?.description ?? "", $0.number) < ($1.issuedOn?.description ?? "", $1.number)
    }
  }

  /// What is booked, and whether that is all of it.
  public var booked: (parts: [BookedPart], isWhole: Bool) {
    let parts = ordered.filter(\.isBooked).map { part in
      BookedPart(
        invoice: part.invoice, settlement: part.settlement, rate: part.rate,
        sum: sums[part] ?? .zero)
    }
    return (parts, parts.count == sums.count)
  }

  private var ordered: [Part] {
    sums.keys.sorted { left, right in
      let order = LineSettlement.allCases
      func rank(_ part: Part) -> (String, String, Int, Int, Int) {
        (
          part.invoice?.issuedOn?.description ?? "", part.invoice?.number ?? "",
          order.firstIndex(of: part.settlement) ?? 0, part.rate, part.isBooked ? 0 : 1
        )
      }
      return rank(left) < rank(right)
    }
  }

  /// What the note says of its lines as a whole.
  public var outline: LinesOutline {
    var bySettlement: [LineSettlement: Yen] = [:]
    for (part, sum) in sums {
      bySettlement[part.settlement] = Yen((bySettlement[part.settlement]?.value ?? 0) + sum.value)
    }
    return LinesOutline(
      sums: bySettlement, isOfOutage: isOfOutage, isTaxIncluded: isTaxIncluded)
  }
}

extension NoteSummary.Part: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    invoice = try fields["invoice"]
    settlement = try fields["settlement"]
    rate = try fields["rate"]
    isBooked = try fields["is_booked"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add(
      "invoice", invoice, "is_booked", isBooked, "rate", rate, "settlement", settlement)
  }
}

extension NoteSummary: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    let parts: [Sum] = try fields["parts"]
    for sum in parts where sums.updateValue(sum.amount, forKey: sum.part) != nil {
      throw CanonicalError("a part stands twice")
    }
    isOfOutage = try fields["of_outage"]
    isTaxIncluded = try fields["tax_included"]
  }

  /// Adds its fields, the sums in their order.
  public func add(to object: inout CanonicalText) throws {
    let parts = ordered.map { Sum(part: $0, amount: sums[$0] ?? .zero) }
    try object.add("of_outage", isOfOutage, "parts", parts, "tax_included", isTaxIncluded)
  }

  fileprivate struct Sum {
    let part: Part
    let amount: Yen
  }
}

extension NoteSummary.Sum: CanonicalObject {
  init(from fields: CanonicalFields) throws {
    part = try fields["part"]
    amount = try fields["amount"]
  }

  func add(to object: inout CanonicalText) throws {
    try object.add("amount", amount, "part", part)
  }
}

extension LedgerTransaction {
  /// What of a note's lines hangs together.
  public func summary(of note: Int64) throws -> NoteSummary {
    try contents(of: note).summary
  }

  /// A line without its steps, its digest checked.
  static func outline(_ row: any LedgerRow) throws -> NoteSummary.Line {
    try StoredBody.read(row, LineRecord.table, withSteps: false) {
      try NoteSummary.Line(from: CanonicalFields($0).object("line"))
    }
  }
}
