/// SplitMix64.
struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    // Mixed first, or neighbouring seeds would give the same numbers one step later.
    state = seed
    state = next() ^ 0x1234_5678_9ABC_DEF0
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func chance(_ percent: Int) -> Bool { int(0...99) < percent }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[int(0...values.count - 1)] }

  mutating func pick<Value>(_ weighted: KeyValuePairs<Value, Int>) -> Value {
    var rest = int(0...weighted.reduce(0) { $0 + $1.value } - 1)
    for (value, weight) in weighted {
      if rest < weight { return value }
      rest -= weight
    }
    return weighted[0].key
  }
}
