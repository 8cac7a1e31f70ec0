import Domain

/// A record of which there is one of a name: the first that is received stands as it is.
protocol RecordedOnce: LedgerRecord, Equatable {
  var id: Identifier { get }
}

extension LedgerTransaction {
  /// Takes in a record, unless there is one of its name.
  func recordOnce<Record: RecordedOnce>(_ record: Record, input: Int64) throws -> RecordingResult {
    let known = try self.record(Record.self, "WHERE \(Record.table.key) = ?", [record.id.text])
    if let known { return known == record ? .known : .differs }
    try append(record, input: input)
    return .new
  }
}
