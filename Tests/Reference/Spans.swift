/// A part of a completed incident, clipped to the service period.
struct Span {
  /// Position among the contract's pairs.
  var pair: Int
  var from: Moment
  var to: Moment
  var impact: RefImpact
  /// As completed.
  var cause: Cause
  /// As reported: under 003 what is not settled counts as not so (§4).
  var reported: Cause
}

/// One contract with every fact filled in.
struct CompletedContract {
  struct CompletedPair {
    var incident: Int
    var began: Moment
    var known: Moment
    var restored: Moment
    var isScheduled: Bool
    /// The clipped span's start; nil where it lies outside the service period.
    var clippedFrom: Moment?
    var clippedTo: Moment
  }

  var contract: RefContract
  var pairs: [CompletedPair] = []
  var spans: [Span] = []

  /// A scheduled incident that did not take place is left out.
  init(
    contract: RefContract, pairs reported: [Pair], facts: [Fact], values: [Int64]
  ) {
    self.contract = contract
    func value(_ kind: Fact.Kind) -> Int64? {
      facts.firstIndex { $0.kind == kind }.map { values[$0] }
    }
    for pair in reported {
      let restored = pair.restored ?? value(.restored(incident: pair.incident)) ?? pair.began
      let known = pair.known ?? value(.known(incident: pair.incident)) ?? pair.began
      let tookPlace = value(.confirmation(incident: pair.incident)) != 0
      let from = max(pair.began, contract.serviceFrom)
      let to = min(restored, contract.serviceUntil)
      // No length at all is inside where its instant is.
      let isInside =
        pair.began == restored
        ? pair.began >= contract.serviceFrom && pair.began < contract.serviceUntil : from < to
      let position = pairs.count
      pairs.append(
        CompletedPair(
          incident: pair.incident, began: pair.began, known: known, restored: restored,
          isScheduled: pair.isScheduled, clippedFrom: isInside ? from : nil, clippedTo: to))
      guard isInside, tookPlace else { continue }
      for (index, segment) in pair.segments.enumerated() {
        let end =
          index + 1 < pair.segments.count ? min(pair.segments[index + 1].from, restored) : restored
        let spanFrom = max(segment.from, from)
        let spanTo = min(end, to)
        // A part without length counts as a part only where the whole has none.
        guard spanFrom < spanTo || (pair.began == restored && index == 0) else { continue }
        var cause = pair.causes[segment.cause]
        let reportedCause = cause
        for (position, fact) in facts.enumerated() {
          switch fact.kind {
          case .attribution(pair.incident, segment.cause), .fault(pair.incident, segment.cause):
            cause = fact.options[Int(values[position])]
          default: break
          }
        }
        spans.append(
          Span(
            pair: position, from: spanFrom, to: spanTo, impact: segment.impact, cause: cause,
            reported: reportedCause))
      }
    }
  }
}
