extension Sequence where Element: Hashable {
  /// The elements without repetition, each where it first occurs.
  @inlinable
  public var distinct: [Element] {
    var found: [Element] = []
    // Of a few it is quicker to compare them than to hash them.
    guard underestimatedCount > 16 else {
      for element in self where !found.contains(element) { found.append(element) }
      return found
    }
    var seen: Set<Element> = []
    for element in self where seen.insert(element).inserted { found.append(element) }
    return found
  }
}
