import Quantities
import Testing

/// Whole yen are added and taken off without ever wrapping around.
@Suite struct YenTests {
  private static let most = Yen(Int128.max)
  private static let least = Yen(Int128.min + 1)

  @Test func `a difference is exact, on both sides of zero`() throws {
    #expect(try Yen(5) - Yen(3) == Yen(2))
    #expect(try Yen(3) - Yen(5) == Yen(-2))
    #expect(try Self.most - Self.most == .zero)
    #expect(-Yen(5) == Yen(-5) && -Yen.zero == .zero && -Self.least == Self.most)
  }

  @Test func `what does not fit is told`() throws {
    #expect(throws: QuantityOverflow("subtraction")) { try Self.least - Yen(2) }
    #expect(try Self.least - Yen(1) == Yen(Int128.min))
    #expect(throws: QuantityOverflow("addition")) { try Self.most + Yen(1) }
  }

  @Test func `what is left is never less than nothing`() {
    #expect(Yen(5).left(after: Yen(4)) == Yen(1))
    #expect(Yen(5).left(after: Yen(5)) == .zero)
    #expect(Yen(5).left(after: Yen(6)) == .zero)
    #expect(Yen(5).left(after: .zero) == Yen(5))
  }
}
