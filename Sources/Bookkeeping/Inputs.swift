import Crypto
import Domain
import Foundation
import GRDB
import Quantities

/// A file that was taken in.
public struct InputRecord: Hashable, Sendable {
  /// Its place among all inputs.
  public let sequence: Int64
  /// Its kind, as the drop directory is called.
  public let kind: String
  /// Its name.
  public let fileName: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let digest: String
  /// When it was received.
  public let received: Moment

  /// A record made of its parts.
  public init(
    sequence: Int64, kind: String, fileName: String, digest: String, received: Moment
  ) {
    self.sequence = sequence
    self.kind = kind
    self.fileName = fileName
    self.digest = digest
    self.received = received
  }
}

/// The user who owned a file when it was received.
public struct FileOwner: Hashable, Sendable {
  /// The number of the user.
  public let uid: UInt32
  /// The user's name then; empty where the number had none.
  public let name: String

  /// A user.
  public init(uid: UInt32, name: String) {
    self.uid = uid
    self.name = name
  }

  /// Who owns what the machine is set up with.
  public static let root = FileOwner(uid: 0, name: "root")
}

extension Book {
  /// The sequence that the next input will have.
  public func nextInput() throws -> Int64 {
    (try number("SELECT max(sequence) FROM input") ?? 0) + 1
  }

  /// Keeps a piece of an input's bytes.
  public func keep(_ bytes: [UInt8], of input: Int64, number: Int64) throws {
    try run("INSERT INTO input_chunk VALUES (?, ?, ?)", [input, number, Data(bytes)])
  }

  /// Records an input whose bytes are kept.
  ///
  /// - Parameter isDropped: whether its file is still to be moved out of its drop directory.
  public func accept(
    _ input: InputRecord, size: Int64, owner: FileOwner, records: Int64, isDropped: Bool
  ) throws {
    let previous = try row("SELECT hash FROM input WHERE sequence = ?", [input.sequence - 1])
    var digest = Digest()
    digest.add([
      previous?.text("hash"), String(input.sequence), input.kind, input.fileName, input.digest,
      String(size), String(owner.uid), owner.name, String(input.received.milliseconds),
      String(records),
    ])
    try run(
      "INSERT INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        input.sequence, input.kind, input.fileName, input.digest, size, Int64(owner.uid),
        owner.name,
        input.received.milliseconds, records, digest.hexadecimal,
      ])
    if isDropped { try run("INSERT INTO unmoved VALUES (?)", [input.sequence]) }
  }

  /// The input that follows a place, with the user who owned its file; `nil` after the last.
  public func input(after place: Int64) throws -> (record: InputRecord, owner: FileOwner)? {
    try row("SELECT * FROM input WHERE sequence > ? ORDER BY sequence LIMIT 1", [place]).map {
      (Self.input($0), Self.owner($0))
    }
  }

  /// When the last input was received; `nil` before the first.
  public func lastReceived() throws -> Moment? {
    try row("SELECT received_ms FROM input ORDER BY sequence DESC LIMIT 1")?.moment("received_ms")
  }

  /// A piece of an input's bytes; `nil` after the last.
  public func bytes(of input: Int64, number: Int64) throws -> [UInt8]? {
    try row("SELECT bytes FROM input_chunk WHERE input = ? AND number = ?", [input, number])
      .map { Array($0["bytes"] as Data) }
  }

  /// The latest input of a kind and name, up to a place; `nil` when there was none.
  public func latestInput(
    kind: String, name: String, upTo place: Int64 = .max
  ) throws -> InputRecord? {
    try row(
      """
      SELECT * FROM input WHERE kind = ? AND file_name = ? AND sequence <= ?
      ORDER BY sequence DESC LIMIT 1
      """, [kind, name, place]
    ).map(Self.input)
  }

  /// The bytes of the latest input of a kind and name; `nil` when there was none.
  public func latestBytes(kind: String, name: String) throws -> [UInt8]? {
    guard let latest = try latestInput(kind: kind, name: name)?.sequence else { return nil }
    var all: [UInt8] = []
    try forEachPiece(of: latest) { all += $0 }
    return all
  }

  /// Hands over an input's bytes, piece by piece.
  public func forEachPiece(of input: Int64, _ body: ([UInt8]) throws -> Void) throws {
    var number: Int64 = 0
    while let bytes = try bytes(of: input, number: number) {
      try body(bytes)
      number += 1
    }
  }

  /// The names that inputs of a kind have had, in order.
  public func names(ofKind kind: String) throws -> [String] {
    try rows("SELECT DISTINCT file_name FROM input WHERE kind = ? ORDER BY file_name", [kind])
      .map { $0.text("file_name") }
  }

  /// The last input of a kind that had the same bytes, if there is one.
  public func input(kind: String, digest: String) throws -> InputRecord? {
    try row(
      "SELECT * FROM input WHERE kind = ? AND digest = ? ORDER BY sequence DESC LIMIT 1",
      [kind, digest]
    ).map(Self.input)
  }

  /// The inputs whose files were accepted but may still lie in their drop directories.
  public func unmoved() throws -> [InputRecord] {
    try rows("SELECT input.* FROM unmoved JOIN input ON input = sequence ORDER BY sequence")
      .map(Self.input)
  }

  /// Notes that an input's file has left its drop directory.
  public func moved(_ input: Int64) throws {
    try run("DELETE FROM unmoved WHERE input = ?", [input])
  }

  static func owner(_ row: Row) -> FileOwner {
    FileOwner(
      uid: UInt32(truncatingIfNeeded: row.integer("owner")), name: row.text("owner_name"))
  }

  static func input(_ row: Row) -> InputRecord {
    InputRecord(
      sequence: row.integer("sequence"), kind: row.text("kind"), fileName: row.text("file_name"),
      digest: row.text("digest"), received: row.moment("received_ms"))
  }

  /// How far a stage has come; 0 before it began.
  public func position(of stage: String) throws -> Int64 {
    try number("SELECT position FROM cursor WHERE name = ?", [stage]) ?? 0
  }

  /// Notes how far a stage has come.
  public func advance(_ stage: String, to position: Int64) throws {
    try run(
      "INSERT INTO cursor VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position",
      [stage, position])
  }
}

/// SHA-256 of content that comes in pieces.
public struct Digest {
  private var hash = SHA256()

  /// The digest of nothing, so far.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// Adds texts, each with its end, so that no two lists of texts look alike.
  public mutating func add(_ texts: [String?]) {
    var bytes: [UInt8] = []
    for text in texts {
      if let text { bytes += text.utf8 }
      bytes.append(text == nil ? 0x1E : 0x1F)
    }
    add(bytes)
  }

  /// The digest in hexadecimal.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hash.finalize() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
