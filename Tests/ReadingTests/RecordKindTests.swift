import Foundation
import Testing

@testable import Reading

/// One value a kind of record, from which everything else follows.
@Suite struct RecordKindTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  // MARK: What its reader asks for

  @Test func `the fields of a kind are those that its reader asks for`() {
    let fields = RecordKind.recoveries.shape.fields
    #expect(
      fields.map(\.path) == [
        "recovery_id", "incident_id", "carrier", "amount", "received_on", "final",
      ])
    #expect(fields.map(\.isRequired) == [true, true, true, true, true, false])
    #expect(fields[3].value.en == "whole yen, 0 to below 10^15")
  }

  @Test func `fields within a record and within lists are told with their place`() {
    let paths = RecordKind.incidents.shape.fields.map(\.path)
    for path in [
      "window.from", "window.until", "phases[].from", "phases[].fault", "affects[].contract_id",
      "affects[].labels", "affects[].impact",
    ] {
      #expect(paths.contains(path), "\(path)")
    }
    #expect(RecordKind.approvals.shape.fields.map(\.path).contains("subject.batch_id"))
    #expect(RecordKind.claims.shape.fields.map(\.path).contains("items[].recognised"))
  }

  @Test(arguments: RecordKind.all)
  func `a reader looks for nothing that it does not tell of`(_ kind: RecordKind) {
    #expect(kind.shape.undescribed == [])
    #expect(kind.rows?.undescribed ?? [] == [])
  }

  @Test(arguments: RecordKind.all)
  func `a field that is asked for beside others only is told, too, and none twice`(
    _ kind: RecordKind
  ) {
    let paths = kind.shape.fields.map(\.path)
    #expect(Set(paths).count == paths.count)
    if kind == .requests { #expect(Set(["month", "through", "date"]).isSubset(of: paths)) }
    if kind == .accounts { #expect(paths.contains("merged_on")) }
  }

  @Test func `CSV has the kinds whose records are flat, and of incidents a row for each contract`()
  {
    let inRows = RecordKind.all.filter { $0.rows != nil }
    #expect(
      inRows == [
        .accounts, .contracts, .charges, .priorCredits, .recoveries, .incidents, .acknowledgements,
      ])
    let rows = RecordKind.incidents.rows?.fields ?? []
    #expect(
      rows.filter(\.isRequired).map(\.path) == [
        "incident_id", "began_at", "impact", "contract_id",
      ])
    #expect(!rows.map(\.path).contains { $0.contains("[") || $0.contains(".") })
    #expect(
      Set(["window_from", "window_until", "withdrawn", "drops"]).isSubset(of: rows.map(\.path)))
    #expect(
      RecordColumns.of(.charges).days == ["invoiced_on", "paid_on"]
        && RecordColumns.of(.incidents).days.isEmpty)
  }

  // MARK: What follows

  @Test(arguments: [
    (["incidnt_id", "began_at", "impact", "affects"], RecordKind.incidents),
    (["incident_id", "contract_id", "items", "received_on"], .claims),
    (["incident_id", "carrier", "amount", "received_on"], .recoveries),
    (["contract_id", "incident_id", "amount", "given_on"], .priorCredits),
    (["account_id"], .accounts), (["contract_id", "fee_month", "amount"], .charges),
    (["number", "booked_on"], .acknowledgements), (["action", "month"], .requests),
    (["contract_id", "account_id", "fee"], .contracts),
    (["incident_id", "contract_id"], .incidents), (["障害番号", "発生日時", "影響"], .incidents),
    (["CONTRACT_ID", "FEE_MONTH", "AMOUNT"], .charges), (["decision", "reason"], .approvals),
    (["fee_month", "share", "affects"], .reliefs),
    (["withdrawn", "incident_id", "revision"], .incidents),
  ])
  func `a file's kind is guessed by the fields that it has`(_ names: [String], _ kind: RecordKind) {
    #expect(RecordKind.guess(by: Set(names)) == kind)
  }

  @Test func `fields that nobody knows tell of no kind`() {
    #expect(RecordKind.guess(by: []) == nil)
    #expect(RecordKind.guess(by: ["alerts", "groupLabels"]) == nil)
  }

  @Test func `each kind has its directories, for those who send it`() throws {
    let lines = Set(
      try Self.text("systemd/slacreditd.tmpfiles").split(separator: "\n").map(String.init))
    for kind in RecordKind.all {
      let (name, group) = (kind.name, kind.senders)
      for line in [
        "d /var/spool/slacreditd/\(name) 3770 slacredit \(group)",
        "d /var/spool/slacreditd/accepted/\(name) 2750 slacredit \(group)",
        "d /var/spool/slacreditd/rejected/\(name) 2750 slacredit \(group)",
      ] {
        #expect(lines.contains(line), "\(line)")
      }
      #expect(try Self.text("systemd/slacreditd.sysusers").contains("g \(group)"))
    }
  }

  /// The table of all fields; `RECORD_FIELDS=1` writes it anew.
  @Test func `the document of the fields is what the readers ask for`() throws {
    let (document, before) = (Self.document, try? Self.text("docs/fields.md"))
    if ProcessInfo.processInfo.environment["RECORD_FIELDS"] != nil {
      try document.write(
        to: Self.root.appending(path: "docs/fields.md"), atomically: true, encoding: .utf8)
    }
    #expect(before == document)
  }

  private static var document: String {
    let head = """
      # Every field of every kind of file

      This page follows from what the readers ask for, and a test holds it to that
      (`RECORD_FIELDS=1 swift test --filter RecordKindTests` writes it anew). What the fields mean stands in
      [formats.md](formats.md) §3. *required*: there is no record without it (within a list or a record: none of
      these without it; a report that is withdrawn needs its name alone); what is needed only beside other fields is
      told where it is missing. *CSV*: a column of that name.

      """
    return head + RecordKind.all.map(section).joined()
  }

  private static func section(_ kind: RecordKind) -> String {
    let columns = kind.rows?.fields ?? []
    let own = kind.shape.fields
    let onlyInRows = columns.filter { column in !own.contains { $0.path == column.path } }
    let lines = (own + onlyInRows).map { field -> String in
      let inRows = columns.contains { $0.path == field.path }
      let isOnly = onlyInRows.contains(field)
      return "| `\(field.path)` | \(field.value.en.replacing("|", with: "\\|")) | "
        + "\(field.isRequired ? "required" : "") | \(isOnly ? "only" : inRows ? "yes" : "") |\n"
    }
    return "\n## \(kind.name)/\n\nDropped by `\(kind.senders)`.\n\n"
      + "| field | holds | | CSV |\n|---|---|---|---|\n" + lines.joined()
  }
}
