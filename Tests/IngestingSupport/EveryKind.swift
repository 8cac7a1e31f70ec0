import Bookkeeping
import Domain
import Foundation
import Quantities
import Reading
import Testing

/// A ledger that has every kind of record there is.
package enum EveryKind {
  /// With every kind of request and decision, corrections that are held, and a closed month.
  package static func place(isRehearsed: Bool = false) throws -> ServiceHarness {
    let harness = try LedgerHarness {
      $0.correctionNotes = 0
      $0.startsOn = CivilDate("2026-01-01")
    }
    harness.isRehearsed = isRehearsed
    try harness.put(.contracts, Facts.contract(), from: LedgerHarness.finance)
    try harness.put(
      .charges, #"{"contract_id": "C", "fee_month": "2026-01", "amount": 1}"#,
      from: LedgerHarness.finance)
    try harness.put(.priorCredits, Facts.prior(amount: 1), from: LedgerHarness.finance)
    try harness.put(.recoveries, Facts.recovery(amount: 7), from: LedgerHarness.finance)
    let selecting =
      #"{"contract_id": "C"}, {"terms": "network-service", "service": "vpn", "labels": {"a": "b"}}"#
    try harness.put(.reliefs, Facts.relief(affects: selecting), from: LedgerHarness.legal)
    try harness.put(
      .reliefs, Facts.relief("M", month: "2026-05", grant: #""incident_id": "J", "amount": 700"#),
      from: LedgerHarness.legal)
    try harness.put(.incidents, Facts.incident())
    try harness.put(.claims, Facts.claim(special: 5), from: LedgerHarness.legal)
    try harness.put(
      .approvals, Facts.approval(claim: "K", amount: 900), from: LedgerHarness.finance)
    try harness.put(.approvals, Facts.approval("P2", incident: "J"), from: LedgerHarness.finance)
    let claim = Facts.claim("K2", incident: "J", more: #""filed_by": "受付","#)
      .replacing(#""amount": 0}"#, with: #""amount": 2, "recognised": 1}"#)
    try harness.put(.claims, claim, from: LedgerHarness.legal)
    try harness.put(
      .approvals, Facts.approval("P4", claim: "K2", items: ["ordinary": 1, "special": 2]),
      from: LedgerHarness.finance)
    let batch = try harness.put(.incidents, Facts.incident(revision: 2, restored: "2026-04-12"))
      .held
    try harness.put(
      .approvals, Facts.approval("P3", batch: #require(batch).text, "refused"),
      from: LedgerHarness.finance)
    #expect(try harness.held() == 1)
    try harness.put(
      .acknowledgements, Facts.acknowledgement(booked: "2026-05-28", paid: "2026-05-29"))
    try harness.put(.accounts, Facts.merger("Y", into: "Z"), doubt: .writableByOthers)
    try harness.set { $0.gathering = .monthly }
    try harness.put(.requests, Facts.closing("2026-05"))
    try harness.put(.contracts, Facts.contract("D"))
    try harness.put(.incidents, Facts.incident("N", affects: #"{"contract_id": "D"}"#))
    #expect(try harness.pending() == 1)
    try harness.place.stopClock()
    return harness.place
  }
}
