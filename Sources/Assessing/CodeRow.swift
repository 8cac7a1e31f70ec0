import Domain
import Quantities

/// Takes the cells of a row one by one; a cell that is not what it should be spoils the row.
struct CodeRow {
  private var cells: ArraySlice<String>
  private var isSpoilt = false

  init(_ cells: [String]) {
    self.cells = cells[...]
  }

  /// Whether every cell was taken and was what it should be.
  var isIntact: Bool { !isSpoilt && cells.isEmpty }

  private mutating func spoilt<Value>(_ otherwise: Value) -> Value {
    isSpoilt = true
    return otherwise
  }

  private mutating func take<Value>(_ otherwise: Value, _ parse: (String) -> Value?) -> Value {
    parse(text()) ?? spoilt(otherwise)
  }

  /// A cell that may be empty.
  private mutating func takeIfAny<Value>(_ parse: (String) -> Value?) -> Value? {
    guard let cell = optionalText() else { return nil }
    return parse(cell) ?? spoilt(nil)
  }

  mutating func text() -> String { cells.popFirst() ?? spoilt("") }

  mutating func optionalText() -> String? {
    let cell = text()
    return cell.isEmpty ? nil : cell
  }

  mutating func integer() -> Int64 { take(0) { Int64($0) } }
  mutating func moment() -> Moment { Moment(milliseconds: integer()) }
  mutating func elapsed() -> Elapsed { Elapsed(milliseconds: integer()) }
  mutating func yen() -> Yen { Yen(take(0) { Int128($0) }) }
  mutating func exactYen() -> ExactYen { ExactYen(take(.zero) { Fraction($0) }) }
  mutating func fraction() -> Fraction { take(.zero) { Fraction($0) } }
  mutating func date() -> CivilDate { take(CivilDate(dayNumber: 0)) { CivilDate($0) } }

  mutating func amounts() -> [Yen] {
    var found: [Yen] = []
    while !cells.isEmpty { found.append(yen()) }
    return found
  }

  mutating func identifier() -> Identifier { take("spoilt") { Identifier($0) } }
  mutating func feeMonth() -> FeeMonthName {
    take(FeeMonthName(year: 1, month: 1)) { FeeMonthName($0) }
  }

  mutating func flag() -> Bool { take(false) { Bool($0) } }

  mutating func period() -> Step.Period {
    Step.Period(
      from: date(), to: date(), month: takeIfAny { FeeMonthName($0) })
  }

  mutating func texts() -> [String] {
    defer { cells = [] }
    return Array(cells)
  }

  mutating func names<Name: RawRepresentable<String>>(_ otherwise: Name) -> [Name] {
    var found: [Name] = []
    while !cells.isEmpty { found.append(name(otherwise)) }
    return found
  }

  mutating func optionalInteger() -> Int64? { takeIfAny { Int64($0) } }

  mutating func optionalMoment() -> Moment? {
    optionalInteger().map { Moment(milliseconds: $0) }
  }

  mutating func optionalDate() -> CivilDate? { takeIfAny { CivilDate($0) } }
  mutating func optionalIdentifier() -> Identifier? { takeIfAny { Identifier($0) } }

  mutating func identifiers() -> [Identifier] { all { $0.identifier() } }
  mutating func periods() -> [Step.Period] { all { $0.period() } }
  mutating func severalAwaited() -> [Awaited] { all { $0.awaited() } }

  private mutating func all<Value>(_ next: (inout CodeRow) -> Value) -> [Value] {
    var found: [Value] = []
    while !cells.isEmpty { found.append(next(&self)) }
    return found
  }

  mutating func name<Name: RawRepresentable<String>>(_ otherwise: Name) -> Name {
    take(otherwise) { Name(rawValue: $0) }
  }

  mutating func optionalName<Name: RawRepresentable<String>>() -> Name? {
    takeIfAny { Name(rawValue: $0) }
  }

  mutating func awaited() -> Awaited {
    switch text() {
    case "attribution": .attribution
    case "fault": .fault
    case "known_at": .knownAt
    case "restored_at": .restoredAt
    case "approval": .approval
    case "approval-of": .approvalOf(identifier())
    case "confirmation": .confirmation(identifier())
    case "damage_on": .damageOn
    case "tax_class": .taxClass
    case "charge": .charge(feeMonth())
    case "recovery": .recovery(identifier())
    case "incident": .incident(identifier())
    case "contract": .contract(identifier())
    case "charge-of": .chargeOf(identifier(), feeMonth())
    case "edition": .edition(identifier(), date())
    case "terms": .terms(identifier())
    case "ruling": .ruling(text())
    default: spoilt(.approval)
    }
  }
}
