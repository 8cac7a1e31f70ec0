import Bookkeeping
import Crediting
import Domain
import Foundation
import Notation
import Quantities
import Reading

/// What decisions rest on besides the facts: the terms, and who issues notes.
///
/// They are kept in the ledger like any other input, so that what was decided can be decided again.
public struct Grounds: Sendable {
  static let termsKind = "terms"
  static let settingsKind = "settings"

  /// A terms file to the byte.
  public struct TermsFile: Hashable, Sendable {
    /// `TERMS/HELD-FROM.yaml`.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]
    /// What it says.
    public let edition: TermsEdition
  }

  /// The terms files, in order of name.
  public let files: [TermsFile]
  /// Who issues notes.
  public let issuer: Issuer

  /// Grounds made of their parts.
  public init(files: [TermsFile], issuer: Issuer) {
    self.files = files
    self.issuer = issuer
  }

  /// The terms as the engine takes them.
  public var catalogue: TermsCatalogue { TermsCatalogue(files.map(\.edition)) }

  /// The issuer as the ledger keeps it.
  var issuerBytes: [UInt8] {
    Array(
      JSONValue.list(
        [issuer.name, issuer.registrationNumber, issuer.address].map { .text($0) }
      ).compact.utf8)
  }

  /// Reads an issuer as the ledger keeps it.
  static func issuer(_ bytes: [UInt8]) -> Issuer? {
    guard let parts = try? JSONDecoder().decode([String].self, from: Data(bytes)), parts.count == 3
    else { return nil }
    return Issuer(name: parts[0], registrationNumber: parts[1], address: parts[2])
  }
}

extension Book {
  /// Records what of the grounds differs from what the ledger last had.
  ///
  /// - Returns: the last input recorded, and the documents that changed; `nil` when nothing did.
  func record(
    _ grounds: Grounds, at now: Moment
  ) throws -> (input: InputRecord, documents: Set<Identifier>)? {
    var last: InputRecord?
    if try latestBytes(kind: Grounds.settingsKind, name: "issuer") != grounds.issuerBytes {
      last = try keep(grounds.issuerBytes, Grounds.settingsKind, "issuer", at: now)
    }
    var documents: Set<Identifier> = []
    let present = Dictionary(
      grounds.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in Set(present.keys).union(try names(ofKind: Grounds.termsKind)).sorted() {
      // A file that is gone is recorded as empty.
      let bytes = present[name]?.bytes ?? []
      guard try latestBytes(kind: Grounds.termsKind, name: name) ?? [] != bytes else { continue }
      last = try keep(bytes, Grounds.termsKind, name, at: now)
      if let terms = name.split(separator: "/").first.flatMap({ Identifier($0) }) {
        documents.insert(terms)
      }
    }
    return last.map { ($0, documents) }
  }

  private func keep(
    _ bytes: [UInt8], _ kind: String, _ name: String, at now: Moment
  ) throws -> InputRecord {
    var digest = Digest()
    digest.add(bytes)
    let record = InputRecord(
      sequence: try nextInput(), kind: kind, fileName: name, digest: digest.hexadecimal,
      received: now)
    if !bytes.isEmpty { try keep(bytes, of: record.sequence, number: 0) }
    try accept(record, size: Int64(bytes.count), owner: 0, records: 1, isDropped: false)
    return record
  }
}
