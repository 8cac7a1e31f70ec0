import Assessing
import Domain
import Foundation
import GRDB
import Notation
import Quantities

/// A row that does not read as what was written: damage, which no default may paper over.
public struct DamagedRow: Error, CustomStringConvertible {
  /// The column, and what it holds.
  public let description: String

  init(_ column: String, _ value: some Any) {
    description = "the ledger's column \(column) holds “\(value)”"
  }
}

extension Row {
  func text(_ column: String) -> String { self[column] }
  func optionalText(_ column: String) -> String? { self[column] }
  func integer(_ column: String) -> Int64 { self[column] }

  private func read<Value>(_ column: String, _ parse: (String) -> Value?) throws -> Value {
    let text: String = self[column]
    guard let value = parse(text) else { throw DamagedRow(column, text) }
    return value
  }

  func identifier(_ column: String) throws -> Identifier { try read(column) { Identifier($0) } }

  func optionalIdentifier(_ column: String) throws -> Identifier? {
    self[column] == nil ? nil : try identifier(column)
  }

  func date(_ column: String) throws -> CivilDate { try read(column) { CivilDate($0) } }

  func optionalDate(_ column: String) throws -> CivilDate? {
    self[column] == nil ? nil : try date(column)
  }

  func month(_ column: String) throws -> FeeMonthName { try read(column) { FeeMonthName($0) } }

  func optionalMonth(_ column: String) throws -> FeeMonthName? {
    self[column] == nil ? nil : try month(column)
  }

  func name<Name: RawRepresentable<String>>(_ column: String) throws -> Name {
    try read(column) { Name(rawValue: $0) }
  }

  func optionalName<Name: RawRepresentable<String>>(_ column: String) throws -> Name? {
    self[column] == nil ? nil : try name(column) as Name
  }

  func moment(_ column: String) -> Moment { Moment(milliseconds: self[column]) }

  func optionalMoment(_ column: String) -> Moment? {
    (self[column] as Int64?).map { Moment(milliseconds: $0) }
  }

  func optionalYen(_ column: String) -> Yen? { (self[column] as Int64?).map { Yen($0) } }

  func exactYen(_ column: String) throws -> ExactYen {
    ExactYen(try read(column) { Fraction($0) })
  }

  func list(_ column: String) throws -> [String] {
    try read(column) { ColumnText.list($0) }
  }

  func table(_ column: String) throws -> [[String]] {
    try read(column) { ColumnText.table($0) }
  }

  func pairs(_ column: String) throws -> [String: String] {
    try read(column) { ColumnText.pairs($0) }
  }
}

extension [String] {
  /// As a column keeps it.
  var column: String { JSONValue.list(map { .text($0) }).compact }
}

extension [[String]] {
  /// As a column keeps it.
  var column: String {
    JSONValue.list(map { .list($0.map { .text($0) }) }).compact
  }
}

extension [String: String] {
  /// As a column keeps it, in order of name.
  var column: String {
    JSONValue.object(sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }).compact
  }
}

extension Citation {
  var code: [String] { [terms.text, heldFrom.description, number] }

  init(code: [String]) throws {
    guard code.count == 3, let terms = Identifier(code[0]), let day = CivilDate(code[1]) else {
      throw DamagedRow("clauses", code)
    }
    self.init(terms: terms, heldFrom: day, number: code[2])
  }
}

extension Yen {
  /// As a column keeps it.
  ///
  /// - Throws: ``QuantityOverflow`` beyond 64 bits.
  var column: Int64 {
    get throws {
      guard let value = Int64(exactly: amount) else { throw QuantityOverflow("storing") }
      return value
    }
  }
}
