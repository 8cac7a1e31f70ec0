import Documents
import Foundation
import TestSupport
import Testing

/// Random notes under the rules of UBL and JP PINT, where those are given (`make schema-test`).
@Suite struct SchemaTests {
  private struct Files {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "notes-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    func write(_ xml: String, _ name: String) throws -> String {
      let path = directory.appending(path: "\(name).xml").path
      try Data(xml.utf8).write(to: URL(fileURLWithPath: path))
      return path
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }
  }

  @Test(.enabled(if: !PublishedRules.schemas.isEmpty))
  func `every note is valid by the schemas of UBL 2.1`() throws {
    let files = try Files()
    defer { files.remove() }
    var paths: [String: [String]] = [:]
    var notes = RandomNotes(seed: 21)
    for index in 1...60 {
      let sample = try notes.next()
      for (form, xml) in try [("pint", sample.pintXML), ("ubl", sample.ublXML)] {
        paths[try UBLReading(xml).name, default: []].append(
          try files.write(xml, "\(index)-\(form)"))
      }
    }
    #expect(Set(paths.keys) == ["Invoice", "CreditNote"])
    for (root, paths) in paths {
      let faults = try PublishedRules.faults(of: paths, root: root)
      #expect(faults.isEmpty, "\(faults)")
    }
  }

  @Test(.enabled(if: !PublishedRules.pint.isEmpty))
  func `every note is valid by the rules of JP PINT`() throws {
    let files = try Files()
    defer { files.remove() }
    var notes = RandomNotes(seed: 22)
    for index in 1...200 { _ = try files.write(notes.next().pintXML, "\(index)") }
    let (fired, faults) = try PublishedRules.judge(files.directory.path)
    #expect(faults.isEmpty, "\(faults.prefix(3))")
    #expect(fired >= 200)
  }

  @Test(.enabled(if: !PublishedRules.pint.isEmpty))
  func `the rules of JP PINT find a note whose sums are wrong`() throws {
    let files = try Files()
    defer { files.remove() }
    let xml = try NoteSample.of([(.waiver, 10, 5_000)]).pintXML
    _ = try files.write(xml.replacing("-5500<", with: "-5501<"), "wrong")
    #expect(try !PublishedRules.judge(files.directory.path).faults.isEmpty)
  }
}
