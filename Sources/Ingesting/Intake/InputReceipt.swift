import Bookkeeping
import Domain
import Notation
import Quantities

/// The answer to the sender of a file: what became of it. It lies beside the accepted file, and with that
/// it is what a ledger restored from a copy takes the file in by again (docs/formats.md §2).
public struct InputReceipt: Hashable, Sendable {
  /// The input's place in the ledger; of a file that repeats one, that one's.
  public let sequence: Int64
  /// When it was received.
  public let received: Moment
  /// The file's name.
  public let file: String
  /// The drop directory, or the kind of ground.
  public let kind: String
  /// Who owned the file.
  public let owner: FileOwner
  /// SHA-256 of the file's bytes.
  public let sha256: Digest
  /// How many records there were.
  public let records: Int64
  /// How many of the records had an effect.
  public let changed: Int64
  /// What became of each, where they have names: up to ``RecordTally/listed`` of them.
  public let results: [Result]

  /// What became of a record.
  public struct Result: Hashable, Sendable {
    /// Its name.
    public let id: Identifier
    let revision: Int?
    /// What became of it.
    public let outcome: Outcome
    /// How many contracts that the ledger has an incident hits.
    var matched: Int64?
    /// Of how many of them something is undetermined.
    var undetermined: Int64?
    /// Contracts that it names and the ledger has not; the first of them.
    var unknown: [Identifier]?
    /// What its sender should look at.
    var warnings: [LocalizedText]?

    /// The same, of an incident that reaches contracts.
    func reaching(_ reach: IncidentReach) -> Result {
      var result = self
      result.matched = reach.matched
      result.undetermined = reach.undetermined
      result.unknown = reach.unknown.isEmpty ? nil : reach.unknown
      let warnings = reach.warnings(of: id)
      result.warnings = warnings.isEmpty ? nil : warnings
      return result
    }

    /// What can become of a record.
    public enum Outcome: String, Canonical, Sendable {
      case accepted, duplicate, superseded
    }
  }

  /// What the sender should look at.
  public var warnings: [LocalizedText] { results.flatMap { $0.warnings ?? [] } }

  /// The receipt of an input.
  public init(_ input: InputRecord, changed: Int64, results: [Result] = []) {
    sequence = input.sequence
    received = input.received
    file = input.fileName
    kind = input.kind
    owner = input.owner
    sha256 = input.sha256
    records = input.records
    self.changed = changed
    self.results = results
  }

  /// The receipt of a file that repeats an input.
  public init(of file: String, repeating earlier: InputRecord, owner: FileOwner, at moment: Moment)
  {
    sequence = earlier.sequence
    received = moment
    self.file = file
    kind = earlier.kind
    self.owner = owner
    sha256 = earlier.sha256
    records = earlier.records
    changed = 0
    results = []
  }

  /// Whether it says the same but for when the file came.
  public func isSameBut(received other: InputReceipt) -> Bool {
    (sequence, file, owner, changed, results)
      == (other.sequence, other.file, other.owner, other.changed, other.results)
  }

  /// Its text, as it lies beside the file.
  public var text: String {
    get throws { try CanonicalJSON.encode(self) + "\n" }
  }

  /// Reads a receipt; `nil` for what is none.
  public init?(text: String) {
    guard let value = try? CanonicalJSON.decode(Self.self, from: String(text.dropLast())) else {
      return nil
    }
    self = value
  }

  /// The day of receipt, as the directories of accepted files are called.
  public var day: String { UTCOffset.japan.date(of: received).description }
}

extension InputReceipt: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    changed = try fields["changed"]
    file = try fields["file"]
    kind = try fields["kind"]
    owner = try fields["owner"]
    received = try fields["received_at"]
    records = try fields["records"]
    results = try fields["results"]
    sequence = try fields["sequence"]
    sha256 = try fields["sha256"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("changed", changed, "file", file, "kind", kind, "owner", owner)
    try object.add("received_at", received, "records", records, "results", results)
    try object.add("sequence", sequence, "sha256", sha256)
  }
}

extension InputReceipt.Result: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    id = try fields["id"]
    matched = try fields["matched"]
    outcome = try fields["result"]
    revision = try fields["revision"]
    undetermined = try fields["undetermined"]
    unknown = try fields["unknown"]
    warnings = try fields["warnings"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("id", id, "matched", matched, "result", outcome, "revision", revision)
    try object.add("undetermined", undetermined, "unknown", unknown, "warnings", warnings)
  }
}

extension IncidentReach {
  /// What the sender of the report should look at.
  func warnings(of incident: Identifier) -> [LocalizedText] {
    var found: [LocalizedText] = []
    if matched == 0, unknownCount == 0 {
      found.append(
        LocalizedText(
          ja: "\(incident) の対象に当てはまる契約がありません。affects を確かめてください",
          en: "\(incident) hits no contract; look at affects"))
    } else {
      for entry in selecting where entry.matched == 0 {
        found.append(
          LocalizedText(
            ja: "\(incident) の affects[\(entry.place)] に当てはまる契約がありません",
            en: "affects[\(entry.place)] of \(incident) hits no contract"))
      }
    }
    if unknownCount > 0 {
      let names = unknown.prefix(10).map(\.text).joined(separator: ", ")
      let more =
        unknownCount > 10 ? LocalizedText(ja: " ほか", en: ", …") : LocalizedText(ja: "", en: "")
      found.append(
        LocalizedText(
          ja: "\(incident) は台帳にない契約を\(unknownCount)件挙げています（\(names)\(more.ja)）。届くまで待ちます",
          en: "\(incident) names contracts that the ledger does not have: \(unknownCount) "
            + "(\(names)\(more.en)); they are waited for"))
    }
    return found
  }
}

/// What becomes of the records of one input, as they are read.
final class RecordTally {
  /// How many are told one by one.
  static let listed = 1_000

  private(set) var records: Int64 = 0
  private(set) var changed: Int64 = 0
  private(set) var results: [InputReceipt.Result] = []

  /// A record without a name of its own.
  func add(isNew: Bool) {
    records += 1
    if isNew { changed += 1 }
  }

  /// A record that has one.
  func add(_ id: Identifier, revision: Int? = nil, _ outcome: InputReceipt.Result.Outcome) {
    add(isNew: outcome == .accepted)
    guard results.count < RecordTally.listed else { return }
    results.append(
      InputReceipt.Result(id: id, revision: revision, outcome: outcome))
  }
}
