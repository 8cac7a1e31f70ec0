import Quantities

/// What of a note is booked together: what hangs on one invoice and stands to it alike, at one rate.
public struct BookedPart: Hashable, Sendable {
  /// The invoice, where finance told it.
  public let invoice: PrecedingDocument?
  /// How it stands to its bill.
  public let settlement: LineSettlement
  /// Whole percent.
  public let rate: Int
  /// The lines' sum, with tax where their amounts are.
  public let sum: Yen

  /// A part of a note.
  public init(
    invoice: PrecedingDocument?, settlement: LineSettlement, rate: Int, sum: Yen
  ) {
    self.invoice = invoice
    self.settlement = settlement
    self.rate = rate
    self.sum = sum
  }
}

extension [BookedPart] {
  /// The parts with their tax, of the running sum, so that they add up to what is booked.
  ///
  /// - Parameter whole: what the note comes to, where all of it is booked.
  /// - Throws: `QuantityOverflow`.
  public func totals(
    of whole: NoteTotals?, isTaxIncluded: Bool, rounding: Rounding.Mode
  ) throws(QuantityOverflow) -> [(part: BookedPart, totals: NoteTotals.Rate)] {
    var found: [(part: BookedPart, totals: NoteTotals.Rate)] = []
    for rate in Set(map(\.rate)).sorted(by: >) {
      let own = filter { $0.rate == rate }
      var sum = Yen.zero
      var before = NoteTotals.Rate(percent: rate, net: .zero, tax: .zero)
      for (place, part) in own.enumerated() {
        sum = try sum + part.sum
        let running = try NoteTotals(
          part: [rate: sum], isTaxIncluded: isTaxIncluded, rounding: rounding
        ).rates.first
        let told = place == own.count - 1 ? whole?.rates.first { $0.percent == rate } : nil
        let after = told ?? running ?? before
        found.append(
          (
            part,
            NoteTotals.Rate(
              percent: rate, net: try after.net - before.net, tax: try after.tax - before.tax)
          ))
        before = after
      }
    }
    return found
  }
}
