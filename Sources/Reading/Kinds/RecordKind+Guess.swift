import Domain

extension RecordKind {
  /// The kind whose records have such fields: of which the fewest are unknown to it, then the fewest that it
  /// needs are missing.
  ///
  /// - Returns: `nil` where no kind knows any of them.
  public static func guess(by names: Set<String>) -> RecordKind? {
    func misfit(_ kind: RecordKind) -> (unknown: Int, missing: Int) {
      let shapes = [kind.shape, kind.rows].compactMap { $0 }
      let known = Set(shapes.flatMap(\.names))
      let needed = Set(shapes[0].fields.filter(\.isRequired).map(\.path))
      return (names.subtracting(known).count, needed.subtracting(names).count)
    }
    let rated = all.map { (kind: $0, misfit: misfit($0)) }.filter {
      $0.misfit.unknown < names.count
    }
    return rated.min { $0.misfit < $1.misfit }?.kind
  }
}
