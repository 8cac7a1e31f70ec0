import Bookkeeping
import Crediting
import Documents
import Domain
import Quantities
import Spooling

/// The documents of a month: the register and the journal entries.
extension Delivery {
  /// Writes the registers and journal entries of the months that have notes which are not in them.
  ///
  /// - Returns: whether there were any.
  /// - Throws: ``FileFailure`` when one cannot be written, and what SQLite reports.
  public func deliverRegisters() throws -> Bool {
    let (months, last) = try ledger.read { transaction in
      var months: Set<YearMonth> = []
      var last: Int64 = 0
      try transaction.forEachNote(after: transaction.position(of: "registers"), limit: .max) {
        note in
        let (year, month, _) = note.issuedOn.components
        months.insert(YearMonth(year: year, month: month))
        last = note.sequence
      }
      return (months.sorted(), last)
    }
    guard !months.isEmpty else { return false }
    for month in months { try deliverRegister(month) }
    let entries = try months.map(deliverEntries)
    try ledger.write { transaction in
      for document in entries { try transaction.delivered(document) }
      try transaction.advance("registers", to: last)
    }
    return true
  }

  /// Writes the register of a month. The rows that it has are taken over as they are, as long as the
  /// file is what was written last: of a month with a million rows, one more must not take minutes.
  func deliverRegister(_ month: YearMonth) throws {
    let path = "registers/credit-notes-\(month).csv"
    let stage = "register \(month)"
    let (known, position) = try ledger.read {
      (try $0.digest(ofDocument: path), try $0.position(of: stage))
    }
    let isIntact = try known != nil && FileReader.digest(of: "\(state)/\(path)") == known
    var last = isIntact ? position : 0
    let kept = last > 0 ? try FileReader("\(state)/\(path)", followingLinks: false) : nil
    let written = try deliver(path, .register, "\(month)", after: kept) { bytes in
      func write(_ text: String) throws { try bytes(Array(text.utf8)) }
      if kept == nil { try write(RegisterForm.header) }
      try ledger.read { transaction in
        try transaction.forEachNote(issuedIn: month, after: last) { note in
          progress()
          last = note.sequence
          // Of a note with a line that is not what was written the rows up to it stand.
          _ = try transaction.unlessCorrupt {
            let document = try transaction.noteDocument(note)
            try transaction.forEachLine(of: note.sequence, withSteps: false) { line in
              try write(RegisterForm.row(document, line))
            }
          }
        }
      }
    }
    try ledger.write { transaction in
      try transaction.delivered(written)
      try transaction.advance(stage, to: last)
    }
  }

  func deliverEntries(_ month: YearMonth) throws -> DeliveredDocument {
    let forms = try forms?.forms()
    let accounts = forms?.entries ?? EntryAccounts()
    let encoder = accounts.encoding == .cp932 ? LegacyEncoder() : nil
    return try deliver("registers/entries-\(month).csv", .entries, "\(month)") { bytes in
      func write(_ text: String) throws { try bytes(encoder?.bytes(text) ?? Array(text.utf8)) }
      if encoder == nil { try bytes([0xEF, 0xBB, 0xBF]) }
      try write(JournalEntriesCSV.header)
      let form = JournalEntriesCSV(accounts)
      try ledger.read { transaction in
        try transaction.forEachNote(issuedIn: month) { note in
          progress()
          let found = try transaction.unlessCorrupt {
            let contents = try transaction.contents(of: note.sequence)
            let zeroRate = forms?.zeroRate(of: note.account)
            return (
              try transaction.noteDocument(note, contents, zeroRate: zeroRate),
              contents.summary.booked
            )
          }
          guard let (document, booked) = found else { return }
          let parts = try booked.parts.totals(
            of: booked.isWhole ? note.totals : nil, isTaxIncluded: document.outline.isTaxIncluded,
            rounding: forms?.taxRounding ?? .down)
          try write(form.rows(document, parts))
        }
      }
    }
  }
}
