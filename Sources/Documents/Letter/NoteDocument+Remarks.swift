import Crediting
import Domain
import Quantities
import Wording

extension NoteDocument {
  /// What a note is by law, and why there is no tax where there is none.
  ///
  /// - Parameter isPreview: whether it is not issued, and so is nothing by law yet.
  func remarks(isPreview: Bool = false) -> [LocalizedText] {
    switch note.kind {
    case .qualifiedReturnInvoice:
      (isPreview ? [] : [lawful])
        + (note.isReturnInvoiceRequired ? [] : [NoteLabels.notRequired])
    case .refund: [NoteLabels.refund(isUntaxed: !isTaxed, zeroRate)] + succession
    case .billingAdjustment: aboutTax + noReturn + succession
    case .damages: aboutTax + succession
    case .reversal: [NoteLabels.cancels(subject.title, reverses ?? "")] + aboutTax
    }
  }

  /// Whether there is tax in it.
  var isTaxed: Bool { note.totals.rates.contains { $0.percent > 0 } }

  /// What a return invoice is by law.
  private var lawful: LocalizedText {
    guard let replaced, replaced.kind == .qualifiedReturnInvoice else {
      return NoteLabels.isReturnInvoice
    }
    return NoteLabels.isCorrected(replaced.number)
  }

  private var succession: [LocalizedText] { replaced.map { [Letter.replacing($0.number)] } ?? [] }

  private var aboutTax: [LocalizedText] {
    guard !isTaxed else { return [] }
    return [subject == .damages ? NoteLabels.damagesAreUntaxed : NoteLabels.untaxed(zeroRate)]
  }

  private var noReturn: [LocalizedText] {
    guard outline.isTaxIncluded else { return [NoteLabels.isNoReturnInvoice] }
    // Of damages that are taken off a bill which is out already nothing is said.
    return outline.settlement == .billReduced ? [NoteLabels.damagesAreNoReturn] : []
  }
}
