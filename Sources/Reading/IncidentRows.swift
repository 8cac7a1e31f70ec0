import Domain
import Quantities

/// Gathers incident reports from rows of one contract each (CSV, FORMATS §3).
///
/// Whom a report hit is handed on row by row; the report itself, which is small, once all rows
/// have been seen.
struct IncidentRows {
  private struct Key: Hashable {
    let id: Identifier
    let revision: Int
  }

  /// What the rows of one report have in common so far.
  private struct Gathered {
    var title: String?
    var impact: Impact
    var attribution: Attribution
    var fault: Fault?
    var determinedBy: String?
    var began: Moment
    var known: Moment?
    var restored: Moment?
  }

  private let problems: Problems
  private var order: [Key] = []
  private var gathered: [Key: Gathered] = [:]

  init(problems: Problems) {
    self.problems = problems
  }

  /// Reads one row: the report that it belongs to, and the contract hit.
  mutating func row(_ node: Node) -> (id: Identifier, revision: Int, affect: Affect, Fields)? {
    guard let fields = Fields(node, problems: problems) else { return nil }
    let common = ReportFields(fields)
    let contract = fields.required("contract_id", .identifier)
    fields.finish()
    guard let id = common.id, let began = common.began, let impact = common.impact, let contract
    else { return nil }
    let times = OutageTimes(began: began, known: common.known, restored: common.restored)
    IncidentReader(problems: problems).checkRow(
      fields, times, common.attribution, common.fault, common.determinedBy)
    let row = Gathered(
      title: common.title, impact: impact, attribution: common.attribution, fault: common.fault,
      determinedBy: common.determinedBy, began: began, known: common.known,
      restored: common.restored)
    join(row, Key(id: id, revision: common.revision), fields)
    let affect = Affect(
      .contract(contract), began: began, known: common.known, restored: common.restored)
    return (id, common.revision, affect, fields)
  }

  private mutating func join(_ row: Gathered, _ key: Key, _ fields: Fields) {
    guard var common = gathered[key] else {
      order.append(key)
      gathered[key] = row
      return
    }
    agree(common.title == row.title, "title", common.title, fields)
    agree(common.impact == row.impact, "impact", common.impact.rawValue, fields)
    agree(
      common.attribution == row.attribution, "attribution", common.attribution.rawValue, fields)
    agree(common.fault == row.fault, "fault", common.fault?.rawValue, fields)
    agree(common.determinedBy == row.determinedBy, "determined_by", common.determinedBy, fields)
    // Each row carries its own times; the report keeps those that hold for all of them.
    common.began = min(common.began, row.began)
    if common.known != row.known { common.known = nil }
    if common.restored != row.restored { common.restored = nil }
    gathered[key] = common
  }

  private func agree(_ same: Bool, _ name: String, _ first: String?, _ fields: Fields) {
    guard !same else { return }
    let text = first ?? ""
    fields.reject(
      name,
      expected: Words(
        ja: "同じ障害の最初の行と同じ値「\(text)」", en: "“\(text)”, as in the incident's first row"),
      mend: Words(
        ja: "一つの障害の行は、時刻と契約のほかは同じにしてください。",
        en: "the rows of one incident differ in times and contract only"))
  }

  /// The reports, in the order in which they first stood in the file.
  var reports: [Incident] {
    order.compactMap { key in
      gathered[key].map { row in
        Incident(
          id: key.id, revision: key.revision, title: row.title,
          times: OutageTimes(began: row.began, known: row.known, restored: row.restored),
          stages: [
            Stage(
              from: nil, impact: row.impact, attribution: row.attribution, fault: row.fault,
              causeStatedIn: 0)
          ],
          determinedBy: row.determinedBy)
      }
    }
  }
}
