import Assessing
import Domain
import Foundation
import Ingesting
import Quantities

/// Measures the rules alone: no file, no ledger.
///
///     core-bench TERMS COUNT     assesses that many contracts that one incident hit, on one core, and one
///                                contract that ninety reports hit at once, of which nothing is settled
@main struct CoreBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int(arguments[2]) else {
      return print("core-bench TERMS COUNT")
    }
    let catalogue = try TermsDirectory(arguments[1]).load()
    let reported = try Sample.incident(isSettled: true)
    let contracts = try (0..<count).map { try Sample.contract(number: $0, hitBy: [reported]) }
    var assessor = Assessor(catalogue)
    let clock = ContinuousClock()
    var sum = Yen.zero
    let taken = try clock.measure {
      for contract in contracts {
        for assessment in try assessor.waivers(of: contract) { sum = try sum + assessment.amount }
      }
    }
    let rate = Double(count) / (taken / .seconds(1))
    print("one contract, one incident: \(Int(rate)) a second, \(sum) yen in all")

    let open = try (0..<90).map { try Sample.incident(number: $0, isSettled: false) }
    let crowded = try Sample.contract(number: 0, hitBy: open)
    let undetermined = try clock.measure { _ = try assessor.waivers(of: crowded) }
    print("ninety undetermined reports at once: \(undetermined / .milliseconds(1)) ms")
  }
}

private enum Sample {
  /// An outage of three days and a few minutes.
  ///
  /// - Parameter number: by how many minutes it begins later.
  static func incident(number: Int = 0, isSettled: Bool) throws -> Incident {
    let began =
      try moment("2026-04-12T08:50:00+09:00") + Elapsed(milliseconds: 60_000) * Int64(number)
    let restored =
      try moment("2026-04-15T08:55:00+09:00") + Elapsed(milliseconds: 60_000) * Int64(number)
    return Incident(
      id: try identifier("INC-\(number)"), revision: 1,
      times: OutageTimes(
        began: began, known: isSettled ? began + .hours(1) : nil,
        restored: isSettled ? restored : nil),
      stages: [
        Stage(
          from: nil, impact: .total, attribution: isSettled ? .provider : .undetermined,
          fault: isSettled ? .negligence : nil, causeStatedIn: 0)
      ], receipt: Receipt(restored + .day))
  }

  static func contract(number: Int, hitBy incidents: [Incident]) throws -> ContractFacts {
    let id = try identifier("C-\(number)")
    let version = ContractVersion(
      contract: id, account: try identifier("A-\(number / 10)"), accountName: "株式会社試験",
      terms: try identifier("network-service"), service: try identifier("vpn"),
      billing: .fixedMonthly, fee: Yen(Int64(8_000 + number % 97 * 500)),
      serviceStart: try day("2024-07-01"))
    guard let contract = ContractHistory([version]) else {
      throw MalformedSampleError(text: id.text)
    }
    return ContractFacts(
      contract: contract,
      hits: incidents.map { ContractIncident($0, by: AffectedTarget(.contract(id))) })
  }

  private struct MalformedSampleError: Error {
    let text: String
  }

  private static func moment(_ text: String) throws -> Moment { try Moment(rfc3339: text) }

  private static func day(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else { throw MalformedSampleError(text: text) }
    return day
  }

  private static func identifier(_ text: String) throws -> Identifier {
    guard let identifier = Identifier(text) else { throw MalformedSampleError(text: text) }
    return identifier
  }
}
