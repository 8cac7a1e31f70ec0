import Assessing
import Crediting
import Domain
import Quantities

/// A charge that finance sends again after it took a credit off, without saying so, would lower the
/// credit, and so the next charge, and so on each day: what it would take back is held, with what to
/// send (`before_credits`).
extension CreditAdjustment {
  /// Whether what it would take back rests on a charge that came again lower by exactly what was credited.
  ///
  /// - Parameter standing: the lines that stand, whole.
  func isAfterCredits(
    _ charges: [YearMonth: Charge], standing: () throws -> [NoteLine]
  ) throws -> Bool {
    guard !toReverse.isEmpty, !charges.isEmpty else { return false }
    let credited = try CreditedMonths(standing())
    return charges.contains { month, charge in
      charge.beforeCredits == nil && credited.explain(charge.amount, in: month)
    }
  }
}

/// What stands credited of each fee month whose charge was booked.
private struct CreditedMonths {
  private struct Credited {
    /// The charge on which it rests.
    let charge: Yen
    /// Of a line that lowers several months its part is known but for the rounding.
    var least: Int128 = 0
    var most: Int128 = 0
  }

  private var months: [YearMonth: Credited] = [:]

  init(_ lines: [NoteLine]) throws {
    for line in lines {
      for step in line.ownSteps {
        guard case .charge(let period, let amount, _) = step, let month = period.month else {
          continue
        }
        months[month] = months[month] ?? Credited(charge: amount)
      }
    }
    for line in lines {
      let parts = line.parts
      for (month, worth) in parts {
        let value = worth.value
        months[month]?.least += parts.count == 1 ? line.amount.value : value.floor
        months[month]?.most +=
          parts.count == 1 ? line.amount.value : value.floor + (value.isWhole ? 0 : 1)
      }
    }
  }

  /// Whether a charge is what is left of that on which the credit rests.
  func explain(_ amount: Yen, in month: YearMonth) -> Bool {
    guard let credited = months[month], credited.most > 0 else { return false }
    guard let gone = try? (credited.charge - amount).value else { return false }
    return credited.least <= gone && gone <= credited.most
  }
}

extension NoteLine {
  /// What it lowers of each month, exactly.
  fileprivate var parts: [YearMonth: ExactYen] {
    var parts: [YearMonth: ExactYen] = [:]
    for step in ownSteps {
      switch step {
      case .units(_, let period, _, _, _, _, let worth), .time(_, let period, _, _, _, let worth),
        .share(let period, _, _, let worth):
        guard let month = period.month else { continue }
        parts[month] = (try? (parts[month] ?? .zero) + worth) ?? worth
      default: continue
      }
    }
    return parts
  }
}
