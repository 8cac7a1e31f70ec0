import Bookkeeping
import Domain
import Reading

extension [IncidentRecorder.Succession] {
  /// Notes anew which contracts the incidents hit, and gathers those that one of them hits or
  /// hit. A revision that leaves some out without saying so is a problem of its file: a file of
  /// the rows that changed must do no harm (docs/formats.md §3).
  ///
  /// - Returns: the incidents, with the revision that stands.
  func apply(
    to affected: AffectedContracts, _ problems: Problems
  ) throws -> [(id: Identifier, revision: Int)] {
    var standing: [(id: Identifier, revision: Int)] = []
    for report in self {
      if let dropped = try affected.add(incident: report.id, revision: report.revision) {
        problems.add(
          dropped.problem(
            of: report.id, report.revision, after: report.earlier ?? 0, in: problems.file,
            at: report.position))
      }
      standing.removeAll { $0.id == report.id }
      standing.append((report.id, report.revision))
    }
    return standing
  }
}

extension NamedContracts {
  /// What is wrong with a revision that leaves them out.
  func problem(
    of incident: Identifier, _ revision: Int, after earlier: Int, in file: String,
    at position: Position
  ) -> Problem {
    Problem(
      file: file, position: position, path: "affects",
      expected: LocalizedText(
        ja: "いま有効な \(incident) r\(earlier) が対象とする契約すべて",
        en: "all contracts hit by \(incident) r\(earlier), the standing revision"),
      found: "\(incident) r\(revision)",
      fix: LocalizedText(
        ja: "\(count)件の契約（\(words.ja)）が抜けています。改訂は前の報告の全体に代わるので、"
          + "すべての契約を書くか、意図して外すなら drops: true を書いてください。",
        en: "left out: \(count) (\(words.en)); a revision replaces the report whole, so name every "
          + "contract, or say drops: true to leave these out"))
  }
}
