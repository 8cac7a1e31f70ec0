/// An exact fraction in lowest terms, denominator positive (§4: ratios of integers).
struct Ratio: Comparable, Hashable {
  var n: Int128
  var d: Int128

  static let zero = Ratio(0)

  init(_ whole: Int) {
    n = Int128(whole)
    d = 1
  }

  init(_ numerator: Int128, _ denominator: Int128) {
    precondition(denominator > 0)
    let divisor = Ratio.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    n = numerator / Int128(divisor)
    d = denominator / Int128(divisor)
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 {
      if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
        var (x, y) = (UInt64(a), UInt64(b))
        while y != 0 { (x, y) = (y, x % y) }
        return UInt128(x)
      }
      (a, b) = (b, a % b)
    }
    return max(a, 1)
  }

  static func + (a: Ratio, b: Ratio) -> Ratio {
    a.d == b.d ? Ratio(a.n + b.n, a.d) : Ratio(a.n * b.d + b.n * a.d, a.d * b.d)
  }
  static func - (a: Ratio, b: Ratio) -> Ratio { a + Ratio(-b.n, b.d) }
  static func < (a: Ratio, b: Ratio) -> Bool { a.n * b.d < b.n * a.d }

  /// Down to whole yen (I-4); never negative here.
  var floor: Int { Int(n / d) }

  var text: String { d == 1 ? "\(n)" : "\(n)/\(d)" }
}
