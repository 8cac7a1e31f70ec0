/// The time between two neighbouring instants of a completed contract. Nothing changes inside it.
struct Slot {
  var from: Moment
  var to: Moment
  var run: Int
  var qualifies = false
  /// Emergency works, under 004.
  var joins = false
  var isGross = false
  /// Suspension, legal restriction: pauses whatever outage is here.
  var pauses = false
  /// Announced works pause only outages that began after this.
  var announced = Moment.max

  var length: Moment { to - from }
  func isPaused(outageFrom: Moment) -> Bool { pauses || announced < outageFrom }
}

/// An outage on the slots: one uninterrupted time (§3.1).
struct Outage {
  var slots: [Slot]
  var run: Int
  /// Positions of the pairs that make it up.
  var members: [Int]
  /// The clock `known` (§3.3).
  var known: Moment

  var from: Moment { slots[0].from }
  var to: Moment { slots[slots.count - 1].to }
}

extension CompletedContract {
  /// All distinct instants of the case, and the slots between them.
  func slots(_ runs: [Run], _ clause: (Run) -> (Span, inout Slot) -> Void) -> [Slot] {
    var instants = spans.flatMap { [$0.from, $0.to] } + pairs.map(\.known)
    instants += runs.flatMap { [$0.from, $0.to] }
    instants.sort()
    var slots: [Slot] = []
    for index in instants.indices.dropFirst() where instants[index - 1] < instants[index] {
      var slot = Slot(from: instants[index - 1], to: instants[index], run: -1)
      guard let run = runs.firstIndex(where: { $0.from <= slot.from && slot.to <= $0.to }) else {
        continue
      }
      slot.run = run
      let mark = clause(runs[run])
      for span in spans where span.from <= slot.from && slot.to <= span.to { mark(span, &slot) }
      slots.append(slot)
    }
    return slots
  }

  /// What overlaps or touches is one outage; an interruption, however short, or a change of terms or
  /// service ends it (§3.1, §11). Emergency works are part of what they touch, and make nothing alone.
  func outages(_ slots: [Slot], isMember: (Run, Span) -> Bool, _ runs: [Run]) -> [Outage] {
    var groups: [[Slot]] = []
    for slot in slots where slot.qualifies || slot.joins {
      if let last = groups.last?.last, last.to == slot.from, last.run == slot.run {
        groups[groups.count - 1].append(slot)
      } else {
        groups.append([slot])
      }
    }
    return groups.filter { $0.contains(where: \.qualifies) }.map { group in
      let run = runs[group[0].run]
      var outage = Outage(slots: group, run: group[0].run, members: [], known: .max)
      for pair in pairs.indices {
        // The start of its first qualifying span in it.
        let firsts = spans.filter { span in
          span.pair == pair && isMember(run, span)
            && min(span.to, outage.to) > max(span.from, outage.from)
        }.map { max($0.from, outage.from) }
        guard let first = firsts.min() else { continue }
        outage.members.append(pair)
        // "the earliest, over the incidents that make up the outage, of the later of its
        // `known_at` and the start of its first qualifying span in it" (§3.3, I-20)
        outage.known = min(outage.known, max(pairs[pair].known, first))
      }
      return outage
    }
  }
}
