/// The counted time of some slots: what lies after the clock's start and is not paused.
struct Counted {
  var slots: [Slot]

  init(_ slots: some Sequence<Slot>, clock: Moment, outageFrom: Moment) {
    self.slots = slots.filter { $0.from >= clock && !$0.isPaused(outageFrom: outageFrom) }
  }

  var time: Moment { slots.reduce(0) { $0 + $1.length } }

  /// The first counted instant of each whole 24 h (§3.5).
  var unitStarts: [Moment] {
    let units = time / dayLength
    return (0..<units).map { unit in
      var rest = unit * dayLength
      for slot in slots {
        if rest < slot.length { return slot.from + rest }
        rest -= slot.length
      }
      return 0
    }
  }
}

/// One contract's fee month or contract year: each has a ceiling of its own (§11).
enum CeilingKey: Hashable {
  case month(FeeMonth)
  case year(ContractYear)
}

/// What an outage gives in one fee month or year, before the ceiling.
struct Share {
  var key: CeilingKey
  var fee: Int
  var exact: Ratio
}

struct Shares {
  var list: [Share] = []
  var units = 0

  mutating func add(_ key: CeilingKey, fee: Int, _ exact: Ratio) {
    if let index = list.firstIndex(where: { $0.key == key }) {
      list[index].exact = list[index].exact + exact
    } else {
      list.append(Share(key: key, fee: fee, exact: exact))
    }
  }

  var total: Ratio { list.reduce(Ratio.zero) { $0 + $1.exact } }

  /// Never more than the month's (year's) fee; the later outage is cut (I-5).
  func cut(_ used: [CeilingKey: Ratio]) -> Shares {
    var shares = self
    for index in list.indices {
      let share = list[index]
      let left = max(Ratio.zero, Ratio(share.fee) - (used[share.key] ?? .zero))
      shares.list[index].exact = min(share.exact, left)
    }
    return shares
  }
}
