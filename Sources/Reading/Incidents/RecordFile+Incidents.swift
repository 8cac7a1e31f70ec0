import Domain

extension RecordFile {
  /// Reads incident reports; problems are gathered.
  ///
  /// - Parameter catalogue: the terms held, against which the entries of whom a report hit are checked;
  ///   `nil` leaves that out.
  /// - Throws: only what reading the bytes or the receiver throws.
  public func readIncidents(
    into receiver: inout some IncidentReceiver, checking catalogue: TermsCatalogue?,
    received receipt: Receipt
  ) throws {
    if format == .csv {
      try readIncidentRows(into: &receiver, receipt)
      return
    }
    let reader = IncidentReader(self, checking: catalogue, received: receipt)
    var taker = receiver
    try forEachRecord { node in
      // A report with mistakes is none: its file is refused, and a ledger need not know it.
      let found = problems.count
      guard let report = try reader.report(node), problems.count == found else { return }
      let id = report.incident.id
      for target in report.affects {
        try progress()
        _ = try taker.take(target, of: id, revision: report.incident.revision)
      }
      if try !taker.take(report.incident, at: node.position) {
        rejectRepeated(report.incident, at: node.position)
      }
    }
    receiver = taker
  }

  private func readIncidentRows(
    into receiver: inout some IncidentReceiver, _ receipt: Receipt
  ) throws {
    var rows = IncidentRows(problems: problems, received: receipt)
    var taker = receiver
    try forEachRecord(of: .incidents) { node in
      guard let row = rows.row(node), let target = row.target else { return }
      if try !taker.take(target, of: row.id, revision: row.revision) {
        row.fields.reject(
          "contract_id",
          expected: LocalizedText(
            ja: "一つの障害につき契約ごとに一行", en: "one row for a contract in an incident"),
          fix: LocalizedText(
            ja: "重複を取り除くか、別の障害として報告してください。",
            en: "remove the duplicate, or report a second incident"))
      }
    }
    for (incident, position) in rows.reports where problems.isEmpty {
      if try !taker.take(incident, at: position) { rejectRepeated(incident, at: position) }
    }
    receiver = taker
  }

  private func rejectRepeated(_ incident: Incident, at position: Position) {
    problems.add(
      at: position, "incident_id",
      expected: LocalizedText(ja: "改訂ごとに一つの記録", en: "one record for each revision"),
      found: "\(incident.id) r\(incident.revision)",
      fix: LocalizedText(ja: "重複を取り除いてください。", en: "remove the duplicate"))
  }
}
