import Bookkeeping
import Domain
import Ingesting
import Quantities
import Reading

/// Takes in again what was taken in before, in its order and at its time, under the grounds of then: into
/// a scratch ledger to compare, or into a restored one that lacks it.
final class Replay {
  /// What is taken in again.
  struct Input {
    let sequence: Int64
    let kind: String
    let received: Moment
    let source: InputSource
  }

  private let ledger: Ledger
  private let engine: Int
  private let progress: () -> Void
  private var files: [String: Grounds.TermsFile] = [:]
  private var agreements: [String: Grounds.AgreementFile] = [:]
  private var images: [String: [UInt8]] = [:]
  private var settings: Settings.File?

  /// A replay from the beginning, or from the grounds that stand at a ledger's end.
  init(
    into ledger: Ledger, engine: Int, after grounds: Grounds? = nil,
    progress: @escaping () -> Void = {}
  ) {
    self.ledger = ledger
    self.engine = engine
    self.progress = progress
    guard let grounds else { return }
    files = Dictionary(grounds.files.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    agreements = Dictionary(grounds.agreements.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    images = Dictionary(
      grounds.images.map { ($0.name.rawValue, $0.bytes) }, uniquingKeysWith: { $1 })
    settings = grounds.settings
  }

  /// Takes in an input; of settings, terms and agreements, all that were recorded with it.
  ///
  /// - Parameter next: the input that follows a place.
  /// - Returns: why it cannot be taken in, and the last that was gone through.
  /// - Throws: what the storage fails with.
  func run(
    from input: Input, next: (Int64) throws -> Input?
  ) throws -> (problem: String?, last: Int64) {
    guard let kind = RecordKind(named: input.kind) else {
      return try runGrounds(from: input, next: next)
    }
    return (try run(input, kind), input.sequence)
  }

  private func run(_ input: Input, _ kind: RecordKind) throws -> String? {
    guard let settings else {
      return "input, sequence \(input.sequence): comes before any settings"
    }
    let intake = Intake(
      ledger: ledger, grounds: grounds(settings), engine: engine, progress: progress)
    var problem: String?
    let failure = try Self.unlessOfStorage {
      switch try intake.ingest(input.source, kind: kind, at: input.received) {
      case .accepted: break
      case .duplicate(let earlier): problem = "repeats sequence \(earlier.sequence)"
      case .rejected(let invalid): problem = invalid.message(in: .en)
      }
    }
    return (problem ?? failure).map { "input, sequence \(input.sequence): \($0)" }
  }

  /// Does something that a damaged ledger may make impossible.
  ///
  /// - Returns: why it was.
  static func unlessOfStorage(_ body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch {
      guard StorageError(error) == nil else { throw error }
      return LedgerFailure(error)?.description ?? "\(error)"
    }
  }

  /// Terms and settings that were recorded together are replayed together.
  private func runGrounds(
    from first: Input, next: (Int64) throws -> Input?
  ) throws -> (String?, Int64) {
    var last = first
    var following: Input? = first
    while let input = following, input.received == first.received,
      RecordKind(named: input.kind) == nil
    {
      var bytes: [UInt8] = []
      let pieces = input.source.pieces()
      while let piece = try pieces() { bytes += piece }
      if let problem = adopt(input, bytes) {
        return ("input, sequence \(input.sequence): \(problem)", input.sequence)
      }
      last = input
      following = try next(input.sequence)
    }
    guard let settings else {
      return ("input, sequence \(first.sequence): comes before any settings", last.sequence)
    }
    let intake = Intake(
      ledger: ledger, grounds: grounds(settings), engine: engine, progress: progress)
    let problem = try Self.unlessOfStorage { _ = try intake.adoptGrounds(at: first.received) }
    return (problem.map { "input, sequence \(first.sequence): \($0)" }, last.sequence)
  }

  private func grounds(_ settings: Settings.File) -> Grounds {
    Grounds(
      files: files.values.sorted { $0.name < $1.name },
      agreements: agreements.values.sorted { $0.name < $1.name }, settings: settings,
      images: Grounds.Image.Name.allCases.compactMap { name in
        images[name.rawValue].map { Grounds.Image(name: name, bytes: $0) }
      })
  }

  /// A file of the grounds; empty where it was removed.
  ///
  /// - Returns: what is wrong with it.
  private func adopt(_ input: Input, _ bytes: [UInt8]) -> String? {
    let name = input.source.name
    do {
      switch input.kind {
      case Grounds.settingsKind:
        settings = try Settings.File(name: name, bytes: bytes, isKept: true)
      case Grounds.imagesKind:
        images[name] = bytes.isEmpty ? nil : bytes
      case Grounds.agreementsKind:
        agreements[name] = nil
        guard !bytes.isEmpty else { return nil }
        let file = RecordFile(name: name, bytes: ByteReader(bytes))
        let catalogue = TermsCatalogue(files.values.map(\.edition))
        guard let agreement = try file.readAgreement(amending: catalogue) else {
          return "is no agreement"
        }
        agreements[name] = Grounds.AgreementFile(name: name, bytes: bytes, agreement: agreement)
      default:
        files[name] = nil
        guard !bytes.isEmpty else { return nil }
        let file = RecordFile(name: name, bytes: ByteReader(bytes))
        guard let edition = try file.readTerms() else { return "is no terms file" }
        files[name] = Grounds.TermsFile(name: name, bytes: bytes, edition: edition)
      }
      return nil
    } catch let invalid as InvalidInput {
      return invalid.message(in: .en)
    } catch {
      return "\(error)"
    }
  }
}
