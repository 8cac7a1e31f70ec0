import ArgumentParser
import Domain
import Notation
import Querying

/// The forms in which lists are printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case csv
}

/// Where the ledger is found, and how a list from it is printed.
struct ListOption: ParsableArguments {
  @OptionGroup var settings: SettingsOption
  @Option(help: "How to print.") var format: ListFormat = .text

  func inquiry() throws -> Inquiry { try Inquiry.opened(settings.load()) }
}

/// Prints a list entry by entry: a line for people, an object a line, or a table.
struct Listing {
  private let format: ListFormat
  private var hasHeader = false

  init(_ format: ListFormat) {
    self.format = format
  }

  /// Prints an entry.
  ///
  /// - Parameters:
  ///   - text: the line for people.
  ///   - fields: the same as fields, in the same order for every entry.
  ///   - more: fields that do not fit a table; only for JSON.
  mutating func print(
    _ text: @autoclosure () -> String, _ fields: [(String, JSONValue)],
    more: @autoclosure () -> [(String, JSONValue)] = []
  ) {
    switch format {
    case .text: Output.print(text() + "\n")
    case .json: Output.print(json: JSONValue.object(fields + more()).compact + "\n")
    case .csv:
      if !hasHeader { Output.print(Array(CSVLine.text(fields.map(\.0)).utf8)) }
      hasHeader = true
      let row = CSVLine.harmless(fields.map { $0.1.cell.visible() })
      Output.print(Array(row.utf8))
    }
  }
}

extension JSONValue {
  /// The value as a cell of a table.
  fileprivate var cell: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .list(let items): items.map(\.cell).joined(separator: "; ")
    default: compact
    }
  }
}
