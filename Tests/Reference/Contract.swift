extension RefContract {
  /// The latest version's (§11 Contracts).
  var serviceStart: Day { versions[versions.count - 1].serviceStart }
  var serviceEnd: Day? { versions[versions.count - 1].serviceEnd }

  var serviceFrom: Moment { start(of: serviceStart) }
  /// `service_end` inclusive (§3).
  var serviceUntil: Moment { serviceEnd.map { start(of: $0 + 1) } ?? .max }

  /// Days before the first `valid_from` belong to the first version (§11).
  func version(on day: Day) -> RefVersion {
    versions.last { $0.validFrom <= day } ?? versions[0]
  }

  /// The time under one terms and one service; a change of either cuts an outage (§11).
  var runs: [Run] {
    var found: [Run] = []
    for (index, version) in versions.enumerated() {
      let from = index == 0 ? serviceFrom : max(serviceFrom, start(of: version.validFrom))
      let to =
        index + 1 < versions.count
        ? min(serviceUntil, start(of: versions[index + 1].validFrom)) : serviceUntil
      guard from < to else { continue }
      if let last = found.last, last.terms == version.terms, last.service == version.service {
        found[found.count - 1].to = to
      } else {
        found.append(Run(from: from, to: to, terms: version.terms, service: version.service))
      }
    }
    return found
  }

  func isInService(_ month: FeeMonth) -> Bool { daysInService(month) > 0 }

  func daysInService(_ month: FeeMonth) -> Int {
    (month.first..<month.end).count { $0 >= serviceStart && $0 <= (serviceEnd ?? .max) }
  }

  /// The version whose fee a fee month or contract year that starts on `first` has: the one in force
  /// on its first day, for the first one on `service_start`; where that one has other terms, service
  /// or billing, the outage's (§4 Fees, §11).
  func feeVersion(first: Day, outage: RefVersion) -> RefVersion {
    let found = version(on: max(first, serviceStart))
    let same =
      found.terms == outage.terms && found.service == outage.service
      && found.billing == outage.billing
    return same ? found : outage
  }
}

struct Run {
  var from: Moment
  var to: Moment
  var terms: RefTerms
  var service: String
}

extension RefTerms {
  /// The date from which the clauses are held (the table at the head of DOMAIN.md).
  var heldFrom: Day {
    switch self {
    case .network: dayNumber(2022, 12, 1)
    case .optage: dayNumber(2024, 1, 31)
    case .iot: dayNumber(2024, 4, 1)
    case .backup: dayNumber(2026, 4, 1)
    case .iijID: dayNumber(2025, 12, 25)
    }
  }

  /// An outage that began earlier waits for that edition.
  func missingEdition(at moment: Moment) -> String? {
    let number = day(of: moment)
    return number < heldFrom ? "edition:\(rawValue)@\(text(day: number))" : nil
  }
}
