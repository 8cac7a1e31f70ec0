import Domain
import Reading
import Spooling

/// What a file was found to hold.
public struct InputCheck {
  /// What it holds; `nil` for a terms file.
  public let kind: RecordKind?
  /// Its content in a few words.
  public let summary: LocalizedText
  /// What only the ledger tells, and was not looked at; `nil` where nothing is left to it.
  public var unchecked: LocalizedText? { kind?.unchecked }

  /// To whose act or risk its reports lay what happened, for whoever wrote them to see what that means.
  public let attributions: [Attribution]

  /// Checks a file as it would be checked if it arrived now.
  ///
  /// - Parameter limits: how large it may be.
  /// - Throws: ``InvalidInput`` with every problem, ``FileFailure`` when it cannot be read.
  public init(
    _ path: String, as kind: RecordKind?, catalogue: TermsCatalogue?, received receipt: Receipt,
    within limits: FileLimits = FileLimits()
  ) throws {
    let kind = try kind ?? InputCheck.kind(of: path)
    self.kind = kind
    let file = try RecordFile(path: path, limit: kind.flatMap { limits[$0.name] })
    guard let kind else {
      guard let edition = try file.readTerms() else { throw InvalidInput(file.problems) }
      attributions = []
      summary = LocalizedText(
        ja: "約款 \(edition.id) \(edition.heldFrom) は正しい",
        en: "terms \(edition.id) \(edition.heldFrom), valid")
      return
    }
    let count = RecordCount()
    try kind.read(file, ReadingContext(checking: catalogue, received: receipt), into: count)
    guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    attributions = Attribution.allCases.filter(count.attributions.contains)
    summary = LocalizedText(
      ja: "\(kind) \(count.records)件は正しい", en: "\(count.records) \(kind), valid")
  }

  /// What a file's first record holds, by its fields; `nil` for terms.
  public static func kind(of path: String) throws -> RecordKind? {
    struct Found: Error {}
    let file = try RecordFile(path: path)
    var names: Set<String> = []
    do {
      try file.forEachRecord { node in
        if case .map(let members) = node.value { names = Set(members.map(\.key)) }
        throw Found()
      }
    } catch is Found {}
    if names.contains("held_from") { return nil }
    guard let kind = RecordKind.guess(by: names) else {
      throw InvalidInput(
        problems: [
          Problem(
            file: file.problems.file, position: nil, path: "",
            expected: LocalizedText(ja: "種類の分かる記録", en: "records that tell what the file is"),
            found: names.isEmpty ? nil : names.sorted().joined(separator: ", "),
            fix: LocalizedText(
              ja: "--as で種類を示してください。", en: "say what it holds with --as"))
        ], unlisted: 0)
    }
    return kind
  }
}

/// Counts records, and keeps to whose act or risk reports lay what happened.
private final class RecordCount: RecordReceiver {
  private(set) var records: Int64 = 0
  private(set) var attributions: Set<Attribution> = []
  /// The reports, and the contracts that each names: neither twice.
  private var list = IncidentList()

  func take(_ target: AffectedTarget, of incident: Identifier, revision: Int) -> Bool {
    list.take(target, of: incident, revision: revision)
  }

  func take(_ incident: Incident, at position: Position) -> Bool {
    records += 1
    if !incident.withdrawn { attributions.formUnion(incident.stages.map(\.attribution)) }
    return list.take(incident, at: position)
  }

  func take(_ record: ReceivedRecord, at position: Position) { records += 1 }
}
