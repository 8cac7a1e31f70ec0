import Quantities

extension LedgerTransaction {
  /// How large the ledger was on a day.
  public struct Size: Hashable, Sendable {
    /// The day.
    public let day: CivilDate
    /// In bytes.
    public let bytes: Int64

    /// A size on a day.
    public init(on day: CivilDate, bytes: Int64) { (self.day, self.bytes) = (day, bytes) }
  }

  private static func name(_ day: CivilDate) -> String { "size \(day)" }

  /// For how many days sizes are kept.
  private static let days: Int64 = 30

  /// Notes how large the ledger is; of one day the last size stands, and those of a month ago go.
  public func setSize(_ size: Size) throws {
    try advance(Self.name(size.day), to: size.bytes)
    try run(
      "DELETE FROM cursor WHERE name >= ? AND name < ?",
      [Self.name(CivilDate(dayNumber: 0)), Self.name(size.day + -Self.days)])
  }

  /// The earliest size that is kept; `nil` before the first.
  public func earliestSize() throws -> Size? {
    let found = try row(
      "SELECT * FROM cursor WHERE name >= ? AND name < 'size:' ORDER BY name LIMIT 1",
      [Self.name(CivilDate(dayNumber: 0))])
    return try found.map { row in
      guard let day = CivilDate(String(row.text("name").dropFirst("size ".count))) else {
        throw CorruptRowError("name", row.text("name"))
      }
      return Size(on: day, bytes: row.integer("position"))
    }
  }
}
