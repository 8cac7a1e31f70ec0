import Bookkeeping
import Crediting
import Documents
import Domain
import Ingesting
import Notation
import Quantities
import Spooling

/// The registers of a month's notes, to which rows are appended.
extension Delivery {
  /// How many notes are added at once. Another number would give parts that an interrupted run did not give.
  private static let slice: Int64 = 5_000

  /// Appends rows of notes that are not in their registers yet, until there are no more.
  ///
  /// - Parameter isEnough: asked now and then.
  /// - Returns: whether there were any, and none is left.
  /// - Throws: ``FileFailure`` when one cannot be written, and what SQLite reports.
  @discardableResult
  public func deliverRegisters(unless isEnough: () throws -> Bool = { false }) throws -> Bool {
    var wereAny = false
    while true {
      if try wereAny && isEnough() { return false }
      // Where a note's day is not what was written, registers wait.
      guard let hasMore = try ledger.unlessCorrupt({ try deliverSlice() }) else { return false }
      guard hasMore else { return wereAny }
      wereAny = true
    }
  }

  /// - Returns: whether there was anything to append.
  private func deliverSlice() throws -> Bool {
    guard let (month, last) = try ledger.read({ try $0.unregistered() }) else { return false }
    let registers = Register.Form.allCases.map { Register($0, of: month) }
    // A slice of one of them at a time.
    guard try registers.allSatisfy({ try append(to: $0, upTo: last) }) else { return true }
    try ledger.write { try $0.registered(upTo: last) }
    return true
  }

  /// - Returns: whether the register has all notes up to one.
  private func append(to register: Register, upTo last: Int64) throws -> Bool {
    let path = "\(state)/\(register.path)"
    let rows = try RegisterRows(register.form, forms?.forms())
    let parts = try ledger.read { try $0.lastParts(of: register) }
    // One without a new note stays as it is, whatever is set since.
    if let part = parts.first, last <= part.lastNote { return true }
    // That the last part is there tells enough; all of them are looked at by verification.
    let lying = try RegisterFile(
      path, madeOf: parts.prefix(1).map { $0 }, from: parts.count > 1 ? parts[1].end : 0)
    guard let part = parts.first, part.encoding == rows.encoding, lying.isWhole else {
      let first = try ledger.read { try $0.firstNote { $0 >= register.month } }
      guard first <= last else { throw CorruptRowError(issuedOnOf: first) }
      let end = min(last, first + Self.slice - 1)
      try begin(
        register, rows, first...end, isOurs: parts.first != nil && lying.isWhole)
      return end == last
    }
    let end = min(last, part.lastNote + Self.slice)
    let file = try GrowingFile(path, at: part.end)
    var (digester, size) = (Digester(), part.end)
    try write(rows, part.lastNote + 1...end) { bytes in
      digester.add(bytes)
      size += Int64(bytes.count)
      try file.write(bytes)
    }
    try file.synchronize()
    let appended = RegisterPart(
      end: size, lastNote: end, digest: digester.digest, encoding: rows.encoding)
    try ledger.write { try $0.appended(appended, to: register) }
    return end == last
  }

  /// Writes a register from its first note on.
  ///
  /// - Parameter isOurs: whether what lies there is one that was written before.
  private func begin(
    _ register: Register, _ rows: RegisterRows, _ notes: ClosedRange<Int64>, isOurs: Bool
  ) throws {
    let path = "\(state)/\(register.path)"
    let file = try AtomicFile(path)
    var (digester, size) = (Digester(), Int64(0))
    func add(_ bytes: [UInt8]) throws {
      digester.add(bytes)
      size += Int64(bytes.count)
      try file.write(bytes)
    }
    try add(rows.opening)
    try write(rows, notes, add)
    if let aside = try file.commitSettingAside(unless: { isOurs }) { onSetAside(aside) }
    try synchronizeDirectory(AtomicFile.directory(of: path))
    let part = RegisterPart(
      end: size, lastNote: notes.upperBound, digest: digester.digest, encoding: rows.encoding)
    try ledger.write { transaction in
      try transaction.forget(register)
      try transaction.appended(part, to: register)
    }
  }

  private func write(
    _ rows: RegisterRows, _ notes: ClosedRange<Int64>, _ write: ([UInt8]) throws -> Void
  ) throws {
    try ledger.read { transaction in
      try transaction.forEachNote(
        after: notes.lowerBound - 1, limit: notes.upperBound - notes.lowerBound + 1
      ) { note in
        progress()
        // Of a note with a line that is not what was written the rows up to it stand.
        _ = try transaction.unlessCorrupt { try rows.add(note, transaction, write) }
      }
    }
  }

  /// Makes a register that is not what was written anew.
  ///
  /// - Returns: whether it was not.
  func forgetIfDamaged(_ register: Register) throws -> Bool {
    progress()
    let parts = try ledger.read { try $0.parts(of: register) }
    guard try RegisterFile("\(state)/\(register.path)", madeOf: parts) != .whole(more: 0) else {
      return false
    }
    let isForgotten: Void? = try ledger.unlessCorrupt {
      try ledger.write { try $0.forget(register) }
    }
    guard isForgotten != nil else { return false }
    try deliverRegisters()
    return true
  }
}
