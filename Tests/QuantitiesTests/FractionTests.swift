import Quantities
import TestSupport
import Testing

@Suite struct FractionTests {
  private func random(_ seeded: inout SeededRandom) throws -> Fraction {
    try Fraction(
      Int128(seeded.roll(-1_000_000_000_000_000...Int64(1_000_000_000_000_000))),
      over: Int128(seeded.roll(1...Int64(2_678_400_000))))
  }

  @Test func `sums and products obey the laws of arithmetic`() throws {
    var seeded = SeededRandom(seed: 1)
    for _ in 0..<5_000 {
      let (a, b, c) = (try random(&seeded), try random(&seeded), try random(&seeded))
      #expect(try a + b == b + a)
      #expect(try a * b == b * a)
      #expect(try (a + b) - b == a)
      if b != .zero { #expect(try (a * b) / b == a) }
      #expect((a < b) == (try a - b < .zero))
      #expect((a < b && b < c) ? a < c : true)
    }
  }

  @Test func `a fraction is always in lowest terms with a positive denominator`() throws {
    var seeded = SeededRandom(seed: 2)
    for _ in 0..<5_000 {
      let value = try random(&seeded)
      let scale = Int128(seeded.roll(-9...Int64(9)))
      guard scale != 0 else { continue }
      let scaled = try Fraction(value.numerator * scale, over: value.denominator * scale)
      #expect(scaled == value)
      #expect(scaled.denominator > 0)
      #expect(Fraction(value.description) == value)
    }
  }

  @Test func `the floor is the largest whole number not above`() throws {
    #expect(try Fraction(7, over: 2).floor == 3)
    #expect(try Fraction(-7, over: 2).floor == -4)
    #expect(try Fraction(6, over: 2).floor == 3)
  }

  @Test func `what does not fit 128 bits is thrown, not wrapped`() throws {
    let large = try Fraction(Int128.max, over: 1)
    #expect(throws: QuantityOverflow.self) { try large + .one }
    #expect(throws: QuantityOverflow.self) { try large * large }
    #expect(throws: QuantityOverflow.self) { try Fraction(1, over: 0) }
    #expect(throws: QuantityOverflow.self) { try Fraction.one / .zero }
  }

  @Test func `comparison does not overflow`() throws {
    let nearlyOne = try Fraction(Int128.max - 1, over: Int128.max)
    #expect(nearlyOne < .one)
    #expect(try nearlyOne > Fraction(Int128.max - 3, over: Int128.max - 1))
  }

  @Test(arguments: ["", "1/0", "a", "1/2/3", "1/-2", "0x10", "1 "])
  func `text that is no fraction is not read as one`(_ text: String) {
    #expect(Fraction(text) == nil)
  }

  @Test func `rounding goes the way it says, on both sides of a half`() throws {
    func rounded(_ text: String, _ mode: Rounding.Mode) throws -> Int128 {
      let value = try #require(Fraction(text))
      return try ExactYen(value).rounded(Rounding(mode, basis: "I-4")).value
    }
    #expect(try rounded("4999/10", .down) == 499)
    #expect(try rounded("9995/10", .halfUp) == 1_000)
    #expect(try rounded("9994/10", .halfUp) == 999)
    #expect(try rounded("1/1000", .up) == 1)
    #expect(try rounded("7", .up) == 7)
    #expect(try rounded("7", .halfUp) == 7)
  }
}
