import Crediting
import Domain
import Foundation
import Reading
import Spooling

/// What the operator sets: who issues notes, and where things are.
public struct Settings: Hashable, Sendable {
  /// A settings file to the byte.
  public struct File: Hashable, Sendable {
    /// How it is written: `settings.yaml` or `settings.json`.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]
    /// What it says.
    public let content: SettingsContent

    /// Reads a settings file.
    ///
    /// - Parameter isKept: whether a ledger keeps it: then fields that are not known are passed over.
    /// - Throws: ``InvalidInput`` with every problem.
    public init(name: String, bytes: [UInt8], isKept: Bool = false) throws {
      let record = RecordFile(name: name, bytes: ByteReader(bytes), isKept: isKept)
      guard let content = try record.readSettings(), record.problems.isEmpty else {
        throw InvalidInput(record.problems)
      }
      self.name =
        RecordFormat(fileName: name) == .json ? "settings.json" : "settings.yaml"
      self.bytes = bytes
      self.content = content
    }
  }

  /// Where the settings are when nothing else is said.
  public static let defaultPath = "/etc/slacreditd/slacreditd.yaml"

  /// The file itself.
  public let file: File
  /// What shapes notes.
  public let policy: Policy
  /// What electronic invoicing needs to know of issuer and accounts.
  public let trade: TradeDirectory
  /// The forms of notes, and what they look like.
  public let documentSettings: DocumentSettings
  /// For how many days files stay in `accepted/`.
  public let acceptedDays: Int
  /// For how many days files stay in `rejected/`.
  public let rejectedDays: Int
  /// How many days the clock may be ahead of the last sign of life.
  public let clockGap: Int
  /// For how many seconds a file stays as it is, where nothing better tells that it is whole.
  public var settle = 5
  /// The drop directories whose files have to prove that they are whole.
  public var provenKinds: Set<String> = []
  /// How large dropped files may be.
  public var fileLimits = FileLimits()
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
    var bytes: [UInt8] = []
    let reader = try FileReader(path)
    while let piece = try reader.next() { bytes += piece }
    let file = try File(name: path, bytes: bytes)
    let content = file.content
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
    }
    var documentSettings = content.documentSettings
    documentSettings.logo = documentSettings.logo.map(resolved)
    documentSettings.seal = documentSettings.seal.map(resolved)
    return Settings(
      file: file, policy: content.policy, trade: content.trade, documentSettings: documentSettings,
      acceptedDays: content.acceptedDays, rejectedDays: content.rejectedDays,
      clockGap: content.clockGap, settle: content.settle, provenKinds: content.provenKinds,
      fileLimits: content.fileLimits,
      terms: resolved(content.terms),
      spool: resolved(content.spool),
      state: resolved(content.state))
  }

  /// The images that can be read; of the others the making of documents tells.
  public var images: [Grounds.Image] {
    func image(_ name: Grounds.Image.Name, _ path: String?) -> Grounds.Image? {
      guard let path, let file = try? FileReader(path) else { return nil }
      var bytes: [UInt8] = []
      while let piece = try? file.next() { bytes += piece }
      return bytes.isEmpty ? nil : Grounds.Image(name: name, bytes: bytes)
    }
    return [image(.logo, documentSettings.logo), image(.seal, documentSettings.seal)].compactMap {
      $0
    }
  }
}
