import Bookkeeping
import Domain
import Foundation
import Notation
import Quantities
import Reading
import Spooling

/// A file that was dropped, and what comes of it: its receipt beside the accepted file, or its reasons beside
/// the refused one.
public struct Submission {
  /// What came of it.
  public enum Answer {
    /// It was taken in.
    case accepted(InputReceipt)
    /// It was refused; why, a problem a line.
    case refused(String)
  }

  private let spool: Spool
  private let kind: RecordKind
  private let path: String
  private let digest: Digest
  private let since: Moment

  /// A file that lies in the drop directory of a kind since a moment.
  ///
  /// - Throws: ``FileFailure``.
  public init(
    _ path: String, of kind: RecordKind, copying source: String, in spool: Spool, since: Moment
  ) throws {
    (self.spool, self.kind, self.path, self.since) = (spool, kind, path, since)
    digest = try FileReader.digest(of: source) ?? .none
  }

  private var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// - Returns: what came of it; `nil` while it waits.
  /// - Throws: ``FileFailure`` where the caller may not look.
  public func answer() throws -> Answer? {
    var status = stat()
    guard lstat(path, &status) != 0 else { return nil }
    for day in try spool.days(of: kind.name, in: .accepted).map(\.path) {
      for path in try candidates(in: day, Spool.receiptSuffix) {
        guard let receipt = InputReceipt(text: try Self.text(of: path)),
          receipt.sha256 == digest, receipt.file == name, receipt.received >= since
        else { continue }
        return .accepted(receipt)
      }
    }
    for day in try spool.days(of: kind.name, in: .rejected).map(\.path) {
      for path in try candidates(in: day, ".reason.txt") {
        let file = String(path.dropLast(".reason.txt".count))
        guard try FileReader.digest(of: file) == digest else { continue }
        return .refused(try Self.text(of: path))
      }
    }
    return nil
  }

  /// What may be of the file, by its name, or one that begins with a number where that was taken; of now.
  private func candidates(in day: String, _ suffix: String) throws -> [String] {
    guard let date = CivilDate(URL(fileURLWithPath: day).lastPathComponent),
      date.dayNumber + 1 >= UTCOffset.japan.date(of: since).dayNumber
    else { return [] }
    let end = Spool.shortened(name) + suffix
    return try spool.files(in: day).filter { $0.endsToTheByte(with: end) }
  }

  private static func text(of path: String) throws -> String {
    let file = try FileReader(path, followingLinks: false)
    return String(decoding: try file.rest(upTo: 4 << 20), as: UTF8.self)
  }
}

extension InputReceipt {
  /// What became of the file, for its sender.
  public var words: LocalizedText {
    let head = LocalizedText(
      ja: "受け付けました（入力\(sequence)、\(records)件、効果のあったもの\(changed)件）",
      en: "accepted as input \(sequence): \(records) records, \(changed) of them with an effect")
    let lines = results.prefix(100).map(\.words)
    return LocalizedText(
      ja: ([head.ja] + lines.map(\.ja)).joined(separator: "\n"),
      en: ([head.en] + lines.map(\.en)).joined(separator: "\n"))
  }
}

extension InputReceipt.Result {
  /// What became of it, and no more.
  public var outcomeWords: LocalizedText {
    let revised = revision.map { " r\($0)" } ?? ""
    return LocalizedText(
      ja: "\(id)\(revised): \(outcome.words.ja)", en: "\(id)\(revised): \(outcome.words.en)")
  }

  /// What became of it, for its sender.
  fileprivate var words: LocalizedText {
    var (ja, en) = ("  \(outcomeWords.ja)", "  \(outcomeWords.en)")
    if let matched {
      ja += "、契約\(matched)件（未確定\(undetermined ?? 0)件）"
      en += ", contracts: \(matched) (undetermined: \(undetermined ?? 0))"
    }
    for warning in warnings ?? [] {
      ja += "\n    注意: \(warning.ja)"
      en += "\n    warning: \(warning.en)"
    }
    return LocalizedText(ja: ja, en: en)
  }
}

extension InputReceipt.Result.Outcome {
  fileprivate var words: LocalizedText {
    switch self {
    case .accepted: LocalizedText(ja: "受け付けました", en: "accepted")
    case .duplicate: LocalizedText(ja: "既知の内容で、何も変わりません", en: "known already, no effect")
    case .superseded:
      LocalizedText(ja: "より新しい改訂があり、効果はありません", en: "a later revision stands, no effect")
    }
  }
}
