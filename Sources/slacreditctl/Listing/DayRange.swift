import ArgumentParser
import Bookkeeping
import Crediting
import Domain
import Notation
import Quantities
import Wording

/// Days from one to another, as an option gives them.
struct DayRange: ExpressibleByArgument {
  let from: CivilDate?
  let to: CivilDate?

  static let all = DayRange(from: nil, to: nil)

  init(from: CivilDate?, to: CivilDate?) {
    self.from = from
    self.to = to
  }

  init?(argument: String) {
    guard let ends = RangeEnds(argument, { CivilDate($0) }) else { return nil }
    self.init(from: ends.from, to: ends.to)
  }

  var defaultValueDescription: String { "all" }
}

/// Amounts from one to another, as an option gives them.
struct AmountRange: ExpressibleByArgument {
  let from: Int64?
  let to: Int64?

  static let all = AmountRange(from: nil, to: nil)

  init(from: Int64?, to: Int64?) {
    self.from = from
    self.to = to
  }

  init?(argument: String) {
    guard let ends = RangeEnds(argument, { Int64($0) }) else { return nil }
    self.init(from: ends.from, to: ends.to)
  }

  var defaultValueDescription: String { "all" }
}

/// `A..B`, `A..`, `..B`, or `A` alone for both ends.
private struct RangeEnds<Value> {
  let from: Value?
  let to: Value?

  init?(_ text: String, _ parse: (String) -> Value?) {
    guard let dots = text.range(of: "..") else {
      guard let value = parse(text) else { return nil }
      (from, to) = (value, value)
      return
    }
    let (first, last) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    guard !(first.isEmpty && last.isEmpty) else { return nil }
    from = parse(first)
    to = parse(last)
    if (from == nil && !first.isEmpty) || (to == nil && !last.isEmpty) { return nil }
  }
}

extension Identifier: ExpressibleByArgument {
  /// A name as a command line gives it; `nil` when it is none.
  public init?(argument: String) { self.init(argument) }
}
