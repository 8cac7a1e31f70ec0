import Domain

extension RecordKind {
  /// The kind whose records have such fields: of which the fewest are unknown to it, then the fewest that it
  /// needs are missing, then the one that alone has a name of its own for its records. Names that people
  /// give fields are understood.
  ///
  /// - Returns: `nil` where no kind knows any of them.
  public static func guess(by names: Set<String>) -> RecordKind? {
    let meant = Set(names.map { meaning(of: $0) })
    let rated = all.map { (kind: $0, misfit: $0.misfit(meant)) }
      .filter { $0.misfit.unknown < meant.count }
    return rated.min { $0.misfit < $1.misfit }?.kind
  }

  /// How ill fields fit.
  private func misfit(_ names: Set<String>) -> (unknown: Int, missing: Int, rank: Int) {
    let shapes = [shape, rows].compactMap { $0 }
    let known = Set(shapes.flatMap(\.names))
    let missing = shapes.map { shape in
      Set(shape.fields.filter(\.isRequired).map(\.path)).subtracting(names).count
    }
    // What says little is most often what is sent most often.
    let frequent: [RecordKind] = [.incidents, .contracts]
    let rank = frequent.firstIndex(of: self) ?? frequent.count
    return (names.subtracting(known).count, missing.min() ?? 0, rank)
  }
}
