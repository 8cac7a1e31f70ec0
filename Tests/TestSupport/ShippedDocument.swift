import Domain
import Foundation
import Reading
import Testing

/// A terms file that is shipped, as it is or changed.
package enum ShippedDocument: String, CaseIterable {
  case networkService = "network-service/2022-12-01.yaml"
  case optage = "optage-connectivity-cloud-storage/2024-01-31.yaml"
  case iot = "iij-iot/2024-04-01.yaml"
  case backup = "usen-gate02-cloud-backup-aj/2026-04-01.yaml"
  case identity = "usen-gate02-iij-id/2025-12-25.yaml"

  package var text: String {
    get throws { try String(contentsOf: shippedTerms.appending(path: rawValue), encoding: .utf8) }
  }

  package func edition() throws -> TermsEdition {
    let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(try text.utf8)))
    let edition = try file.readTerms()
    return try #require(edition, "\(file.problems.list.map { $0.message(in: .en) })")
  }

  /// The text with the first of some words exchanged.
  package func changing(_ words: String, to others: String) throws -> String {
    let text = try text
    let range = try #require(text.range(of: words), "\(self) has no \(words)")
    return text.replacingCharacters(in: range, with: others)
  }
}
