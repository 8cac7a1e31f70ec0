import Assessing
import Domain
import Operating
import Reading
import TestSupport

extension TermsCatalogue {
  private static let loaded = Result { try TermsDirectory(shippedTerms.path).load() }

  /// The terms that are shipped.
  static func shipped() throws -> TermsCatalogue { try loaded.get() }

  /// What the terms make of records.
  ///
  /// - Parameter form: in which the records are written, `json` or `yaml`.
  /// - Throws: ``InvalidInput`` when a record has a mistake.
  func assess(
    _ records: [(InputKind, String)], writtenAs form: String
  ) throws -> [Assessment] {
    var facts = FactsInMemory()
    for (kind, text) in records {
      let file = RecordFile(name: "\(kind).\(form)", bytes: ByteReader(Array(text.utf8)))
      try facts.read(file, kind, checking: self)
      guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    }
    var found: [Assessment] = []
    try facts.assess(self) { found.append($0) }
    return found
  }
}
