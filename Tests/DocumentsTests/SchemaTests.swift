import Documents
import Foundation
import Testing

/// Validates against the schemas of UBL 2.1, which are not ours to keep here, where their directory
/// is given (`make schema-test SCHEMAS=…`).
@Suite struct SchemaTests {
  static let schemas = ProcessInfo.processInfo.environment["UBL_SCHEMAS"] ?? ""

  @Test(.enabled(if: !schemas.isEmpty))
  func `every note is valid by the schemas of UBL 2.1`() throws {
    let files = FileManager.default
    let kept = ProcessInfo.processInfo.environment["UBL_SAMPLES"] ?? ""
    let directory =
      kept.isEmpty
      ? files.temporaryDirectory.appending(path: "ubl-\(UUID().uuidString)")
      : URL(fileURLWithPath: kept)
    try files.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { if kept.isEmpty { try? files.removeItem(at: directory) } }

    var paths: [String: [String]] = [:]
    func write(_ xml: String, _ name: String) throws {
      let path = directory.appending(path: "\(name).xml").path
      try Data(xml.utf8).write(to: URL(fileURLWithPath: path))
      paths[try UBLReading(xml).name, default: []].append(path)
    }
    var notes = RandomNotes(seed: 21)
    for index in 1...60 {
      let sample = try notes.next()
      let name = "\(index)-\(sample.header.kind.rawValue)"
      try write(
        PintForm(
          sample.face, lines: sample.lines, parties: sample.parties, preceding: sample.preceding
        ).xml, "\(name)-pint")
      try write(
        UBLForm(
          sample.face, lines: sample.lines, parties: sample.parties, preceding: sample.preceding
        ).xml, "\(name)-ubl")
    }
    #expect(Set(paths.keys) == ["Invoice", "CreditNote"])
    for (root, paths) in paths {
      let schema = "\(Self.schemas)/maindoc/UBL-\(root)-2.1.xsd"
      #expect(files.fileExists(atPath: schema))
      let lint = Process()
      lint.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      lint.arguments = ["xmllint", "--noout", "--nonet", "--schema", schema] + paths
      try lint.run()
      lint.waitUntilExit()
      #expect(lint.terminationStatus == 0, "\(root)")
    }
  }
}
