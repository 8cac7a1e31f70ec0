import Domain
import Quantities

/// Steps as short rows of text: the form in which a ledger keeps them, whatever the wording of the
/// day.
extension Step {
  /// The row.
  public var code: [String] {
    switch self {
    case .fact(let incident, let from, let to, let impact, let attribution, let fault):
      [
        "fact", incident.text, from.code, to?.code ?? "", impact.rawValue, attribution.rawValue,
        fault?.rawValue ?? "",
      ]
    case .excluded(let clause, let reason): ["excluded", clause ?? "", reason.rawValue]
    case .barred(let incident, let from, let to):
      ["barred", incident.text, from.code, to?.code ?? ""]
    case .outage(let from, let to, let incidents):
      ["outage", from.code, to?.code ?? ""] + incidents.map(\.text)
    case .clock(let clause, let clock, let from): ["clock", clause, clock.rawValue, from.code]
    case .threshold(let clause, let needed, let elapsed):
      ["threshold", clause, needed.code, elapsed.code]
    case .units(let clause, let period, let count, let unit, let fee, let days, let worth):
      [
        "units", clause, period, String(count), unit.code, fee.description, String(days),
        worth.description,
      ]
    case .time(let clause, let period, let elapsed, let fee, let days, let worth):
      [
        "time", clause, period, elapsed.code, fee.description, String(days), worth.description,
      ]
    case .neverLess(let special, let general):
      ["never-less", special.description, general.description]
    case .ceiling(let period, let fee, let used, let wanted):
      ["ceiling", period, fee.description, used.description, wanted.description]
    case .rounded(let exact, let rounding, let amount):
      [
        "rounded", exact.description, rounding.mode.rawValue, rounding.basis, amount.description,
      ]
    case .awaits(let awaited): ["awaits"] + awaited.code
    case .settledWhateverIsMissing: ["settled"]
    case .referred(let clause, let awaited): ["referred", clause] + awaited.code
    case .readInto(let clause, let terms): ["read-into", clause, terms.text]
    case .agreed(let clause, let agreement, let instead):
      ["agreed", clause, agreement.text, instead]
    case .claimed(let claim, let day, let amounts):
      ["claimed", claim.text, day.description] + amounts.map(\.description)
    case .recoverable(let clause, let amount): ["recoverable", clause, amount.description]
    case .damagesCap(let clause, let month, let charges, let days, let part, let cap):
      [
        "damages-cap", clause, month.description, charges.description, String(days), String(part),
        cap.description,
      ]
    case .feeCap(let clause, let month, let cap):
      ["fee-cap", clause, month.description, cap.description]
    case .paidCap(let clause, let months, let cap):
      ["paid-cap", clause, String(months), cap.description]
    case .noCap(let clause): ["no-cap", clause]
    case .capUsed(let used, let left): ["cap-used", used.description, left.description]
    case .claimDeadline(let clause, let damage, let last, let received):
      ["claim-deadline", clause, damage.description, last.description, received.description]
    case .pool(let clause, let received, let wanted, let share):
      ["pool", clause, received.description, wanted.description, share.description]
    case .decided(let id, let by, let owner, let at, let decision, let amount, let reason):
      ["decided", id.text, by, owner, at.code, decision.rawValue, amount.description, reason]
    case .notCounted(let id, let discount): ["not-counted", id.text, discount.rawValue]
    case .givenBefore(let id, let day, let amount):
      ["given-before", id.text, day.description, amount.description]
    case .granted(let authority, let reason, let day):
      ["granted", authority, reason, day.description]
    case .share(let month, let share, let fee, let worth):
      ["share", month.description, share.description, fee.description, worth.description]
    }
  }

  /// Reads a row; `nil` for anything that ``code`` does not write.
  public init?(code: [String]) {
    var row = CodeRow(code)
    guard let step = Step.read(row.text(), &row), row.isIntact else { return nil }
    self = step
  }

  private static func read(_ kind: String, _ row: inout CodeRow) -> Step? {
    switch kind {
    case "fact":
      .fact(
        incident: row.identifier(), from: row.moment(), to: row.optionalMoment(),
        impact: row.name(.total), attribution: row.name(.undetermined),
        fault: row.optionalName())
    case "excluded": .excluded(clause: row.optionalText(), reason: row.name(.attribution))
    case "barred":
      .barred(by: row.identifier(), from: row.moment(), to: row.optionalMoment())
    case "outage":
      .outage(from: row.moment(), to: row.optionalMoment(), incidents: row.identifiers())
    case "clock": .clock(clause: row.text(), row.name(.began), from: row.moment())
    case "threshold":
      .threshold(clause: row.text(), needed: row.elapsed(), elapsed: row.elapsed())
    case "units":
      .units(
        clause: row.text(), period: row.text(), count: row.integer(), unit: row.elapsed(),
        fee: Yen(row.integer()), days: row.integer(), worth: row.exactYen())
    case "time":
      .time(
        clause: row.text(), period: row.text(), elapsed: row.elapsed(),
        fee: Yen(row.integer()), days: row.integer(), worth: row.exactYen())
    case "never-less": .neverLess(special: row.exactYen(), general: row.exactYen())
    case "ceiling":
      .ceiling(
        period: row.text(), fee: Yen(row.integer()), used: row.exactYen(),
        wanted: row.exactYen())
    case "rounded":
      .rounded(
        exact: row.exactYen(), Rounding(row.name(.down), basis: row.text()),
        amount: Yen(row.integer()))
    case "awaits": row.awaited().map { .awaits($0) }
    case "settled": .settledWhateverIsMissing
    case "read-into": .readInto(clause: row.text(), terms: row.identifier())
    case "agreed":
      .agreed(clause: row.text(), agreement: row.identifier(), instead: row.text())
    case "claimed":
      .claimed(row.identifier(), receivedOn: row.date(), amounts: row.amounts())
    case "recoverable": .recoverable(clause: row.text(), amount: Yen(row.integer()))
    case "damages-cap":
      .damagesCap(
        clause: row.text(), month: row.feeMonth(), charges: row.exactYen(), days: row.integer(),
        part: row.integer(), cap: row.exactYen())
    case "fee-cap":
      .feeCap(clause: row.text(), month: row.feeMonth(), cap: row.exactYen())
    case "paid-cap":
      .paidCap(clause: row.text(), months: row.integer(), cap: Yen(row.integer()))
    case "no-cap": .noCap(clause: row.text())
    case "cap-used": .capUsed(used: Yen(row.integer()), left: Yen(row.integer()))
    case "claim-deadline":
      .claimDeadline(
        clause: row.text(), damageOn: row.date(), lastDay: row.date(), receivedOn: row.date())
    case "pool":
      .pool(
        clause: row.text(), received: Yen(row.integer()), wanted: Yen(row.integer()),
        share: row.exactYen())
    case "decided":
      .decided(
        approval: row.identifier(), by: row.text(), owner: row.text(), at: row.moment(),
        row.name(.refused),
        amount: Yen(row.integer()), reason: row.text())
    case "not-counted": .notCounted(approval: row.identifier(), row.name(.samePerson))
    case "given-before":
      .givenBefore(row.identifier(), on: row.date(), amount: Yen(row.integer()))
    case "granted":
      .granted(authority: row.text(), reason: row.text(), decidedOn: row.date())
    case "share":
      .share(
        month: row.feeMonth(), share: row.fraction(), fee: row.exactYen(), worth: row.exactYen())
    case "referred":
      { (clause: String) in row.awaited().map { .referred(clause: clause, to: $0) } }(row.text())
    default: nil
    }
  }
}

extension Awaited {
  /// Its parts, as a ledger keeps them.
  public var code: [String] {
    switch self {
    case .attribution, .fault, .knownAt, .restoredAt, .approval, .damageOn, .taxClass: [description]
    case .charge(let month): ["charge", month.description]
    case .recovery(let id): ["recovery", id.text]
    case .incident(let id): ["incident", id.text]
    case .contract(let id): ["contract", id.text]
    case .chargeOf(let id, let month): ["charge-of", id.text, month.description]
    case .edition(let id, let day): ["edition", id.text, day.description]
    case .terms(let id): ["terms", id.text]
    case .ruling(let clause): ["ruling", clause]
    }
  }

  /// Reads the parts; `nil` for anything that ``code`` does not write.
  public init?(code: [String]) {
    var row = CodeRow(code)
    guard let awaited = row.awaited(), row.isIntact else { return nil }
    self = awaited
  }
}

extension Moment {
  fileprivate var code: String { String(milliseconds) }
}

extension Elapsed {
  fileprivate var code: String { String(milliseconds) }
}

/// Takes the cells of a row one by one; a cell that is not what it should be spoils the row.
private struct CodeRow {
  private var cells: ArraySlice<String>
  private var isSpoilt = false

  init(_ cells: [String]) {
    self.cells = cells[...]
  }

  /// Whether every cell was taken and was what it should be.
  var isIntact: Bool { !isSpoilt && cells.isEmpty }

  mutating func text() -> String {
    guard let cell = cells.popFirst() else {
      isSpoilt = true
      return ""
    }
    return cell
  }

  private mutating func take<Value>(_ otherwise: Value, _ parse: (String) -> Value?) -> Value {
    guard let value = parse(text()) else {
      isSpoilt = true
      return otherwise
    }
    return value
  }

  mutating func optionalText() -> String? {
    let cell = text()
    return cell.isEmpty ? nil : cell
  }

  mutating func integer() -> Int64 { take(0) { Int64($0) } }
  mutating func moment() -> Moment { Moment(milliseconds: integer()) }
  mutating func elapsed() -> Elapsed { Elapsed(milliseconds: integer()) }
  mutating func exactYen() -> ExactYen { ExactYen(take(.zero) { Fraction($0) }) }
  mutating func fraction() -> Fraction { take(.zero) { Fraction($0) } }
  mutating func date() -> CivilDate { take(CivilDate(dayNumber: 0)) { CivilDate($0) } }

  mutating func amounts() -> [Yen] {
    var found: [Yen] = []
    while !cells.isEmpty { found.append(Yen(integer())) }
    return found
  }

  mutating func identifier() -> Identifier { take("spoilt") { Identifier($0) } }
  mutating func feeMonth() -> FeeMonthName {
    take(FeeMonthName(year: 1, month: 1)) { FeeMonthName($0) }
  }

  mutating func optionalMoment() -> Moment? {
    guard let cell = optionalText() else { return nil }
    guard let milliseconds = Int64(cell) else {
      isSpoilt = true
      return nil
    }
    return Moment(milliseconds: milliseconds)
  }

  mutating func identifiers() -> [Identifier] {
    var found: [Identifier] = []
    while !cells.isEmpty { found.append(identifier()) }
    return found
  }

  mutating func name<Name: RawRepresentable<String>>(_ otherwise: Name) -> Name {
    take(otherwise) { Name(rawValue: $0) }
  }

  mutating func optionalName<Name: RawRepresentable<String>>() -> Name? {
    guard let cell = optionalText() else { return nil }
    if let name = Name(rawValue: cell) { return name }
    isSpoilt = true
    return nil
  }

  mutating func awaited() -> Awaited? {
    switch text() {
    case "attribution": .attribution
    case "fault": .fault
    case "known_at": .knownAt
    case "restored_at": .restoredAt
    case "approval": .approval
    case "damage_on": .damageOn
    case "tax_class": .taxClass
    case "charge": .charge(feeMonth())
    case "recovery": .recovery(identifier())
    case "incident": .incident(identifier())
    case "contract": .contract(identifier())
    case "charge-of": .chargeOf(identifier(), feeMonth())
    case "edition":
      .edition(identifier(), date())
    case "terms": .terms(identifier())
    case "ruling": .ruling(text())
    default: nil
    }
  }
}
