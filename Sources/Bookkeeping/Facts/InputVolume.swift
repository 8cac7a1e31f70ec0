import Quantities

extension LedgerTransaction {
  /// How much was received.
  public struct Volume: Hashable, Sendable {
    /// In all, in bytes.
    public let all: Int64
    /// Since a moment, in bytes.
    public let recent: Int64
    /// When the first input was received.
    public let first: Moment?

    /// A volume made of its parts.
    public init(all: Int64, recent: Int64, first: Moment?) {
      self.all = all
      self.recent = recent
      self.first = first
    }
  }

  /// How much was received, in all and since a moment.
  public func volume(since moment: Moment) throws -> Volume {
    let found = try row(
      """
      SELECT coalesce(sum(body ->> '$.size'), 0) AS size,
        coalesce(sum(body ->> '$.size') FILTER (WHERE received_ms >= ?), 0) AS recent,
        min(received_ms) AS first FROM input
      """, [moment.milliseconds])
    guard let found else { return Volume(all: 0, recent: 0, first: nil) }
    let first = found.optionalInteger("first")
    return Volume(
      all: found.integer("size"), recent: found.integer("recent"),
      first: first.map { Moment(milliseconds: $0) })
  }
}
