import Crediting
import Quantities
import Testing

/// What a note comes to, by tax rate, and whether the law asks for it.
@Suite struct NoteTotalsTests {
  @Test(
    arguments: [
      // A net sum at 10 %, and its tax by each way to round.
      (net: 990, down: 99, halfUp: 99, up: 99), (net: 994, down: 99, halfUp: 99, up: 100),
      (net: 995, down: 99, halfUp: 100, up: 100), (net: 999, down: 99, halfUp: 100, up: 100),
    ])
  func `tax is rounded once a rate, as the issuer's invoices round it`(
    _ net: Int, _ down: Int, _ halfUp: Int, _ up: Int
  ) throws {
    for (mode, tax) in [(Rounding.Mode.down, down), (.halfUp, halfUp), (.up, up)] {
      let totals = try NoteTotals(netByRate: [10: Yen(net)], rounding: mode)
      #expect(totals.tax == Yen(tax), "\(mode)")
      #expect(totals.gross == Yen(net + tax), "\(mode)")
    }
  }

  @Test func `each rate is rounded by itself, the higher first`() throws {
    let totals = try NoteTotals(netByRate: [8: Yen(99), 10: Yen(99)])
    #expect(totals.rates.map(\.percent) == [10, 8])
    #expect(totals.rates.map(\.tax) == [Yen(9), Yen(7)])
  }

  @Test(arguments: [(10_999, 999, 10_000), (11_000, 1_000, 10_000), (11_001, 1_000, 10_001)])
  func `of a sum with tax the tax is rounded down, and the rest is net`(
    _ gross: Int, _ tax: Int, _ net: Int
  ) throws {
    let totals = try NoteTotals(grossByRate: [10: Yen(gross)])
    #expect((totals.tax, totals.net) == (Yen(tax), Yen(net)))
    #expect(totals.gross == Yen(gross))
  }

  @Test(arguments: [(9_090, false), (9_091, true)])
  func `ten thousand yen with tax ask for a return invoice, and a yen less does not`(
    _ net: Int, _ isRequired: Bool
  ) throws {
    var duty = ReturnInvoiceDuty()
    try duty.add(Yen(net), rate: 10, invoice: "V-1")
    #expect(try duty.isRequired(rounding: .down) == isRequired)
  }

  @Test func `sums of several invoices ask for nothing that none of them asks for`() throws {
    var duty = ReturnInvoiceDuty()
    try duty.add(Yen(9_000), rate: 10, invoice: "V-1")
    try duty.add(Yen(9_000), rate: 10, invoice: "V-2")
    #expect(try !duty.isRequired(rounding: .down))
    try duty.add(Yen(91), rate: 10, invoice: "V-2")
    #expect(try duty.isRequired(rounding: .down))
  }

  @Test func `what is not taxed does not count`() throws {
    var duty = ReturnInvoiceDuty()
    try duty.add(Yen(1_000_000), rate: 0, invoice: "V-1")
    #expect(try !duty.isRequired(rounding: .up))
  }
}
