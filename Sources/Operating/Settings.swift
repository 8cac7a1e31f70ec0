import Crediting
import Domain
import Foundation
import Reading
import Spooling

/// What the operator sets: who issues notes, and where things are.
public struct Settings: Hashable, Sendable {
  /// Where the settings are when nothing else is said.
  public static let defaultPath = "/etc/slacreditd/slacreditd.yaml"

  /// What shapes notes.
  public let policy: Policy
  /// What electronic invoicing needs to know of issuer and accounts.
  public let trade: TradeDirectory
  /// The forms of notes, and what they look like.
  public let stationery: Stationery
  /// For how many years nothing is removed.
  public let retentionYears: Int
  /// The directory of the terms files.
  public let terms: String
  /// The directory that holds the drop directories.
  public let spool: String
  /// The directory of the ledger and of the documents.
  public let state: String

  /// The language of messages.
  public var language: Language { policy.language }

  /// Reads a settings file; relative paths are relative to it.
  ///
  /// - Throws: ``InvalidInput`` with every problem, ``FileFailure`` when it cannot be read.
  public static func load(_ path: String) throws -> Settings {
    let record = try RecordFile(path: path)
    let content = try record.readSettings()
    guard let content, record.problems.isEmpty else { throw InvalidInput(record.problems) }
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
    }
    var stationery = content.stationery
    stationery.logo = stationery.logo.map(resolved)
    stationery.seal = stationery.seal.map(resolved)
    return Settings(
      policy: content.policy, trade: content.trade, stationery: stationery,
      retentionYears: content.retentionYears, terms: resolved(content.terms),
      spool: resolved(content.spool),
      state: resolved(content.state))
  }
}
