import Domain
import Foundation
import Ingesting
import Quantities
import TestSupport
import Verifying

/// A service with directories of its own, on the terms that are shipped.
package final class ServiceHarness {
  package let root: URL
  package private(set) var settings: Settings

  /// - Parameters:
  ///   - more: settings besides those that are needed.
  ///   - isFounded: whether it has a ledger.
  package init(more: String = "", isFounded: Bool = true) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "slacreditd-\(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    settings = try Self.write(more, in: root)
    if isFounded { try LedgerFoundation.make(in: settings.state) }
  }

  /// Goes on under other settings.
  package func set(_ more: String) throws {
    let terms = FileManager.default.fileExists(atPath: path("terms")) ? "terms" : shippedTerms.path
    settings = try Self.write(more, terms: terms, in: root)
  }

  /// Goes on under the shipped terms by a name that is the same on every machine, as the ledger keeps
  /// the settings to the byte.
  package func copyTerms() throws {
    try FileManager.default.copyItem(at: shippedTerms, to: root.appending(path: "terms"))
    settings = try Self.write("", terms: "terms", in: root)
  }

  private static func write(
    _ more: String, terms: String = shippedTerms.path, in root: URL
  ) throws -> Settings {
    let file = root.appending(path: "slacreditd.yaml")
    try """
    issuer: { name: 例示通信株式会社, registration_number: T4011001098993, address: 東京都 }
    terms: \(terms)
    spool: spool
    state: state
    \(more)
    """.write(to: file, atomically: true, encoding: .utf8)
    return try Settings.load(file.path)
  }

  /// The shipped terms are read once for all tests.
  private static let shipped = Result { try TermsDirectory(shippedTerms.path).loadFiles() }

  /// The terms of the settings.
  package func terms() throws -> [Grounds.TermsFile] {
    guard settings.terms != shippedTerms.path else { return try Self.shipped.get() }
    return try TermsDirectory(settings.terms).loadFiles()
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  package var settingsPath: String { root.appending(path: "slacreditd.yaml").path }

  package func path(_ name: String) -> String { root.appending(path: name).path }

  package func drop(_ name: String, _ text: String, mode: Int = 0o640) throws {
    try drop(name, Data(text.utf8), mode: mode)
  }

  /// - Parameter mode: the file's, whatever the umask says.
  package func drop(_ name: String, _ bytes: Data, mode: Int = 0o640) throws {
    let target = root.appending(path: "spool/\(name)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Whole at once: a service may be at work.
    let temporaryPath = target.deletingLastPathComponent().appending(path: ".dropping").path
    try bytes.write(to: URL(fileURLWithPath: temporaryPath))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: temporaryPath)
    guard rename(temporaryPath, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// What time it is.
  package var clock: () -> Moment = { .now }

  /// Lets the clock stand still shortly after the days that facts are about.
  package func stopClock() throws {
    let noon = try Moment(rfc3339: "2026-06-01T12:00:00+09:00")
    clock = { noon }
  }

  /// The files below a directory, by their path within it.
  package func files(_ directory: String) -> [String] {
    let base = root.appending(path: directory).path
    let found = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    var isDirectory = ObjCBool(false)
    return found.filter {
      FileManager.default.fileExists(atPath: "\(base)/\($0)", isDirectory: &isDirectory)
        && !isDirectory.boolValue && $0 != ".lock" && !$0.hasSuffix("/.lock")
    }.sorted()
  }

  /// The files that were dropped and accepted, without their receipts, by their path.
  package func accepted(_ kind: String = "") -> [String] {
    files("spool/accepted\(kind.isEmpty ? "" : "/\(kind)")")
      .filter { !$0.hasSuffix(".receipt.json") && !$0.hasPrefix("grounds/") }
  }

  /// What was made from the ledger, by its path within the state directory.
  package func documents() -> [String] {
    files("state").filter { file in
      !["ledger", "anchors/", "in-hand", "slacreditd.lock"].contains { file.hasPrefix($0) }
    }
  }

  package func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  package func write(_ text: String, to name: String) throws {
    try text.write(to: root.appending(path: name), atomically: false, encoding: .utf8)
  }

  package static let contracts = """
    contract_id,account_id,account_name,terms,service,billing,fee,service_start
    C-1,A-1,株式会社甲,network-service,vpn,fixed-monthly,50000,2025-01-01
    C-2,A-1,株式会社甲,network-service,vpn,fixed-annual,600000,2025-01-01
    C-3,A-2,株式会社乙,network-service,vpn,fixed-monthly,30000,2025-01-01

    """

  package static func incident(
    _ id: String = "INC-1", revision: Int = 1, restored: String? = "2026-04-15T08:55:00+09:00",
    affects: String = #"{"terms": "network-service"}"#, more: String = ""
  ) -> String {
    let end = restored.map { #""restored_at": "\#($0)","# } ?? ""
    return """
      { "incident_id": "\(id)", "revision": \(revision), "began_at": "2026-04-12T08:50:00+09:00",
        \(end) "impact": "total", "attribution": "third-party", \(more)
        "affects": [\(affects)] }
      """
  }
}
