import Domain
import Quantities

/// Gathers incident reports from rows of one contract each (CSV, docs/formats.md §3).
///
/// Whom a report hit is handed on row by row; the report itself, which is small, once all rows
/// have been seen.
struct IncidentRows {
  /// A row: the report that it belongs to, and the contract hit, which a withdrawal need not name.
  struct Row {
    let id: Identifier
    let revision: Int
    let target: AffectedTarget?
    let fields: Fields
  }

  private struct Key: Hashable {
    let id: Identifier
    let revision: Int
  }

  /// What the rows of one report have in common so far.
  private struct Gathered {
    /// What the first row says.
    let common: ReportFields
    let position: Position
    var began: Moment?
    var known: Moment?
    var restored: Moment?
  }

  private let problems: Problems
  private let receipt: Receipt
  private var order: [Key] = []
  private var gathered: [Key: Gathered] = [:]

  init(problems: Problems, received receipt: Receipt) {
    self.problems = problems
    self.receipt = receipt
  }

  /// Reads one row.
  mutating func row(_ node: Node) -> Row? {
    guard let fields = Fields(node, problems: problems) else { return nil }
    let common = ReportFields(fields, receipt, isRow: true)
    let contract =
      common.withdrawn
      ? fields.optional("contract_id", .identifier)
      : fields.required("contract_id", .identifier)
    fields.checkFault(common.fault, of: common.attribution)
    if !common.withdrawn { check(fields, common) }
    fields.finish()
    guard let id = common.id, common.impact != nil || common.withdrawn,
      common.began != nil || common.withdrawn, contract != nil || common.withdrawn
    else { return nil }
    join(common, Key(id: id, revision: common.revision), fields, contract)
    let target = contract.map { contract in
      AffectedTarget(
        .contract(contract), began: common.began, known: common.known, restored: common.restored,
        impact: common.impact)
    }
    return Row(id: id, revision: common.revision, target: target, fields: fields)
  }

  private func check(_ fields: Fields, _ common: ReportFields) {
    fields.checkDeterminedBy(common.determinedBy, [common.firstStage])
    let works = WorksCheck(fields, common, [common.firstStage], isRow: true)
    works.checkAnnouncement()
    guard let began = common.began else { return }
    let times = OutageTimes(began: began, known: common.known, restored: common.restored)
    let happening = HappeningCheck(receipt, common.attribution, fields)
    if happening.canBegin(began) { fields.checkOrder(times) }
    happening.check(fields, times)
    works.checkBeginning(began, in: fields)
    if let restored = common.restored { works.checkEnd(restored, in: fields) }
  }

  private mutating func join(
    _ row: ReportFields, _ key: Key, _ fields: Fields, _ contract: Identifier?
  ) {
    guard var first = gathered[key] else {
      order.append(key)
      gathered[key] = Gathered(
        common: row, position: fields.position, began: row.began, known: row.known,
        restored: row.restored)
      return
    }
    if contract == nil { rejectSecond(fields) }
    checkAgreement(of: row, with: first.common, fields)
    // Each row carries its own times; the report keeps those that hold for all of them.
    first.began = [first.began, row.began].compactMap { $0 }.min()
    if first.known != row.known { first.known = nil }
    if first.restored != row.restored { first.restored = nil }
    gathered[key] = first
  }

  /// A withdrawal without contracts is one row.
  private func rejectSecond(_ fields: Fields) {
    fields.reject(
      "incident_id", expected: LocalizedText(ja: "取下げは一行", en: "one row for a withdrawal"),
      fix: LocalizedText(ja: "重複を取り除いてください。", en: "remove the duplicate"))
  }

  private func checkAgreement(
    of row: ReportFields, with first: ReportFields, _ fields: Fields
  ) {
    // Nearly every row agrees, and there may be a million.
    guard !row.agrees(with: first) else { return }
    for (name, value, other) in zip(row.shared, first.shared).map({ ($0.0, $0.1, $1.1) })
    where value != other {
      let text = Problem.shortened(other ?? "")
      fields.reject(
        name,
        expected: LocalizedText(
          ja: "同じ障害の最初の行と同じ値「\(text)」", en: "“\(text)”, as in the incident's first row"),
        fix: LocalizedText(
          ja: "一つの障害の行は、三つの時刻と影響の程度と契約のほかは同じにしてください。",
          en: "the rows of one incident differ in their three times, impact and contract only"))
    }
  }

  /// The reports, in the order in which they first stood in the file, each with its first row.
  var reports: [(incident: Incident, position: Position)] {
    order.compactMap { key in
      gathered[key].map { rows in
        let times = OutageTimes(
          began: rows.began ?? receipt.moment, known: rows.known, restored: rows.restored)
        return (
          rows.common.incident(key.id, times, [rows.common.firstStage], receipt),
          rows.position
        )
      }
    }
  }
}
