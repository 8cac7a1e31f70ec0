import Crypto
import Foundation

/// What a version of a part of the program gives for each of its examples, as digests in a file beside
/// its tests: neither its number nor what it gives changes without the other.
///
/// `RECORD_VERSIONS=1` writes the file, which fails the test that does so: new examples under the same
/// number, everything under a new one. What an example gave under the same number stays as it was;
/// only a version that was never released may begin again, with its file removed.
package struct VersionRecord {
  private let file: URL
  private let part: String
  private let version: Int

  /// - Parameters:
  ///   - part: what the version is of, as `CHANGELOG.md` heads its entry.
  ///   - test: the path of the test that holds it up.
  package init(_ part: String, version: Int, named name: String, beside test: String) {
    file = URL(fileURLWithPath: test).deletingLastPathComponent().appending(path: name)
    self.part = part
    self.version = version
  }

  private var heading: String { "\(part) \(version)" }

  private static var changelog: String {
    get throws {
      try String(
        contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
          .appending(path: "../../CHANGELOG.md"), encoding: .utf8)
    }
  }

  /// What is wrong with the number, by what the examples give now.
  package func faults(_ examples: [(name: String, text: String)]) throws -> [String] {
    let found = Dictionary(
      examples.map { ($0.name, Self.digest($0.text)) }, uniquingKeysWith: { $0 + $1 })
    let isRecording = ProcessInfo.processInfo.environment["RECORD_VERSIONS"] != nil
    let (recordedHeading, recorded) = try read()
    var faults: [String] = []
    let changed = recorded.filter { found[$0.key] != $0.value }.keys.sorted()
    if recordedHeading == heading {
      faults += changed.map { "\(heading) gave something else for: \($0)" }
      if isRecording { try write(found.merging(recorded.filter { found[$0.key] != nil }) { $1 }) }
      let fresh = found.keys.filter { recorded[$0] == nil }.sorted()
      faults += fresh.map { "not recorded yet: \($0)" }
    } else if !recorded.isEmpty, changed.isEmpty {
      faults.append("\(heading) gives what \(recordedHeading) gave: it needs no number of its own")
    } else {
      faults.append("not recorded yet: \(heading)")
      if isRecording { try write(found) }
    }
    if try !Self.changelog.contains("\n## \(heading)\n") {
      faults.append("CHANGELOG.md says nothing of: \(heading)")
    }
    return faults
  }

  private func read() throws -> (heading: String, digests: [String: String]) {
    guard FileManager.default.fileExists(atPath: file.path) else { return ("", [:]) }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let digests = lines.dropFirst().map { line in
      let parts = line.split(separator: " ", maxSplits: 1).map { String($0) }
      return (parts.last ?? "", parts.first ?? "")
    }
    return (String(lines.first ?? ""), Dictionary(digests, uniquingKeysWith: { $1 }))
  }

  private func write(_ digests: [String: String]) throws {
    let lines = digests.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
    try "\(heading)\n\(lines.joined())".write(to: file, atomically: true, encoding: .utf8)
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).prefix(8)
      .map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }
}
