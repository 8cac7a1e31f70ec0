import Bookkeeping
import Crediting
import Domain
import Notation
import Quantities
import Reading

/// What decisions rest on besides the facts: the terms, and the settings that shape notes.
///
/// They are kept in the ledger like any other input, so that what was decided can be decided again.
public struct Grounds: Sendable {
  /// The kind of input as which terms are kept.
  public static let termsKind = "terms"
  /// The kind of input as which agreements are kept.
  public static let agreementsKind = "agreements"
  /// The kind of input as which settings are kept.
  public static let settingsKind = "settings"
  /// The kind of input as which images are kept.
  public static let imagesKind = "images"

  /// An image of the issuer's to the byte.
  public struct Image: Hashable, Sendable {
    /// Which one.
    public let name: Name
    /// Its content.
    public let bytes: [UInt8]

    /// An image made of its parts.
    public init(name: Name, bytes: [UInt8]) {
      (self.name, self.bytes) = (name, bytes)
    }

    /// The images that there are, by the names of their files.
    public enum Name: String, CaseIterable, Sendable {
      /// The logo.
      case logo = "logo.png"
      /// The seal (社印).
      case seal = "seal.png"
    }
  }

  /// A terms file to the byte.
  public struct TermsFile: Hashable, Sendable {
    /// `TERMS/HELD-FROM.yaml`.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]
    /// What it says.
    public let edition: TermsEdition

    /// A file made of its parts.
    public init(name: String, bytes: [UInt8], edition: TermsEdition) {
      (self.name, self.bytes, self.edition) = (name, bytes, edition)
    }
  }

  /// A file of an agreement to the byte.
  public struct AgreementFile: Hashable, Sendable {
    /// `ID.yaml`.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]
    /// What it says.
    public let agreement: Agreement

    /// A file made of its parts.
    public init(name: String, bytes: [UInt8], agreement: Agreement) {
      (self.name, self.bytes, self.agreement) = (name, bytes, agreement)
    }
  }

  /// The terms files, in order of name.
  public let files: [TermsFile]
  /// The agreements, in order of name.
  public let agreements: [AgreementFile]
  /// The settings.
  public let settings: Settings.File
  /// The issuer's images.
  public let images: [Image]

  /// Grounds made of their parts.
  public init(
    files: [TermsFile], agreements: [AgreementFile] = [], settings: Settings.File,
    images: [Image] = []
  ) {
    self.files = files
    self.agreements = agreements
    self.settings = settings
    self.images = images
  }

  /// What of the settings shapes notes.
  public var policy: Policy { settings.content.policy }

  /// The terms as the engine takes them.
  public var catalogue: TermsCatalogue {
    TermsCatalogue(files.map(\.edition), agreements: agreements.map(\.agreement))
  }
}

/// What of the grounds differs from what the ledger last had.
struct ChangedGrounds {
  /// The documents that changed.
  var documents: Set<Identifier> = []
  /// The agreements that changed.
  var agreements: Set<Identifier> = []
  /// Whether other amounts could be credited by the settings.
  var requiresReassessment: Bool
}

extension LedgerTransaction {
  /// Records what of the grounds differs from what the ledger last had.
  ///
  /// - Returns: the last input recorded, the documents and agreements that changed, and whether other
  ///   amounts could be credited by the settings; `nil` when nothing changed.
  /// - Throws: ``InvalidInput`` for a file that is gone while contracts rest on it.
  func record(
    _ grounds: Grounds, at now: Moment
  ) throws -> (input: InputRecord, changed: ChangedGrounds)? {
    try refuseRemoved(grounds)
    var last: InputRecord?
    var requiresReassessment = false
    if let before = try unlessCorrupt({ try lastSettings() }) ?? nil {
      requiresReassessment = grounds.policy.requiresReassessment(from: before.content.policy)
      if before.bytes != grounds.settings.bytes {
        last = try keep(
          grounds.settings.bytes, Grounds.settingsKind, grounds.settings.name, at: now)
      }
    } else {
      last = try keep(grounds.settings.bytes, Grounds.settingsKind, grounds.settings.name, at: now)
    }
    for (_, input) in try keepChanged(
      Grounds.imagesKind, grounds.images.map { ($0.name.rawValue, $0.bytes) }, at: now)
    {
      last = input
    }
    var changed = ChangedGrounds(requiresReassessment: requiresReassessment)
    for (name, input) in try keepChanged(
      Grounds.termsKind, grounds.files.map { ($0.name, $0.bytes) }, at: now)
    {
      last = input
      if let id = name.split(separator: "/").first.flatMap({ Identifier($0) }) {
        changed.documents.insert(id)
      }
    }
    for (name, input) in try keepChanged(
      Grounds.agreementsKind, grounds.agreements.map { ($0.name, $0.bytes) }, at: now)
    {
      last = input
      if let id = Identifier(name.split(separator: ".").dropLast().joined(separator: ".")) {
        changed.agreements.insert(id)
      }
    }
    return last.map { ($0, changed) }
  }

  /// Refuses that terms or an agreement are gone on which contracts rest: all that was credited by them
  /// would be taken back.
  private func refuseRemoved(_ grounds: Grounds) throws {
    let problems = Problems(file: "")
    func check(_ kind: String, _ present: [String], _ contracts: (String) throws -> Int64) throws {
      for name in Set(try names(ofKind: kind)).subtracting(present).sorted() {
        guard let latest = try latestInput(kind: kind, name: name), latest.size > 0 else {
          continue
        }
        let count = try contracts(name)
        if count > 0 { problems.add(Problem(goneFrom: kind, name, contracts: count)) }
      }
    }
    try check(Grounds.termsKind, grounds.files.map(\.name)) { name in
      guard let id = name.split(separator: "/").first.flatMap({ Identifier($0) }) else { return 0 }
      let documents = [id] + grounds.catalogue.documents(incorporating: id)
      return try documents.reduce(0) { try $0 + contractCount(under: $1) }
    }
    try check(Grounds.agreementsKind, grounds.agreements.map(\.name)) { name in
      let id = name.split(separator: ".").dropLast().joined(separator: ".")
      return try Identifier(id).map { try contractCount(agreedBy: $0) } ?? 0
    }
    guard problems.isEmpty else { throw InvalidInput(problems) }
  }

  /// The settings that the ledger last had, up to a place; `nil` before it had any.
  ///
  /// - Throws: ``InvalidInput`` where they can no longer be read, and what SQLite reports.
  func lastSettings(upTo place: Int64 = .max) throws -> Settings.File? {
    try latestInput(kind: Grounds.settingsKind, upTo: place).map { record in
      try Settings.File(name: record.fileName, bytes: bytes(of: record), isKept: true)
    }
  }

  /// Records the files of a kind that differ from what the ledger last had; one that is gone, as
  /// empty.
  private func keepChanged(
    _ kind: String, _ files: [(name: String, bytes: [UInt8])], at now: Moment
  ) throws -> [(name: String, input: InputRecord)] {
    let present = Dictionary(files, uniquingKeysWith: { first, _ in first })
    var kept: [(name: String, input: InputRecord)] = []
    for name in Set(present.keys).union(try names(ofKind: kind)).sorted() {
      let bytes = present[name] ?? []
      let known = try unlessCorrupt { try latestBytes(kind: kind, name: name) ?? [] }
      guard known != bytes else { continue }
      kept.append((name, try keep(bytes, kind, name, at: now)))
    }
    return kept
  }

  private func keep(
    _ bytes: [UInt8], _ kind: String, _ name: String, at now: Moment
  ) throws -> InputRecord {
    let sequence = try nextInput()
    var pieces = PieceWriter(self, input: sequence)
    try pieces.add(bytes)
    let record = InputRecord(
      sequence: sequence, kind: kind, fileName: name, sha256: Digest(of: bytes),
      content: try pieces.finish(), size: Int64(bytes.count), owner: .root, received: now,
      records: 1)
    try accept(record)
    try setUnmoved(record.sequence, receipt: InputReceipt(record, changed: 1).text)
    return record
  }
}

extension Problem {
  /// A file of terms, or of an agreement, that is gone while contracts rest on it.
  fileprivate init(goneFrom kind: String, _ name: String, contracts: Int64) {
    self.init(
      file: "\(kind)/\(name)", position: nil, path: "",
      expected: LocalizedText(
        ja: "このファイル（契約 \(contracts) 件がこれによる）",
        en: "this file: \(contracts) contracts are under it"),
      found: "-",
      fix: LocalizedText(
        ja: "元の場所に戻してください。約款が改定されたときは、古い版を残したまま、新しい版のファイルを加えます。",
        en:
          "put it back; where a document was revised, keep the old edition and add a file for the new one"
      ))
  }
}
