import Bookkeeping
import Domain
import Reading

extension Grounds {
  /// The grounds on which a ledger rested when an input was taken in: what the service had last
  /// recorded, whatever lies on the disk by now.
  ///
  /// - Returns: `nil` when no service had recorded any.
  /// - Throws: ``InvalidInput`` when one that was recorded can no longer be read, and what SQLite reports.
  public init?(recordedIn transaction: LedgerTransaction, upTo place: Int64 = .max) throws {
    guard let settings = try transaction.lastSettings(upTo: place) else { return nil }
    let files = try transaction.recorded(Grounds.termsKind, upTo: place) { name, bytes in
      let file = RecordFile(name: name, bytes: ByteReader(bytes))
      guard let edition = try file.readTerms() else { throw InvalidInput(file.problems) }
      return TermsFile(name: name, bytes: bytes, edition: edition)
    }
    let terms = TermsCatalogue(files.map(\.edition))
    let agreements = try transaction.recorded(Grounds.agreementsKind, upTo: place) { name, bytes in
      let file = RecordFile(name: name, bytes: ByteReader(bytes))
      guard let agreement = try file.readAgreement(amending: terms) else {
        throw InvalidInput(file.problems)
      }
      return AgreementFile(name: name, bytes: bytes, agreement: agreement)
    }
    let images = try transaction.recorded(Grounds.imagesKind, upTo: place) { name, bytes in
      Image.Name(rawValue: name).map { Image(name: $0, bytes: bytes) }
    }
    self.init(
      files: files, agreements: agreements, settings: settings,
      images: images.compactMap { $0 })
  }
}

extension LedgerTransaction {
  /// The files of a kind as they were last recorded; those that are gone were recorded as empty.
  fileprivate func recorded<File>(
    _ kind: String, upTo place: Int64, _ read: (String, [UInt8]) throws -> File
  ) throws -> [File] {
    try names(ofKind: kind).compactMap { name in
      guard let latest = try latestInput(kind: kind, name: name, upTo: place), latest.size > 0
      else { return nil }
      return try read(name, bytes(of: latest))
    }
  }
}
