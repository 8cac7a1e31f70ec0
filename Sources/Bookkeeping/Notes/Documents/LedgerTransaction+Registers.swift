import Domain
import Notation
import Quantities

extension LedgerTransaction {
  /// The parts of a register, in order.
  public func parts(of register: Register) throws -> [RegisterPart] {
    try parts(of: register, "ORDER BY ordinal")
  }

  /// The last two of them, the last first: where the last begins, the one before it ends.
  public func lastParts(of register: Register) throws -> [RegisterPart] {
    try parts(of: register, "ORDER BY ordinal DESC LIMIT 2")
  }

  private func parts(of register: Register, _ order: String) throws -> [RegisterPart] {
    try fetch("SELECT * FROM register_part WHERE path = ? \(order)", [register.path]) { row in
      RegisterPart(
        end: row.integer("end"), lastNote: row.integer("last_note"), digest: row.digest("digest"),
        encoding: try row.name("encoding"))
    }
  }

  /// Notes that something was appended to a register.
  public func appended(_ part: RegisterPart, to register: Register) throws {
    let last =
      try number("SELECT max(ordinal) FROM register_part WHERE path = ?", [register.path]) ?? 0
    try run(
      Table.registerPart.insertion,
      [register.path, last + 1, part.end, part.lastNote, part.digest, part.encoding.rawValue])
  }

  /// Lets a register be made anew.
  public func forget(_ register: Register) throws {
    try run("DELETE FROM register_part WHERE path = ?", [register.path])
    let first = try firstNote { $0 >= register.month }
    try advance(Self.registers, to: min(position(of: Self.registers), first - 1))
  }

  /// The registers that were written.
  public func registers() throws -> [Register] {
    try texts("SELECT path FROM register_part WHERE ordinal = 1 ORDER BY path").map { path in
      guard let register = Register(path: path) else { throw CorruptRowError("path", path) }
      return register
    }
  }

  private static let registers = "registers"

  /// The month of which notes are not in its registers yet, and the last of them; `nil` where all are.
  public func unregistered() throws -> (month: YearMonth, last: Int64)? {
    let next = try position(of: Self.registers) + 1
    guard let month = try month(ofNote: next) else { return nil }
    let last = try firstNote { $0 > month } - 1
    guard last >= next else { throw CorruptRowError(issuedOnOf: next) }
    return (month, last)
  }

  /// Notes that all notes up to one are in their registers.
  public func registered(upTo note: Int64) throws { try advance(Self.registers, to: note) }

  private func month(ofNote sequence: Int64) throws -> YearMonth? {
    try row("SELECT issued_on FROM credit_note WHERE sequence = ?", [sequence]).map { row in
      let day = try row.date("issued_on").components
      return YearMonth(year: day.year, month: day.month)
    }
  }

  /// The first note of those months that are looked for, and of all after them; the place after the last note where
  /// there is none. No note is issued before the day of the one before it, so it is found by halving.
  public func firstNote(of isLookedFor: (YearMonth) -> Bool) throws -> Int64 {
    var (low, high) = (Int64(1), (try number("SELECT max(sequence) FROM credit_note") ?? 0) + 1)
    while low < high {
      let middle = low + (high - low) / 2
      if let found = try month(ofNote: middle), isLookedFor(found) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

extension CorruptRowError {
  /// A note that seems to be issued before the one before it, which never was.
  public init(issuedOnOf note: Int64) {
    self.init(NoteRecord.table, "sequence \(note)", "is not in the order of days")
  }
}
