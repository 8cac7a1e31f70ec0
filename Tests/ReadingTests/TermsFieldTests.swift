import Domain
import Quantities
import TestSupport
import Testing

@testable import Reading

/// What the shipped terms files decide, and how each field that says so is read.
@Suite struct TermsFieldTests {
  private func rule(_ number: String, in document: ShippedDocument) throws -> DamagesRule {
    try #require(
      document.edition().damages.rules.first { $0.clause.number == number }, "\(number)")
  }

  // MARK: Waivers

  @Test func `only a suspension pauses the clause of network-service, and nothing joins it`()
    throws
  {
    for waiver in try ShippedDocument.networkService.edition().waivers {
      #expect(
        waiver.pauses == Circumstances(impacts: [.total, .equivalent], causes: causes(.suspension)))
      #expect(waiver.joins.isEmpty)
    }
  }

  @Test func `all but emergency works pauses the rows of optage, and these are part of an outage`()
    throws
  {
    let waivers = try ShippedDocument.optage.edition().waivers
    #expect(waivers.map(\.clause.number) == (1...4).map { "第24条第2項(2)表\($0)欄" })
    for waiver in waivers {
      #expect(
        waiver.pauses
          == Circumstances(
            impacts: [.total], causes: causes(.plannedMaintenance, .legalRestriction, .suspension)))
      #expect(
        waiver.joins == Circumstances(impacts: [.total], causes: causes(.emergencyMaintenance)))
    }
  }

  @Test(arguments: [ShippedDocument.networkService, .optage])
  func `the customer's own doing neither counts nor stops the count`(_ document: ShippedDocument)
    throws
  {
    let edition = try document.edition()
    for waiver in edition.waivers {
      for impact in Impact.allCases {
        #expect(!waiver.qualifies.admits(impact, .customer))
        #expect(!waiver.pauses.admits(impact, .customer))
        #expect(!waiver.joins.admits(impact, .customer))
      }
    }
  }

  @Test func `a clause without what pauses or joins has neither`() throws {
    let text = try ShippedDocument.networkService.changing("    paused_by: *suspension\n", to: "")
    let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(text.utf8)))
    let waivers = try #require(try file.readTerms()).waivers
    #expect(waivers.map(\.pauses.isEmpty) == [false, true, false])
  }

  // MARK: What gives nothing

  @Test func `each service of iij-iot has its own rule, cited with the three articles`() throws {
    let edition = try ShippedDocument.iot.edition()
    #expect(edition.title.ja == "IIJ IoT 契約約款")
    let services = try #require(edition.services)
    for service in services {
      let own = edition.rule(for: service, .fixedMonthly).exclusions
      #expect(own.count == 1)
      #expect(own[0].clause.number.hasPrefix("個別規程 "))
      #expect(own[0].clause.with == ["第22条", "第23条", "第32条"])
      #expect(own[0].clause.citations.count == 4)
    }
    #expect(Set(edition.exclusions.map(\.clause.number)).count == services.count)
  }

  @Test func `gross negligence and intent that make it unusable are for a person under iij-iot`()
    throws
  {
    for exclusion in try ShippedDocument.iot.edition().exclusions {
      let ruling = try #require(exclusion.ruling)
      #expect(ruling.clause == "第23条")
      #expect(
        ruling.circumstances
          == Circumstances(impacts: [.total, .equivalent], causes: .grave))
      #expect(exclusion.clause.readings == ["I-36"])
    }
    for document in [ShippedDocument.networkService, .optage] {
      #expect(try document.edition().exclusions.allSatisfy { $0.ruling == nil })
    }
  }

  @Test(arguments: [ShippedDocument.backup, .identity])
  func `force majeure precludes damages under usen, and raises a question on the fee`(
    _ document: ShippedDocument
  ) throws {
    let edition = try document.edition()
    #expect(edition.damages.preclusions.map(\.clause.number) == ["第12条第1項"])
    #expect(
      edition.damages.preclusions[0].circumstances
        == Circumstances(impacts: Set(Impact.allCases), causes: causes(.forceMajeure)))
    let rulings = edition.referrals.flatMap(\.rulings)
    #expect(rulings.map(\.clause) == ["第12条第2項"])
    #expect(
      rulings[0].circumstances
        == Circumstances(impacts: Set(Impact.allCases), causes: causes(.forceMajeure)))
    #expect(try ShippedDocument.optage.edition().damages.preclusions.isEmpty)
  }

  // MARK: Damages

  @Test func `each kind of loss is recoverable or left out by a clause`() throws {
    let first = try rule("第19条第1項", in: .networkService)
    #expect(first.recoverable == [.ordinary])
    #expect(
      first.leftOut == [
        DamagesRule.LeftOut(kinds: [.special, .lostProfit], clause: "第19条第1項", isForPerson: false),
        DamagesRule.LeftOut(kinds: [.dataLoss], clause: "第20条第3項", isForPerson: false),
      ])
    #expect(first.forPerson.isEmpty)
    #expect(try rule("第19条第3項", in: .networkService).leftOut == first.leftOut)
  }

  @Test func `by gross negligence a person may award what is left out`() throws {
    let second = try rule("第19条第2項", in: .networkService)
    #expect(second.recoverable == [.ordinary, .special, .lostProfit])
    #expect(second.forPerson == [.dataLoss])
    let gross = try rule("第21条第1項（故意・重大な過失の場合）", in: .optage)
    #expect(gross.recoverable == [.ordinary])
    #expect(gross.forPerson == [.special, .lostProfit, .dataLoss])
    #expect(gross.leftOut.map(\.clause) == ["第20条第5項"])
    #expect(gross.cap == .unlimited)
    #expect(gross.claimedWithin == nil)
    #expect(gross.calendar == nil)
    #expect(gross.settledAfterMonths == 2)
  }

  @Test func `a claim under optage ends on a day on which business is done`() throws {
    let ordinary = try rule("第21条第1項", in: .optage)
    #expect(ordinary.clause.with == ["第21条第2項"])
    #expect(ordinary.claimedWithin == 30)
    #expect(
      ordinary.calendar == BusinessCalendar(alsoClosed: [.init(month: 5, day: 1)]))
    #expect(ordinary.forPerson.isEmpty)
    #expect(ordinary.cap == .feeOfMonth)
    #expect(ordinary.settledAfterMonths == 2)
    #expect(try rule("第19条第1項", in: .networkService).calendar == nil)
  }

  @Test func `business days may be those that every year has`() throws {
    let text = try ShippedDocument.optage.changing("{ also_closed: [05-01] }", to: "{}")
    let file = RecordFile(name: "t.yaml", bytes: ByteReader(Array(text.utf8)))
    let rules = try #require(try file.readTerms()).damages.rules
    #expect(rules[0].calendar == BusinessCalendar())
    #expect(rules[1].calendar == nil)
  }

  @Test func `an outage partly a carrier's is held under the first paragraph alone`() throws {
    #expect(try rule("第19条第1項", in: .networkService).heldIfAlso == causes(.carrier))
    #expect(try rule("第19条第2項", in: .networkService).heldIfAlso == [])
    #expect(try rule("第19条第3項", in: .networkService).heldIfAlso == [])
  }

  @Test func `a person rules where partial impact by gross negligence would give nothing`() throws {
    let damages = try ShippedDocument.networkService.edition().damages
    #expect(damages.referral(.partial, .grossNegligence)?.ruling == "第20条第1項")
    #expect(damages.referral(.partial, .intent)?.clause.number == "第20条第1項")
    #expect(damages.exclusion(.partial, .grossNegligence)?.reason == .partialImpact)
    #expect(damages.referral(.partial, .negligence) == nil)
    #expect(damages.referral(.total, .grossNegligence) == nil)
  }

  @Test func `a person rules on claims under iij-iot whatever the impact`() throws {
    let damages = try ShippedDocument.iot.edition().damages
    for impact in Impact.allCases {
      #expect(damages.referral(impact, .intent)?.ruling == "第23条")
      #expect(damages.referral(impact, .negligence) == nil)
      #expect(damages.exclusion(impact, .negligence)?.reason == .noGuarantee)
    }
  }

  @Test func `a referral that names no circumstances is for all`() throws {
    let damages = try ShippedDocument.identity.edition().damages
    for impact in Impact.allCases {
      for cause in Cause.allCases {
        #expect(damages.referral(impact, cause)?.paidMonths == 12)
      }
    }
    #expect(damages.referrals[0].clause.readings == ["I-25", "I-35", "I-36"])
  }

  // MARK: Beside waivers and damages

  @Test func `refund, relief and termination are of the edition`() throws {
    let optage = try ShippedDocument.optage.edition()
    #expect(optage.refund?.number == "第24条第3項")
    #expect(optage.relief?.number == "別表3第7項")
    #expect(optage.termination.map(\.number) == ["第11条第2項", "第27条", "第29条第3項"])
    let network = try ShippedDocument.networkService.edition()
    #expect(network.refund == nil)
    #expect(network.termination.map(\.number) == ["第8条第5項", "第9条第3項", "第23条"])
    #expect(
      try ShippedDocument.iot.edition().termination.map(\.number) == ["第29条第2項", "第30条第2項"])
    #expect(try ShippedDocument.backup.edition().termination.isEmpty)
  }

  @Test func `only iij-iot may prorate the last month`() throws {
    for document in ShippedDocument.allCases {
      #expect(try document.edition().proratesLastMonth == (document == .iot))
    }
  }

  @Test(arguments: ShippedDocument.allCases)
  func `every reading of a document, but that of its tax, is relied on by one of its clauses`(
    _ document: ShippedDocument
  ) throws {
    let edition = try document.edition()
    let readings = Interpretation.register.filter {
      ($0.question.ja + $0.reading.ja).contains("「\(edition.title.ja)」")
    }
    let relied = Set(edition.clauses.flatMap(\.readings) + ["I-27"])
    #expect(Set(readings.map(\.number)).subtracting(relied) == [])
  }

  // MARK: Agreements

  private static let agreement = """
    agreement: AG-1
    amends: usen-gate02-cloud-backup-aj
    from: 2026-04-01
    title: { ja: 覚書, en: Memorandum }
    waivers:
      - number: 覚書第1条
        replaces: 第3条
        with: [覚書第2条]
        summary: { ja: あ, en: a }
        qualifies: { impacts: [total], attributions: [provider] }
        paused_by: { impacts: [total], attributions: [suspension] }
        joined_by: { impacts: [total], attributions: [emergency-maintenance] }
        clock: began
        threshold: 12h
        counts: 12h
        day_share: 1/30
        rounding: { mode: down, by: 覚書第4条 }
    nothing:
      - number: 覚書第3条
        summary: { ja: い, en: b }
        because: attribution
        attributions:
          [faultless-failure, carrier, third-party, force-majeure, planned-maintenance,
           emergency-maintenance, legal-restriction, customer, suspension]
      - number: 覚書第5条
        summary: { ja: う, en: c }
        because: partial-impact
        impacts: [equivalent, partial]
        ruling: { clause: 覚書第5条, impacts: [partial], attributions: [provider], faults: [intent] }
    damages:
      precluded:
        - number: 覚書第6条
          replaces: 第12条第1項
          summary: { ja: え, en: d }
          because: attribution
          attributions: [force-majeure, third-party]
    """

  private func agreement(_ text: String) throws -> (Agreement?, [Problem]) {
    let file = RecordFile(name: "a.yaml", bytes: ByteReader(Array(text.utf8)))
    let catalogue = TermsCatalogue([try ShippedDocument.backup.edition()])
    return (try file.readAgreement(amending: catalogue), file.problems.list)
  }

  @Test func `an agreement reads the same fields`() throws {
    let (found, problems) = try agreement(Self.agreement)
    let read = try #require(found, "\(problems.map { $0.message(in: .en) })")
    #expect(read.waivers[0].pauses.causes == causes(.suspension))
    #expect(read.waivers[0].joins.causes == causes(.emergencyMaintenance))
    #expect(read.waivers[0].clause.with == ["覚書第2条"])
    #expect(read.exclusions[1].ruling?.clause == "覚書第5条")
    #expect(read.damages.preclusions.map(\.clause.replaces) == ["第12条第1項"])
  }

  @Test func `what contradicts itself in an agreement is told at its place there`() throws {
    let wrong = Self.agreement.replacing(
      "impacts: [equivalent, partial]", with: "impacts: [total, equivalent, partial]")
    let (found, problems) = try agreement(wrong)
    #expect(found == nil)
    #expect(problems.map(\.path) == ["nothing[1].number"])
    let gap = Self.agreement.replacing("because: attribution", with: "because: partial-impact")
    #expect(try agreement(gap).1.isEmpty == false)
  }
}

private func causes(_ causes: Cause...) -> CauseSet { CauseSet(causes) }
