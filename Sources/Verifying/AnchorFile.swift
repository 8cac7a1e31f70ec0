import Bookkeeping
import Domain
import Foundation
import Ingesting
import Notation
import Quantities
import Reading
import Spooling

/// Anchors as files: `anchors/YYYY-MM-DDTHHMMSS.json` below the state directory, at +09:00.
public enum AnchorFile {
  /// Writes an anchor.
  ///
  /// - Returns: its path.
  /// - Throws: ``FileFailure``.
  public static func write(_ anchor: Anchor, state: String) throws -> String {
    let time = anchor.anchoredAt.rfc3339().prefix(19).replacing(":", with: "")
    let path = "\(state)/anchors/\(time).json"
    let file = try AtomicFile(path)
    try file.write(Array((try CanonicalJSON.encode(anchor) + "\n").utf8))
    try file.commit()
    return path
  }

  /// The last one that lies there and can be read; `nil` where there is none.
  ///
  /// - Throws: ``FileFailure``.
  public static func last(state: String) throws -> (path: String, anchor: Anchor)? {
    for path in paths(state).reversed() {
      do { return (path, try read(path)) } catch is InvalidInput {}
    }
    return nil
  }

  private static func paths(_ state: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(state)/anchors")
    return (names ?? []).filter { CivilDate(String($0.prefix(10))) != nil && $0.hasSuffix(".json") }
      .sorted().map { "\(state)/anchors/\($0)" }
  }

  /// The day at +09:00 of the last one that lies there; `nil` where there is none.
  public static func lastDay(state: String) -> CivilDate? {
    paths(state).last.flatMap { CivilDate(String(URL(filePath: $0).lastPathComponent.prefix(10))) }
  }

  /// The first of the last so many days that lies there and can be read; `nil` where there is none.
  public static func first(ofDays days: Int64, before today: CivilDate, state: String) -> Anchor? {
    let first = (today + -days).description
    let recent = paths(state).filter { URL(filePath: $0).lastPathComponent.prefix(10) >= first }
    return recent.lazy.compactMap { try? read($0) }.first
  }

  /// Reads an anchor.
  ///
  /// - Throws: ``FileFailure``, and ``InvalidInput`` for what is none.
  static func read(_ path: String) throws -> Anchor {
    var bytes: [UInt8] = []
    let file = try FileReader(path)
    while let piece = try file.next() { bytes += piece }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    do {
      return try CanonicalJSON.decode(Anchor.self, from: text)
    } catch is CanonicalError {
      let problem = Problem(
        file: path, position: nil, path: "",
        expected: LocalizedText(ja: "anchors/ に書き出された記録", en: "an anchor as anchors/ has it"),
        found: String(text.prefix(40)),
        fix: LocalizedText(
          ja: "保管しておいた anchors/ のファイルを、そのまま指定してください。",
          en: "name a file that was kept from anchors/, as it was"))
      throw InvalidInput(problems: [problem], unlisted: 0)
    }
  }
}
