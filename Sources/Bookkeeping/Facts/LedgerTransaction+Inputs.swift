import Domain
import Notation
import Quantities

extension LedgerTransaction {
  /// The sequence that the next input will have.
  public func nextInput() throws -> Int64 {
    (try number("SELECT max(sequence) FROM input") ?? 0) + 1
  }

  /// Records an input whose bytes are kept.
  public func accept(_ input: InputRecord) throws {
    let body = try StoredBody(input)
    try run(
      InputRecord.table.insertion, SQLArguments([body.text, body.digest] + input.searched))
    try counters.add(1, to: .inputs)
  }

  /// An input by its place; `nil` where there is none.
  public func input(_ sequence: Int64) throws -> InputRecord? {
    try record(InputRecord.self, "WHERE sequence = ?", [sequence])
  }

  /// The input that follows a place; `nil` after the last.
  public func input(after place: Int64) throws -> InputRecord? {
    try record(InputRecord.self, "WHERE sequence > ? ORDER BY sequence", [place])
  }

  /// When the last input was received; `nil` before the first.
  public func lastReceived() throws -> Moment? {
    try row("SELECT received_ms FROM input ORDER BY sequence DESC LIMIT 1")?.moment("received_ms")
  }

  /// The latest input of a kind and name, up to a place; `nil` when there was none.
  public func latestInput(
    kind: String, name: String, upTo place: Int64 = .max
  ) throws -> InputRecord? {
    try record(
      InputRecord.self,
      "WHERE kind = ? AND file_name = ? AND sequence <= ? ORDER BY sequence DESC",
      [kind, name, place])
  }

  /// The latest input of a kind, up to a place; `nil` when there was none.
  public func latestInput(kind: String, upTo place: Int64 = .max) throws -> InputRecord? {
    try record(
      InputRecord.self, "WHERE kind = ? AND sequence <= ? ORDER BY sequence DESC", [kind, place])
  }

  /// The bytes of the latest input of a kind and name; `nil` when there was none.
  public func latestBytes(kind: String, name: String) throws -> [UInt8]? {
    try latestInput(kind: kind, name: name).map(bytes(of:))
  }

  /// An input's bytes.
  ///
  /// - Throws: ``CorruptRowError`` where they are not those of its digest.
  public func bytes(of input: InputRecord) throws -> [UInt8] {
    var (all, digest): ([UInt8], Digester) = ([], Digester())
    try forEachPiece(of: input) { all += $0 }
    digest.add(all)
    guard digest.digest == input.sha256 else { throw CorruptRowError(bytesOf: input) }
    return all
  }

  /// Hands over an input's bytes, piece by piece.
  public func forEachPiece(of input: InputRecord, _ body: ([UInt8]) throws -> Void) throws {
    var pieces = PieceReader(input.content, size: input.size)
    while let bytes = try pieces.next(in: self) { try body(bytes) }
  }

  /// The names that inputs of a kind have had, in order.
  public func names(ofKind kind: String) throws -> [String] {
    try rows("SELECT DISTINCT file_name FROM input WHERE kind = ? ORDER BY file_name", [kind])
      .map { $0.text("file_name") }
  }

  /// What an input is known by, even where its body is not what was written; `nil` where there is none.
  public func identity(
    ofInput sequence: Int64
  ) throws -> (kind: String, sha256: Digest, received: Moment)? {
    try row("SELECT kind, sha256, received_ms FROM input WHERE sequence = ?", [sequence])
      .map { ($0.text("kind"), $0.digest("sha256"), $0.moment("received_ms")) }
  }

  /// Whether an input of a kind had bytes of that digest.
  public func hasInput(kind: String, sha256: Digest) throws -> Bool {
    try number("SELECT 1 FROM input WHERE kind = ? AND sha256 = ?", [kind, sha256]) != nil
  }

  /// The last input of a kind that had the same bytes, if there is one.
  public func input(kind: String, sha256: Digest) throws -> InputRecord? {
    try record(
      InputRecord.self, "WHERE kind = ? AND sha256 = ? ORDER BY sequence DESC", [kind, sha256])
  }

  /// Notes that an input is still to be put among the accepted files, with its receipt.
  public func setUnmoved(_ input: Int64, receipt: String) throws {
    try run(Table.unmoved.insertion, [input, receipt])
  }

  /// The inputs that may not lie among the accepted files yet, with their receipts.
  public func unmoved() throws -> [(input: InputRecord, receipt: String)] {
    try rows("SELECT * FROM unmoved ORDER BY input").compactMap { row in
      try unlessCorrupt { try input(row.integer("input")) }?.map { ($0, row.text("receipt")) }
    }
  }

  /// Notes that an input lies among the accepted files.
  public func moved(_ input: Int64) throws {
    try run("DELETE FROM unmoved WHERE input = ?", [input])
  }

  /// How far a stage has come; 0 before it began.
  public func position(of stage: String) throws -> Int64 {
    try number("SELECT position FROM cursor WHERE name = ?", [stage]) ?? 0
  }

  /// Notes how far a stage has come.
  public func advance(_ stage: String, to position: Int64) throws {
    try run(
      "\(Table.cursor.insertion) ON CONFLICT DO UPDATE SET position = excluded.position",
      [stage, position])
  }

  /// The latest time that the ledger knows; `nil` before there is any.
  public func lastTime() throws -> Moment? {
    let milliseconds = try position(of: "clock")
    return milliseconds > 0 ? Moment(milliseconds: milliseconds) : nil
  }

  /// Notes a time that was believed.
  public func setLastTime(_ moment: Moment) throws { try advance("clock", to: moment.milliseconds) }
}

extension CorruptRowError {
  /// An input whose bytes are not those that were taken in.
  init(bytesOf input: InputRecord) {
    self.init(
      InputRecord.table, "sequence \(input.sequence), \(input.fileName)",
      "its bytes are not those that were taken in")
  }
}
