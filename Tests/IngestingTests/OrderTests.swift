import Assessing
import Bookkeeping
import Crediting
import Domain
import Foundation
import IngestingSupport
import Quantities
import Reading
import Spooling
import TestSupport
import Testing

@testable import Ingesting

/// Whatever the order in which inputs arrive that do not replace one another, what stands credited in
/// the end is the same: what the rules give for all facts at once.
@Suite(.tags(.slow), .unlessFast) struct OrderTests {
  /// How many sets of inputs are tried; ORDER_SETS=1000 tries as many as a release deserves.
  private static let sets =
    ProcessInfo.processInfo.environment["ORDER_SETS"].flatMap(Int.init) ?? 30
  private static let orders = 5

  private struct Input {
    let kind: RecordKind
    let name: String
    let text: String
    /// Whose file it is: approvals come from another owner than reports, or, at times, from the same.
    var owner: UInt32 = 1
  }

  @Test func `any order of arrival ends in the same standing amounts`() throws {
    let files = try TermsDirectory(shippedTerms.path).loadFiles()
    let catalogue = TermsCatalogue(files.map(\.edition))
    var random = SeededRandom(seed: 21)
    var remedies: [String: Int] = [:]
    for set in 0..<Self.sets {
      let mixed = ["provider", "carrier", "customer", "suspension", "undetermined"]
      let causes = random.pick([mixed, mixed, ["carrier"], ["provider", "carrier"]])
      let inputs = Self.inputs(&random, of: causes, by: ["negligence", "gross-negligence"])
      let wanted = try Self.atOnce(inputs, catalogue)
      for order in 0..<Self.orders {
        let arriving = order == 0 ? inputs : inputs.shuffled(using: &random)
        let standing = try Self.inTurn(arriving, files)
        #expect(standing == wanted, "set \(set): \(arriving.map(\.name))")
      }
      let arriving = Self.closed(inputs.shuffled(using: &random), &random)
      let standing = try Self.inTurn(arriving, files) { $0.gathering = .monthly }
      #expect(standing == wanted, "set \(set), by the month: \(arriving.map(\.name))")
      for line in wanted { remedies[String(line.split(separator: " ")[1]), default: 0] += 1 }
    }

    #expect(remedies.count == 3, "\(remedies)")
  }

  /// What people decided is in no form in memory, so the orders are compared with one another.
  @Test func `with people's decisions too any order of arrival ends in the same`() throws {
    let files = try TermsDirectory(shippedTerms.path).loadFiles()
    var random = SeededRandom(seed: 22)
    var decided = 0
    for set in 0..<Self.sets / 4 {
      let inputs = Self.inputs(&random, of: ["provider"], by: ["gross-negligence"])
      let decisions = (1...random.roll(1...3)).map { Self.approval($0, &random) }
      let plain = try Self.inTurn(inputs, files)
      let wanted = try Self.inTurn(inputs + decisions, files)
      if plain != wanted { decided += 1 }
      for _ in 1..<Self.orders {
        let arriving = (inputs + decisions).shuffled(using: &random)
        let standing = try Self.inTurn(arriving, files)
        #expect(standing == wanted, "set \(set): \(arriving.map(\.name))")
      }
    }

    #expect(decided > 0)
  }

  // MARK: Random inputs

  private static func inputs(
    _ random: inout SeededRandom, of causes: [String], by faults: [String]
  ) -> [Input] {
    let contracts = (1...3).map { number -> Input in
      let (terms, service, billing) = random.pick([
        ("network-service", "vpn", "fixed-monthly"), ("network-service", "vpn", "metered-monthly"),
        ("network-service", "vpn", "fixed-annual"),
        ("optage-connectivity-cloud-storage", "cloud-storage", "fixed-monthly"),
        ("iij-iot", "mobile-access", "fixed-monthly"),
      ])
      return Input(
        kind: .contracts, name: "C\(number).json",
        text: """
          {"contract_id": "C\(number)", "account_id": "A\(random.roll(1...2))", "account_name": "甲",
           "terms": "\(terms)", "service": "\(service)", "billing": "\(billing)",
           "fee": \(random.roll(0...90_000)), "service_start": "2025-02-28",
           "fee_month_start_day": \(random.pick([1, 15, 31]))}
          """)
    }
    let charges = (1...3).flatMap { number in
      ["2026-01", "2026-02", "2026-03"].filter { _ in random.happens(2) }.map { month in
        Input(
          kind: .charges, name: "C\(number)-\(month).json",
          text: """
            {"contract_id": "C\(number)", "fee_month": "\(month)", "amount": \(random.roll(0...50_000))}
            """)
      }
    }
    let incidents = (1...random.roll(2...4)).map { incident($0, &random, causes, faults) }
    let reports = incidents.count
    let claims = (1...random.roll(1...4)).map { claim($0, &random, reports) }
    let recoveries = (1...2).filter { _ in random.happens(2) }.map {
      recovery($0, &random, reports)
    }
    let reliefs = random.happens(3) ? [relief(1, &random)] : []
    return contracts + charges + incidents + claims + recoveries + reliefs
  }

  private static func day(_ first: Int, _ random: inout SeededRandom) -> String {
    "2026-\(random.pick(["03", "04"]))-\(first + random.roll(0...9))"
  }

  private static func claim(_ number: Int, _ random: inout SeededRandom, _ reports: Int) -> Input {
    let items = random.pick(["ordinary", "ordinary", "ordinary", "special"])
    let received = day(10, &random)
    let recognition =
      random.happens(6) ? "" : #""recognised_by": "w", "recognised_on": "\#(received)","#
    return Input(
      kind: .claims, name: "K\(number).json",
      text: """
        {"claim_id": "K\(number)", "incident_id": "I\(random.roll(1...reports))",
         "contract_id": "C\(random.roll(1...3))", "received_on": "\(received)",
         \(recognition) "damage_on": "2026-03-0\(random.roll(1...9))",
         "tax_class": "out-of-scope",
         "items": [{"kind": "\(items)", "amount": \(random.roll(0...20_000))},
                   {"kind": "ordinary", "amount": \(random.roll(0...5_000))}]}
        """)
  }

  private static func recovery(_ number: Int, _ random: inout SeededRandom, _ reports: Int) -> Input
  {
    Input(
      kind: .recoveries, name: "R\(number).json",
      text: """
        {"recovery_id": "R\(number)", "incident_id": "I\(random.roll(1...reports))", "carrier": "他社",
         "amount": \(random.roll(0...15_000)), "received_on": "\(day(10, &random))",
         "final": \(!random.happens(4))}
        """)
  }

  private static func relief(_ number: Int, _ random: inout SeededRandom) -> Input {
    let grant = random.pick([#""share": "1/3""#, #""share": "1""#, #""amount": 5000"#])
    let affects = random.pick([#"{"contract_id": "C1"}"#, #"{"terms": "network-service"}"#])
    return Input(
      kind: .reliefs, name: "L\(number).json",
      text: """
        {"relief_id": "L\(number)", "affects": [\(affects)], "fee_month": "2026-03", \(grant),
         "authority": "x", "reason": "y", "decided_on": "2026-04-01"}
        """)
  }

  private static func approval(_ number: Int, _ random: inout SeededRandom) -> Input {
    let subject =
      random.happens(2)
      ? #""claim_id": "K\#(random.roll(1...4))""# : #""incident_id": "I\#(random.roll(1...4))""#
    let isApproved = !random.happens(4)
    let amount = isApproved && random.happens(2) ? "\"amount\": \(random.roll(0...20_000))," : ""
    return Input(
      kind: .approvals, name: "P\(number).json",
      text: """
        {"approval_id": "P\(number)", "subject": {\(subject)}, \(amount)
         "decision": "\(isApproved ? "approved" : "refused")",
         "decided_by": "\(random.happens(6) ? "x" : "y")",
         "decided_at": "2026-05-01T00:00:0\(random.roll(0...3))+09:00", "reason": "z"}
        """, owner: random.happens(6) ? 1 : 2)
  }

  private static func incident(
    _ number: Int, _ random: inout SeededRandom, _ causes: [String], _ faults: [String]
  ) -> Input {
    let began = random.roll(0...Int64(90))
    let origin = Moment(milliseconds: 1_772_000_000_000)
    let start = origin + .hours(began)
    let end = start + .hours(random.roll(1...Int64(900)))
    let attribution = random.pick(causes)
    let fault = random.pick(faults)
    let affects =
      random.happens(3)
      ? #"{"contract_id": "C\#(random.roll(1...3))"}"#
      : random.pick([
        #"{"terms": "network-service"}"#, #"{"service": "cloud-storage"}"#,
        #"{"service": "vpn"}, {"service": "cloud-storage"}, {"terms": "iij-iot"}"#,
      ])
    return Input(
      kind: .incidents, name: "I\(number).json",
      text: """
        {"incident_id": "I\(number)", "began_at": "\(start)", "known_at": "\(start)",
         \(random.happens(6) ? "" : "\"restored_at\": \"\(end)\",")
         \(attribution == "provider" ? "\"fault\": \"\(fault)\", \"determined_by\": \"x\"," : "")
         "impact": "total", "attribution": "\(attribution)", "affects": [\(affects)]}
        """)
  }

  /// The same with a month closed somewhere between them, and the next one after all.
  private static func closed(_ inputs: [Input], _ random: inout SeededRandom) -> [Input] {
    let closings = ["2026-05", "2026-06"].map { month in
      Input(kind: .requests, name: "\(month).json", text: Facts.closing(month, month))
    }
    let place = random.roll(0...inputs.count)
    return inputs[..<place] + [closings[0]] + inputs[place...] + [closings[1]]
  }

  // MARK: Both ways

  /// All but the last arrive on the last day of May.
  private static let day = Moment(milliseconds: 1_780_200_000_000)

  private static func atOnce(_ inputs: [Input], _ catalogue: TermsCatalogue) throws -> [String] {
    var facts = FactsInMemory()
    for input in inputs {
      let file = RecordFile(name: input.name, bytes: ByteReader(Array(input.text.utf8)))
      try facts.read(file, input.kind, checking: catalogue, received: Receipt(day))
      guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    }
    var wanted: [String] = []
    try facts.assess(catalogue) { assessment in
      if let due = CreditDue(assessment) { wanted.append(Self.text(due)) }
    }
    return wanted.sorted()
  }

  private static func text(_ due: CreditDue) -> String {
    "\(due.contract) \(due.remedy) \(due.request?.text ?? "") "
      + "\(String(describing: due.outage?.from)) \(due.amount)"
  }

  private static func inTurn(
    _ inputs: [Input], _ files: [Grounds.TermsFile], _ adjust: (inout Policy) -> Void = { _ in }
  ) throws -> [String] {
    // Memory where there is some, as nothing here is about lasting.
    let shared = "/dev/shm"
    let base = FileManager.default.fileExists(atPath: shared) ? shared : NSTemporaryDirectory()
    let directory = "\(base)/slacreditd-\(UUID())"
    try makeDirectory(directory)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let ledger = try Ledger(making: "\(directory)/ledger.sqlite")
    var policy = Policy(
      issuer: Issuer(name: "x", registrationNumber: "T4011001098993", address: "y"))
    adjust(&policy)
    let intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, settings: try Settings.File(policy)))
    for (number, input) in inputs.enumerated() {
      let now = day + .hours(number == inputs.count - 1 ? 24 : 0)
      let source = InputSource(
        name: input.name, owner: FileOwner(uid: input.owner, name: ""),
        bytes: Array(input.text.utf8))
      guard case .accepted = try intake.ingest(source, kind: input.kind, at: now) else {
        throw CocoaError(.fileReadCorruptFile)
      }
    }
    return try standing(in: ledger)
  }

  /// What stands, a line for each thing owed: on how many lines of a note it stands depends on what was
  /// booked when it was issued, and a share of less than a yen, on another bill, is no line.
  private static func standing(in ledger: Ledger) throws -> [String] {
    var sums: [String: Int128] = [:]
    try ledger.forEachOutstandingLine { line in
      let name =
        "\(line.contract) \(line.remedy) \(line.request?.text ?? "") "
        + "\(String(describing: line.outage?.from))"
      sums[name, default: 0] += line.amount.value
    }
    return sums.map { "\($0.key) \($0.value)" }.sorted()
  }
}
