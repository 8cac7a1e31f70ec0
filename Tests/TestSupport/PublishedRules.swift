import Foundation
import FoundationXML

/// Rules that others publish and that are not ours to keep here, where their directories are given
/// (`make schema-test`).
package enum PublishedRules {
  /// The schemas of UBL 2.1 (OASIS), the directory that has `maindoc`.
  package static let schemas = ProcessInfo.processInfo.environment["UBL_SCHEMAS"] ?? ""
  /// JP PINT's Schematron as XSLT: every `.xslt` of the directory.
  package static let pint = ProcessInfo.processInfo.environment["PINT_RULES"] ?? ""

  /// What the schema of a root element says against files.
  package static func faults(of files: [String], root: String) throws -> [String] {
    let schema = "\(schemas)/maindoc/UBL-\(root)-2.1.xsd"
    let lint = try run("xmllint", ["--noout", "--nonet", "--schema", schema] + files)
    return lint.status == 0 ? [] : [lint.errors]
  }

  /// How many of the Schematron's rules spoke about the files of a directory, and what they say against
  /// them.
  package static func judge(_ directory: String) throws -> (fired: Int, faults: [String]) {
    let files = FileManager.default
    let report = files.temporaryDirectory.appending(path: "svrl-\(UUID().uuidString)")
    defer { try? files.removeItem(at: report) }
    var (fired, faults) = (0, [String]())
    for rules in try files.contentsOfDirectory(atPath: pint) where rules.hasSuffix(".xslt") {
      let output = report.appending(path: rules)
      try files.createDirectory(at: output, withIntermediateDirectories: true)
      let saxon = try run(
        "java",
        [
          "-cp", "/usr/share/java/Saxon-HE.jar", "net.sf.saxon.Transform", "-s:\(directory)",
          "-xsl:\(pint)/\(rules)", "-o:\(output.path)",
        ])
      if saxon.status != 0 { faults.append(saxon.errors) }
      for name in try files.contentsOfDirectory(atPath: output.path) {
        let said = try XMLDocument(contentsOf: output.appending(path: name))
        fired += try said.nodes(forXPath: "//*[local-name()='fired-rule']").count
        faults += try said.nodes(forXPath: "//*[local-name()='failed-assert']").map {
          "\(name): \($0.stringValue ?? "")"
        }
      }
    }
    return (fired, faults)
  }
}
