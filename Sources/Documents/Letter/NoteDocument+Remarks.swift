import Crediting
import Domain
import Quantities
import Wording

extension NoteDocument {
  /// What a note is by law, and why there is no tax where there is none.
  ///
  /// - Parameter isPreview: whether it is not issued, and so is nothing by law yet.
  func remarks(isPreview: Bool = false) -> [Words] {
    switch note.kind {
    case .qualifiedReturnInvoice:
      (isPreview ? [] : [lawful])
        + (note.isReturnInvoiceRequired ? [] : [NoteWords.notRequired])
    case .refund: [NoteWords.refund(isUntaxed: !isTaxed, zeroRate)] + succession
    case .billingAdjustment: aboutTax + noReturn + succession
    case .damages: aboutTax + succession
    case .reversal: [NoteWords.cancels(subject.title, reverses ?? "")] + aboutTax
    }
  }

  /// Whether there is tax in it.
  var isTaxed: Bool { note.totals.rates.contains { $0.percent > 0 } }

  /// What a return invoice is by law.
  private var lawful: Words {
    guard let replaced, replaced.kind == .qualifiedReturnInvoice else {
      return NoteWords.isReturnInvoice
    }
    return NoteWords.isCorrected(replaced.number)
  }

  private var succession: [Words] { replaced.map { [Letter.replacing($0.number)] } ?? [] }

  private var aboutTax: [Words] {
    guard !isTaxed else { return [] }
    return [subject == .damages ? NoteWords.damagesAreUntaxed : NoteWords.untaxed(zeroRate)]
  }

  private var noReturn: [Words] {
    guard outline.isTaxIncluded else { return [NoteWords.isNoReturnInvoice] }
    // Of damages that are taken off a bill which is out already nothing is said.
    return outline.settlement == .billReduced ? [NoteWords.damagesAreNoReturn] : []
  }
}
