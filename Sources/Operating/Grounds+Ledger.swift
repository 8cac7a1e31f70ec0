import Bookkeeping
import Domain
import Reading

extension Grounds {
  /// The grounds on which a ledger rests: what the service last recorded, whatever lies on the disk by
  /// now.
  ///
  /// - Returns: `nil` when no service has recorded any.
  /// - Throws: ``InvalidInput`` when one that was recorded can no longer be read, and what SQLite reports.
  init?(recordedIn book: Book) throws {
    guard
      let bytes = try book.latestBytes(kind: Grounds.settingsKind, name: Grounds.policyName),
      let policy = try Grounds.policy(bytes)
    else { return nil }
    let files = try book.recorded(Grounds.termsKind) { file, bytes in
      try file.readTerms().map { TermsFile(name: file.problems.file, bytes: bytes, edition: $0) }
    }
    let terms = TermsCatalogue(files.map(\.edition))
    let agreements = try book.recorded(Grounds.agreementsKind) { file, bytes in
      try file.readAgreement(amending: terms).map {
        AgreementFile(name: file.problems.file, bytes: bytes, agreement: $0)
      }
    }
    self.init(files: files, agreements: agreements, policy: policy)
  }
}

extension Book {
  /// The files of a kind as they were last recorded; those that are gone were recorded as empty.
  fileprivate func recorded<File>(
    _ kind: String, _ read: (RecordFile, [UInt8]) throws -> File?
  ) throws -> [File] {
    try names(ofKind: kind).compactMap { name in
      guard let bytes = try latestBytes(kind: kind, name: name), !bytes.isEmpty else { return nil }
      let record = RecordFile(name: name, bytes: ByteReader(bytes))
      guard let file = try read(record, bytes) else { throw InvalidInput(record.problems) }
      return file
    }
  }
}
