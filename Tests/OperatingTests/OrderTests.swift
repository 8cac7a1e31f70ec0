import Assessing
import Bookkeeping
import Crediting
import Domain
import Foundation
import Quantities
import Reading
import Spooling
import TestSupport
import Testing

@testable import Operating

/// Whatever the order in which inputs arrive that do not replace one another, what stands credited in
/// the end is the same: what the rules give for all facts at once.
@Suite struct OrderTests {
  /// How many sets of inputs are tried; ORDER_SETS=1000 tries as many as a release deserves.
  private static let sets =
    ProcessInfo.processInfo.environment["ORDER_SETS"].flatMap(Int.init) ?? 60
  private static let orders = 5

  private struct Input {
    let kind: InputKind
    let name: String
    let text: String
  }

  @Test func `any order of arrival ends in the same standing amounts`() throws {
    let terms = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../config/terms").standardizedFileURL.path
    let files = try TermsDirectory(terms).loadFiles()
    let catalogue = TermsCatalogue(files.map(\.edition))
    var dice = Dice(seed: 21)
    for set in 0..<Self.sets {
      let inputs = Self.inputs(&dice)
      let wanted = try Self.atOnce(inputs, catalogue)
      for order in 0..<Self.orders {
        let arriving = order == 0 ? inputs : inputs.shuffled(using: &dice)
        let standing = try Self.inTurn(arriving, files)
        #expect(standing == wanted, "set \(set): \(arriving.map(\.name))")
      }
    }
  }

  // MARK: Random inputs

  private static func inputs(_ dice: inout Dice) -> [Input] {
    let contracts = (1...3).map { number -> Input in
      let (terms, service, billing) = dice.pick([
        ("network-service", "vpn", "fixed-monthly"), ("network-service", "vpn", "metered-monthly"),
        ("network-service", "vpn", "fixed-annual"),
        ("optage-connectivity-cloud-storage", "cloud-storage", "fixed-monthly"),
      ])
      return Input(
        kind: .contracts, name: "C\(number).json",
        text: """
          {"contract_id": "C\(number)", "account_id": "A\(dice.roll(1...2))", "account_name": "甲",
           "terms": "\(terms)", "service": "\(service)", "billing": "\(billing)",
           "fee": \(dice.roll(0...90_000)), "service_start": "2025-02-28",
           "fee_month_start_day": \(dice.pick([1, 15, 31]))}
          """)
    }
    let charges = (1...3).flatMap { number in
      ["2026-02", "2026-03"].filter { _ in dice.happens(2) }.map { month in
        Input(
          kind: .charges, name: "C\(number)-\(month).json",
          text: """
            {"contract_id": "C\(number)", "fee_month": "\(month)", "amount": \(dice.roll(0...50_000))}
            """)
      }
    }
    let incidents = (1...dice.roll(2...4)).map { incident($0, &dice) }
    return contracts + charges + incidents
  }

  private static func incident(_ number: Int, _ dice: inout Dice) -> Input {
    let began = dice.roll(0...Int64(90))
    let origin = Moment(milliseconds: 1_772_000_000_000)
    let start = origin + .hours(began)
    let end = start + .hours(dice.roll(1...Int64(900)))
    let attribution = dice.pick(["provider", "carrier", "customer", "suspension", "undetermined"])
    let fault = dice.pick(["negligence", "gross-negligence"])
    let affects =
      dice.happens(2)
      ? #"{"contract_id": "C\#(dice.roll(1...3))"}"#
      : dice.pick([#"{"terms": "network-service"}"#, #"{"service": "cloud-storage"}"#])
    return Input(
      kind: .incidents, name: "I\(number).json",
      text: """
        {"incident_id": "I\(number)", "began_at": "\(start)", "known_at": "\(start)",
         \(dice.happens(6) ? "" : "\"restored_at\": \"\(end)\",")
         \(attribution == "provider" ? "\"fault\": \"\(fault)\", \"determined_by\": \"x\"," : "")
         "impact": "total", "attribution": "\(attribution)", "affects": [\(affects)]}
        """)
  }

  // MARK: Both ways

  private static func atOnce(_ inputs: [Input], _ catalogue: TermsCatalogue) throws -> [String] {
    var facts = FactsInMemory()
    for input in inputs {
      let file = RecordFile(name: input.name, bytes: ByteReader(Array(input.text.utf8)))
      try facts.read(file, input.kind, checking: catalogue)
      guard file.problems.isEmpty else { throw InvalidInput(file.problems) }
    }
    var wanted: [String] = []
    try facts.assess(catalogue) { assessment in
      if let entitlement = Entitlement(assessment) { wanted.append(Self.text(entitlement)) }
    }
    return wanted.sorted()
  }

  private static func text(_ entitlement: Entitlement) -> String {
    "\(entitlement.contract) \(String(describing: entitlement.outage?.from)) \(entitlement.exact) \(entitlement.amount)"
  }

  private static func inTurn(_ inputs: [Input], _ files: [Grounds.TermsFile]) throws -> [String] {
    // Memory where there is some, as nothing here is about lasting.
    let shared = "/dev/shm"
    let base = FileManager.default.fileExists(atPath: shared) ? shared : NSTemporaryDirectory()
    let directory = "\(base)/slacreditd-\(UUID())"
    try makeDirectory(directory)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let ledger = try Ledger(writing: "\(directory)/ledger.sqlite")
    let issuer = Issuer(name: "x", registrationNumber: "T4011001098993", address: "y")
    let intake = Intake(
      ledger: ledger, grounds: Grounds(files: files, policy: Policy(issuer: issuer)))
    for (number, input) in inputs.enumerated() {
      let path = "\(directory)/\(input.name)"
      try Data(input.text.utf8).write(to: URL(fileURLWithPath: path))
      let now = Moment(milliseconds: 1_780_000_000_000 + Int64(number))
      let result = try intake.take(
        InputSource(FileBytes(path), name: input.name), kind: input.kind, at: now)
      guard case .accepted = result else { throw CocoaError(.fileReadCorruptFile) }
    }
    return try ledger.read { book in
      var standing: [String] = []
      try book.forEachNote(after: 0, limit: .max) { note in
        guard note.reverses == nil, try book.reversal(of: note.sequence) == nil else { return }
        try book.forEachLine(of: note.sequence) { line in
          standing.append(
            "\(line.contract) \(String(describing: line.outage?.from)) \(line.exact) \(line.amount)"
          )
        }
      }
      return standing.sorted()
    }
  }
}
