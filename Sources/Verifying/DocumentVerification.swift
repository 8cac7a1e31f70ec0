import Bookkeeping
import Domain
import Foundation
import Ingesting
import Quantities
import Spooling

/// Whether the files on disk are those of the ledger: documents and registers as they were written,
/// accepted files as they were received.
struct DocumentVerification {
  private let ledger: Ledger
  private let settings: Settings

  init(_ ledger: Ledger, _ settings: Settings) {
    self.ledger = ledger
    self.settings = settings
  }

  /// What is not, by path.
  ///
  /// - Throws: what SQLite reports, and ``FileFailure`` where a file cannot be read for another reason
  ///   than that it is gone.
  func faults() throws -> [String] {
    try ledger.read {
      try documents($0) + otherThanIssued($0) + accepted($0)
    } + registers()
  }

  /// The documents that were made again with other bytes than those that were issued.
  ///
  /// - Throws: what SQLite reports.
  func reissued() throws -> [String] {
    var found: [String] = []
    try ledger.read { transaction in
      try transaction.forEachReissued { first, last in
        found.append(
          "\(settings.state)/\(first.path): issued as \(first.sha256), made again as \(last.sha256)"
        )
      }
    }
    return found
  }

  private func documents(_ transaction: LedgerTransaction) throws -> [String] {
    var faults: [String] = []
    try transaction.forEachDocument { document in
      let path = "\(settings.state)/\(document.path)"
      switch try FileReader.digest(of: path) {
      case document.digest: break
      case nil: faults.append("\(path): is missing")
      default: faults.append("\(path): is not what was written")
      }
    }
    return faults
  }

  private func registers() throws -> [String] {
    try ledger.read { try $0.registers() }.compactMap { register in
      let path = "\(settings.state)/\(register.path)"
      func lying() throws -> RegisterFile {
        try RegisterFile(path, madeOf: ledger.read { try $0.parts(of: register) })
      }
      // The service may be at work: what it appended meanwhile is known to the ledger a moment later.
      var found = try lying()
      if case .whole(more: 1...) = found { found = try lying() }
      return switch found {
      case .whole(more: 0): nil
      case .missing: "\(path): is missing"
      case .other, .whole: "\(path): is not what was written"
      }
    }
  }

  /// What is held for written, and was not issued so.
  private func otherThanIssued(_ transaction: LedgerTransaction) throws -> [String] {
    try transaction.documentsOtherThanIssued().map {
      "\(settings.state)/\($0): the ledger holds other bytes for written than were issued"
    }
  }

  /// Accepted files: one that is gone was removed when its time of keeping was over.
  private func accepted(_ transaction: LedgerTransaction) throws -> [String] {
    let spool = Spool(settings)
    let archive = AcceptedArchive(spool: spool)
    return try archive.directories().flatMap {
      try archive.faults(of: $0, in: transaction, readsAll: true)
    }
  }
}
