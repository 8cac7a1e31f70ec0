extension Sequence where Element: Hashable {
  /// The elements without repetition, each where it first occurs.
  public var distinct: [Element] {
    // Of a few it is quicker to compare them than to hash them.
    guard underestimatedCount > 16 else {
      return reduce(into: []) { found, element in
        if !found.contains(element) { found.append(element) }
      }
    }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
