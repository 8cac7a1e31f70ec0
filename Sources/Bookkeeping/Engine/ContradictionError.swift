import Assessing
import Crediting
import Domain
import Quantities

/// What must hold whatever was taken in, and does not: nothing is written of the input that it comes of.
struct ContradictionError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension LedgerRecord {
  /// - Throws: ``ContradictionError``.
  func refuseContradiction() throws {
    if let contradiction { throw ContradictionError("\(Self.table.name): \(contradiction)") }
  }
}

extension Credit {
  var contradiction: String? {
    if supply.to < supply.from { return "supply ends on \(supply.to), before \(supply.from)" }
    if units < 0 || amount < .zero || exact < .zero { return "a credit of less than nothing" }
    // Rounded once, or shared out to the yen: never a whole yen away.
    if exact <= Yen(amount.value - 1).exact || Yen(amount.value + 1).exact <= exact {
      return "\(amount) yen is not what \(exact) rounds to"
    }
    if !(0...100).contains(taxRate) { return "a tax rate of \(taxRate) %" }
    return nil
  }

  /// - Throws: ``ContradictionError``.
  func refuseContradiction() throws {
    if let contradiction { throw ContradictionError("note_line: \(contradiction)") }
  }
}

extension Assessment {
  var contradiction: String? {
    guard let credit = decision.credit else { return nil }
    if let cap = evidence.cap, cap < credit.amount, !isAbovePersonsCap {
      return "\(credit.amount) yen under a cap of \(cap)"
    }
    return credit.contradiction
  }

  /// Whether a person may award more than the cap (001 第13条, I-36), or that cannot be told here.
  private var isAbovePersonsCap: Bool {
    evidence.steps.isEmpty
      || evidence.steps.contains { if case .capForPerson = $0 { true } else { false } }
  }
}

extension LineRecord {
  var contradiction: String? { line.credit.contradiction }
}

extension NoteRecord {
  var contradiction: String? {
    let isReversal = note.kind == .reversal
    if isReversal != (note.reverses != nil) { return "a reversal is what takes a note back" }
    if lines < 1 { return "a note without lines" }
    if Set(note.totals.rates.map(\.percent)).count != note.totals.rates.count {
      return "a rate that stands twice"
    }
    for rate in note.totals.rates {
      if isReversal ? rate.net > .zero || rate.tax > .zero : rate.net < .zero || rate.tax < .zero {
        return "\(rate.net) yen on a note of kind \(note.kind.rawValue)"
      }
      // Rounded once, whether from what is before tax or from what is with it.
      let (tax, whole) = (rate.tax.value * 100, rate.net.value * Int128(rate.percent))
      if max(tax, whole) - min(tax, whole) >= 100 + Int128(rate.percent) {
        return "\(rate.tax) yen is not \(rate.percent) % of \(rate.net)"
      }
    }
    guard (try? summary?.adds(up: note.totals)) != false else {
      return "its sums are not those of its lines"
    }
    return nil
  }
}
