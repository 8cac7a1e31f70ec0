import Assessing
import Domain
import Ingesting
import Quantities
import Reading
import TestSupport

extension TermsCatalogue {
  private static let loaded = Result { try TermsDirectory(shippedTerms.path).load() }

  /// The terms that are shipped.
  static func shipped() throws -> TermsCatalogue { try loaded.get() }

  /// What the terms make of records.
  ///
  /// - Parameters:
  ///   - form: in which the records are written, `json` or `yaml`.
  ///   - receipt: when they were received.
  /// - Throws: ``InvalidInput`` when a record has a mistake.
  func assess(
    _ records: [(RecordKind, String)], writtenAs form: String, at receipt: Receipt = .longAfter
  ) throws -> [Assessment] {
    try assess(records.map { ($0, $1, receipt) }, writtenAs: form)
  }

  /// What the terms make of records, each with its own receipt.
  func assess(
    _ records: [(kind: RecordKind, text: String, receipt: Receipt)], writtenAs form: String
  ) throws -> [Assessment] {
    var facts = FactsInMemory()
    for (kind, text, receipt) in records {
      let file = RecordFile(name: "\(kind).\(form)", bytes: ByteReader(Array(text.utf8)))
      try facts.read(file, kind, checking: self, received: receipt)
      guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    }
    var found: [Assessment] = []
    try facts.assess(self) { found.append($0) }
    return found
  }
}

extension Receipt {
  /// After everything that the tests tell of.
  static let longAfter = Receipt(Moment(milliseconds: 1_861_920_000_000))
}
