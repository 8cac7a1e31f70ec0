import Domain
import Quantities

/// A kind of record: the directory into which its files are dropped, and how they are read. Everything else
/// follows: the CSV header, the guess of a file's kind, the tables in the documents, the directories.
public struct RecordKind: Sendable {
  /// The drop directory, and the kind's name.
  public let name: String
  /// The group whose members drop files of the kind.
  public let senders: String
  /// Whether a file of the kind is its owner's word: a decision, a claim, an order to the service. Systems
  /// write the others as they do, and nobody approves in the name of whoever wrote them.
  public let isOwnersWord: Bool
  /// What of its records only the ledger can tell; `nil` where it tells nothing.
  public let unchecked: LocalizedText?
  /// How large its files may be where nothing is set.
  let size: FileLimits.Size
  /// Columns that a CSV file need not have beside another.
  let excuse: RecordColumns.Excuse?
  private let reader: @Sendable (RecordFile, ReadingContext, any RecordReceiver) throws -> Void

  init(
    _ name: String, from senders: String, size: FileLimits.Size, isOwnersWord: Bool = false,
    unchecked: LocalizedText? = nil,
    excuse: RecordColumns.Excuse? = nil,
    reader: @escaping @Sendable (RecordFile, ReadingContext, any RecordReceiver) throws -> Void
  ) {
    self.name = name
    self.senders = "slacredit-\(senders)"
    self.size = size
    self.isOwnersWord = isOwnersWord
    self.unchecked = unchecked
    self.excuse = excuse
    self.reader = reader
  }

  /// Reads a file's records and hands them on; problems are gathered in the file.
  ///
  /// - Throws: only what reading the bytes or the receiver throws.
  public func read(
    _ file: RecordFile, _ context: ReadingContext, into receiver: any RecordReceiver
  ) throws {
    try reader(file, context, receiver)
  }
}

/// What a record is read against.
public struct ReadingContext: Sendable {
  /// The terms held, against which services, billings, fees and entries of `affects` are checked; `nil`
  /// leaves that out.
  public let catalogue: TermsCatalogue?
  /// When the file was received.
  public let receipt: Receipt

  /// A context made of its parts.
  public init(checking catalogue: TermsCatalogue?, received receipt: Receipt) {
    self.catalogue = catalogue
    self.receipt = receipt
  }
}

extension RecordKind: Hashable, CustomStringConvertible {
  /// Kinds are the same by their names.
  public static func == (left: RecordKind, right: RecordKind) -> Bool { left.name == right.name }
  /// By its name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  /// Its name.
  public var description: String { name }
}

// MARK: What a kind's reader asks for

extension RecordKind {
  /// The fields of its records in JSON and YAML.
  public var shape: RecordShape { shape(of: .json) }

  /// The columns of its rows; `nil` where CSV cannot hold them.
  public var rows: RecordShape? {
    let shape = shape(of: .csv)
    return shape.fields.isEmpty ? nil : shape
  }

  private func shape(of format: RecordFormat) -> RecordShape {
    let recorder = ShapeRecorder()
    let file = RecordFile(recording: recorder, as: format)
    let context = ReadingContext(checking: nil, received: Receipt(Moment(milliseconds: 0)))
    do {
      try read(file, context, into: Nobody())
    } catch {
      preconditionFailure("\(name): reading nothing failed: \(error)")
    }
    return RecordShape(fields: recorder.fields, undescribed: recorder.undescribed)
  }
}

/// Receives nothing: there is nothing to be read.
private final class Nobody: RecordReceiver {
  func take(_ target: AffectedTarget, of incident: Identifier, revision: Int) -> Bool { true }
  func take(_ incident: Incident, at position: Position) -> Bool { true }
  func take(_ record: ReceivedRecord, at position: Position) {}
}
