import Bookkeeping
import Crediting
import Domain
import Foundation
import Notation
import Quantities
import Reading

/// What decisions rest on besides the facts: the terms, and the settings that shape notes.
///
/// They are kept in the ledger like any other input, so that what was decided can be decided again.
public struct Grounds: Sendable {
  static let termsKind = "terms"
  static let settingsKind = "settings"
  static let policyName = "policy.json"

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
  /// The settings that shape notes.
  public let policy: Policy

  /// Grounds made of their parts.
  public init(files: [TermsFile], policy: Policy) {
    self.files = files
    self.policy = policy
  }

  /// The terms as the engine takes them.
  public var catalogue: TermsCatalogue { TermsCatalogue(files.map(\.edition)) }

  /// Reads a policy as the ledger keeps it.
  static func policy(_ bytes: [UInt8]) throws -> Policy? {
    try RecordFile(name: policyName, bytes: ByteReader(bytes)).readPolicy()
  }
}

extension Book {
  /// Records what of the grounds differs from what the ledger last had.
  ///
  /// - Returns: the last input recorded, the documents that changed, and whether other amounts could
  ///   be credited by the settings; `nil` when nothing changed.
  func record(
    _ grounds: Grounds, at now: Moment
  ) throws -> (input: InputRecord, documents: Set<Identifier>, settlesAnew: Bool)? {
    var last: InputRecord?
    var settlesAnew = false
    let policy = PolicyForm(policy: grounds.policy).bytes
    let known = try latestBytes(kind: Grounds.settingsKind, name: Grounds.policyName)
    if known != policy {
      let before = try known.flatMap { try Grounds.policy($0) }
      settlesAnew = before.map { !$0.settlesLike(grounds.policy) } ?? false
      last = try keep(policy, Grounds.settingsKind, Grounds.policyName, at: now)
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
    return last.map { ($0, documents, settlesAnew) }
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
    try accept(record, size: Int64(bytes.count), owner: .root, records: 1, isDropped: false)
    return record
  }
}
