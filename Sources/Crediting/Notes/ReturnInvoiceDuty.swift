import Assessing
import Domain
import Notation
import Quantities

/// Whether the law requires a return invoice: from 10,000 yen including tax of what is returned on one
/// receivable (消費税法施行令第70条の9第3項). What hangs on one invoice is one receivable; where no
/// invoice is known, the note is.
public struct ReturnInvoiceDuty: Sendable {
  private var sums: [String: [Int: Yen]] = [:]

  /// Nothing is returned yet.
  public init() {}

  /// Counts an amount before tax; without tax on the supply it does not count.
  ///
  /// - Throws: `QuantityOverflow`.
  public mutating func add(
    _ amount: Yen, rate: Int, invoice: String?
  ) throws(QuantityOverflow) {
    guard rate > 0 else { return }
    let sum = sums[invoice ?? "", default: [:]][rate] ?? .zero
    sums[invoice ?? "", default: [:]][rate] = try sum + amount
  }

  /// Whether any receivable reaches the sum.
  ///
  /// - Throws: `QuantityOverflow`.
  public func isRequired(rounding: Rounding.Mode) throws(QuantityOverflow) -> Bool {
    for byRate in sums.values {
      if try NoteTotals(netByRate: byRate, rounding: rounding).gross.value >= 10_000 {
        return true
      }
    }
    return false
  }
}

extension Policy {
  /// Whether the form that the law describes is left out: only where it is not required and settings
  /// ask for that (`issue_small: false`).
  public func omitsForm(of kind: NoteKind, isRequired: Bool) -> Bool {
    kind == .qualifiedReturnInvoice && !issuesSmall && !isRequired
  }
}
