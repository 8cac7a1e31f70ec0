import Assessing
import Crediting
import Domain
import Foundation
import GRDB
import Notation
import Quantities

/// What of a note's lines hangs together: sums by invoice, bill and rate.
public struct NoteSummary: Hashable, Sendable {
  /// The sums of what is booked, and of what is not.
  private var sums: [Part: Yen] = [:]
  private var isOfOutage = false
  private var isTaxIncluded = false

  private struct Part: Hashable {
    let invoice: PrecedingDocument?
    let settlement: LineSettlement
    let rate: Int
    let isBooked: Bool
  }

  /// The parts of a line's body that matter here: its steps, which are most of it, do not.
  struct Line: Decodable {
    let subject: Subject
    let credit: Credit
    let evidence: Rest
    let isReversed: Bool
    let settlement: LineSettlement
    let invoice: PrecedingDocument?
    let isBooked: Bool

    struct Rest: Decodable {
      let outage: TimeWindow?
      let clauses: [Citation]
    }

    /// What it says that has to be right.
    var debt: Debt { Debt(subject, outage: evidence.outage, clauses: evidence.clauses, credit) }
  }

  mutating func add(_ line: Line) throws {
    let part = Part(
      invoice: line.invoice, settlement: line.settlement, rate: line.credit.taxRate,
      isBooked: line.isBooked)
    let amount =
      line.isReversed ? Yen(-line.credit.amount.amount) : line.credit.amount
    sums[part] = try (sums[part] ?? .zero) + amount
    isOfOutage = isOfOutage || line.evidence.outage != nil
    isTaxIncluded =
      isTaxIncluded || line.subject.remedy == .damages && line.credit.taxRate > 0
  }

  /// The invoices whose fees are lowered, as finance had told them when the note was issued.
  public var invoices: [PrecedingDocument] {
    Set(sums.keys.compactMap(\.invoice)).sorted {
      ($0.issuedOn?.description ?? "", $0.number) < ($1.issuedOn?.description ?? "", $1.number)
    }
  }

  /// What is booked, and whether that is all of it.
  public var booked: (parts: [BookedPart], isWhole: Bool) {
    let ordered = sums.keys.sorted { left, right in
      let order = LineSettlement.allCases
      func rank(_ part: Part) -> (String, String, Int, Int) {
        (
          part.invoice?.issuedOn?.description ?? "", part.invoice?.number ?? "",
          order.firstIndex(of: part.settlement) ?? 0, part.rate
        )
      }
      return rank(left) < rank(right)
    }
    let parts = ordered.filter(\.isBooked).map { part in
      BookedPart(
        invoice: part.invoice, settlement: part.settlement, rate: part.rate,
        sum: sums[part] ?? .zero)
    }
    return (parts, parts.count == sums.count)
  }

  /// What the note says of its lines as a whole.
  public var outline: LinesOutline {
    var bySettlement: [LineSettlement: Yen] = [:]
    for (part, sum) in sums {
      bySettlement[part.settlement] = Yen((bySettlement[part.settlement]?.amount ?? 0) + sum.amount)
    }
    return LinesOutline(
      sums: bySettlement, isOfOutage: isOfOutage, isTaxIncluded: isTaxIncluded)
  }
}

extension Book {
  /// What of a note's lines hangs together.
  public func summary(of note: Int64) throws -> NoteSummary {
    var summary = NoteSummary()
    try forEachRow(of: note) { try summary.add(Self.outline($0)) }
    return summary
  }

  /// A line without its steps, its digest checked.
  static func outline(_ row: Row) throws -> NoteSummary.Line {
    struct Body: Decodable { let line: NoteSummary.Line }
    guard let text = row["body"] as String?, Digest.hexadecimal(of: text) == row["digest"] else {
      throw CorruptRowError(row, .noteLine, "its body is not that of its digest")
    }
    return try CanonicalJSON.decode(
      Body.self, from: CanonicalJSON.parse(text, leaving: "steps")
    ).line
  }
}
