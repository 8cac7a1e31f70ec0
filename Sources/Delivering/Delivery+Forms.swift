import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Quantities
import Spooling

extension Delivery {
  /// What came of writing other forms.
  public struct FormsDelivered {
    /// How many notes were gone through; fewer than the limit where there are no more.
    public internal(set) var notes = 0
    /// What a form asked for and nobody has set.
    public internal(set) var refused:
      [(note: NoteHeader, form: DocumentSettings.Form, refusal: NoteFormError)] =
        []
    /// Notes without tax whose reason for that nobody told.
    public internal(set) var unexplained: [NoteHeader] = []
    /// Characters for which no font has a glyph.
    public internal(set) var missing: [(note: NoteHeader, characters: [Unicode.Scalar])] = []
  }

  /// Writes the forms of some notes that are not written yet: a few at a time, because a long note
  /// takes its time and the next incident should not wait for it.
  ///
  /// - Throws: ``TypesettingFailure``, ``FileFailure``, and what SQLite reports.
  public func deliverForms(limit: Int64) throws -> FormsDelivered {
    var result = FormsDelivered()
    guard let forms = try forms?.forms(), !forms.wanted.isEmpty else { return result }
    let page = try ledger.read { transaction in
      var page: [NoteHeader] = []
      try transaction.forEachNote(after: transaction.position(of: "forms"), limit: limit) {
        page.append($0)
      }
      return page
    }
    for note in page {
      var written: [(document: DeliveredDocument, issued: IssuedDocument)] = []
      var waiting: [DocumentSettings.Form] = []
      let subject = try ledger.read { transaction in
        try transaction.unlessCorrupt { try transaction.subject(of: note) }
      }
      for form in forms.wanted
      where !note.isFormOmitted && (form == .pdf || subject?.isSentAsInvoice == true) {
        progress()
        do {
          let delivered = try deliver(form, of: note, by: forms)
          written.append((delivered.document, delivered.issued))
          if !delivered.missing.isEmpty { result.missing.append((note, delivered.missing)) }
          if form == .pdf, subject != .damages,
            note.totals.rates.contains(where: { $0.percent == 0 }),
            forms.zeroRate(of: note.account) == nil
          {
            result.unexplained.append(note)
          }
        } catch let refusal as NoteFormError {
          result.refused.append((note, form, refusal))
          waiting.append(form)
        } catch let error as CorruptRowError {
          try ledger.read { _ = try $0.unlessCorrupt { throw error } }
        }
      }
      try ledger.write { transaction in
        for (document, issued) in written {
          try transaction.delivered(document)
          try transaction.issued(issued)
        }
        for form in waiting { try transaction.setWaiting(form, of: note.sequence) }
        try transaction.advance("forms", to: note.sequence)
      }
      result.notes += 1
    }
    return result
  }

  /// Tries those forms again that waited for something: an address, a font.
  ///
  /// - Parameter shouldStop: whether something else has to be done first.
  /// - Returns: whether all were tried.
  /// - Throws: ``TypesettingFailure``, ``FileFailure``, and what SQLite reports.
  public func retryForms(unless shouldStop: () -> Bool) throws -> Bool {
    guard let forms = try forms?.forms() else { return true }
    var last: (note: Int64, form: DocumentSettings.Form)?
    while true {
      let page = try ledger.read { try $0.waitingForms(after: last, limit: 10) }
      for waiting in page {
        guard !shouldStop() else { return false }
        last = waiting
        guard forms.wanted.contains(waiting.form),
          let note = try ledger.read({ try $0.note(waiting.note) })
        else { continue }
        progress()
        do {
          let delivered = try deliver(waiting.form, of: note, by: forms)
          try ledger.write { transaction in
            try transaction.delivered(delivered.document)
            try transaction.issued(delivered.issued)
            try transaction.clearWaiting(waiting.form, of: note.sequence)
          }
        } catch is NoteFormError {
          continue
        } catch let error as CorruptRowError {
          try ledger.read { _ = try $0.unlessCorrupt { throw error } }
        }
      }
      if page.isEmpty { return true }
    }
  }

  struct DeliveredForm {
    let document: DeliveredDocument
    let issued: IssuedDocument
    let missing: [Unicode.Scalar]
  }

  func deliver(
    _ form: DocumentSettings.Form, of note: NoteHeader, by forms: NoteForms, isReissue: Bool = false
  ) throws -> DeliveredForm {
    var written = NoteForms.Written()
    let path = Delivery.path(of: note, as: form.suffix)
    let document = try deliver(path, .noteForm(form), note.number) { write in
      written = try forms.write(
        form, of: note, from: ledger, isReissue: isReissue, progress: progress, to: write)
    }
    let fonts = try self.forms?.digests(of: written.fonts) ?? []
    return DeliveredForm(
      document: document, issued: issued(document, forms.place, fonts: fonts),
      missing: written.missing)
  }
}
