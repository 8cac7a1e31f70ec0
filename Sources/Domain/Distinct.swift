extension Sequence where Element: Equatable {
  /// The elements without repetition, each where it first occurs; for short sequences.
  public var distinct: [Element] {
    reduce(into: []) { found, element in
      if !found.contains(element) { found.append(element) }
    }
  }
}
