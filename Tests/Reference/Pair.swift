/// Why a part of an incident happened; a fact may be missing in it.
struct Cause: Equatable {
  var attribution: RefAttribution
  var fault: RefFault?
  var announced: Moment?
}

/// One incident as it hits one contract, as reported: the entry's own times and impact in place (§2).
struct Pair {
  struct Segment {
    var from: Moment
    var impact: RefImpact
    var cause: Int
  }

  var contract: Int
  var incident: Int
  var began: Moment
  var known: Moment?
  var restored: Moment?
  var segments: [Segment]
  var causes: [Cause]
  /// Works cannot outlast their window; nil where the last part is something else.
  var latestEnd: Moment?
  /// Begins ahead of its receipt: announced only (§2).
  var isScheduled: Bool

  init(contract: Int, incident index: Int, entry: RefAffect, report: RefIncident, received: Moment)
  {
    self.contract = contract
    incident = index
    began = entry.began ?? report.began
    known = entry.known ?? report.known
    restored = entry.restored ?? report.restored
    isScheduled = report.began > received + 5 * 60_000

    // An entry's own impact stands in place of the incident's at the start (§11 Outages).
    var impact = entry.impact ?? report.impact
    var cause = Cause(
      attribution: report.attribution, fault: report.fault, announced: report.announced)
    causes = [cause]
    segments = [Segment(from: began, impact: impact, cause: 0)]
    for phase in report.phases {
      impact = phase.impact ?? impact
      var next = cause
      if let attribution = phase.attribution, attribution != cause.attribution {
        // Only a different attribution drops the fault.
        next.attribution = attribution
        next.fault = nil
      }
      if let fault = phase.fault { next.fault = fault }
      if next != cause { causes.append(next) }
      cause = next
      let segment = Segment(from: max(began, phase.from), impact: impact, cause: causes.count - 1)
      if phase.from <= began { segments = [segment] } else { segments.append(segment) }
    }
    // A scheduled end that is not given: any up to the window's.
    latestEnd = cause.attribution == .planned || isScheduled ? report.windowUntil : nil
  }

  /// The latest of `began_at`, `known_at` and the last phase (§11 Missing facts).
  var lastKnownInstant: Moment {
    max(began, known ?? began, segments[segments.count - 1].from)
  }
}

extension RefCase {
  func pairs(contract index: Int) -> [Pair] {
    incidents.enumerated().compactMap { number, report in
      report.affects.first { $0.contract == contracts[index].id }.map {
        Pair(contract: index, incident: number, entry: $0, report: report, received: received)
      }
    }
  }
}
