import Bookkeeping
import Domain
import Foundation
import Ingesting
import Reading
import Spooling

/// Looks at all that lies in the state directory and among the accepted files for what the ledger does not
/// know, a slice at a time: the service is at work meanwhile, and what it writes is known to the ledger.
public struct LedgerSurvey {
  private let state: String
  private let archive: AcceptedArchive
  /// What is still to be looked at.
  private var documents: [String]
  private var accepted: [String]
  private var names: [String] = []

  /// A survey of what lies there now.
  ///
  /// - Throws: ``FileFailure``.
  public init(state: String, spool: Spool) throws {
    self.state = state
    archive = AcceptedArchive(spool: spool)
    accepted = try archive.directories()
    documents = try ["credit-notes", "registers", "assessments", "anchors"].flatMap {
      try Self.directories(from: "\(state)/\($0)", spool)
    }
  }

  private static func directories(from path: String, _ spool: Spool) throws -> [String] {
    try spool.directories(in: path).flatMap { try directories(from: $0, spool) } + [path]
  }

  /// Whether all was looked at.
  public var isDone: Bool { documents.isEmpty && accepted.isEmpty && names.isEmpty }

  /// Looks at the next files, up to a thousand names or a day of accepted files.
  ///
  /// - Returns: the first that speaks against the ledger; `nil` where none does.
  /// - Throws: ``FileFailure``, and what SQLite reports.
  public mutating func next(_ ledger: Ledger) throws -> String? {
    if names.isEmpty, let directory = documents.popLast() {
      names = try archive.spool.files(in: directory)
    }
    if !names.isEmpty {
      let slice = names.suffix(1_000)
      names.removeLast(slice.count)
      return try ledger.read { transaction in
        try Self.first(slice) { try fault(of: $0, in: transaction) }
      }
    }
    guard let directory = accepted.popLast() else { return nil }
    return try ledger.read { try archive.faults(of: directory, in: $0).first }
  }

  private static func first(
    _ paths: ArraySlice<String>, _ fault: (String) throws -> String?
  ) rethrows -> String? {
    for path in paths { if let found = try fault(path) { return found } }
    return nil
  }

  private func fault(of path: String, in transaction: LedgerTransaction) throws -> String? {
    let relative = String(path.dropFirst(state.count + 1))
    let name = URL(filePath: path).lastPathComponent
    guard !Spool.isTemporary(name), name.hasSuffix(".json") || name.hasSuffix(".csv") else {
      return nil
    }
    switch relative.prefix(while: { $0 != "/" }) {
    case "credit-notes":
      return try NoteNumber(name).flatMap { number in
        let held = try transaction.lastOrdinal(in: number.year)
        return number.ordinal <= held
          ? nil : "\(path) lies there, and the last note of \(number.year) in it has number \(held)"
      }
    case "anchors":
      guard let anchor = try? AnchorFile.read(path) else { return nil }
      return try transaction.fault(against: anchor).map { "\(path): \($0)" }
    case "assessments":
      return try AssessmentsName(name).flatMap { document in
        let standing = try transaction.standingRevision(of: document.incident) ?? 0
        return document.revision <= standing
          ? nil : "\(path) lies there, and it has revision \(standing) of \(document.incident)"
      }
    default:
      let parts = try Register(path: relative).map { try transaction.lastParts(of: $0) } ?? []
      return parts.isEmpty ? "\(path) lies there, and it never wrote that" : nil
    }
  }
}

/// The number of a note, as the name of its file begins.
struct NoteNumber {
  let year: Int
  let ordinal: Int64

  /// `nil` for the name of anything else.
  init?(_ name: String) {
    let parts = name.prefix { $0 != "." }.split(separator: "-")
    guard parts.count > 2, let year = Int(parts[parts.count - 2]),
      let ordinal = parts.last.flatMap({ Int64($0) })
    else { return nil }
    (self.year, self.ordinal) = (year, ordinal)
  }
}

/// The incident and revision of a document of assessments, as its file is called: `ID-rREVISION.json`.
struct AssessmentsName {
  let incident: Identifier
  let revision: Int64

  /// `nil` for the name of anything else.
  init?(_ name: String) {
    guard let match = name.wholeMatch(of: /(.+)-r([0-9]+)\.json/),
      let incident = Identifier(String(match.1)), let revision = Int64(match.2)
    else { return nil }
    (self.incident, self.revision) = (incident, revision)
  }
}
