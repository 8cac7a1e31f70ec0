/// How much may be tried for one contract before its answer is that there are too many possibilities,
/// and who hears that work goes on.
///
/// It is a rule of the engine and counts work, never time: the same facts come out the same on every
/// machine, and whenever they are decided anew.
final class TrialBudget {
  /// The work that one contract may take, in stretches of reports that scenarios look at.
  ///
  /// Up to a second. Ordinary contracts take some hundred, and none of the random ones that the reference
  /// calculation is compared with takes an eighth of it.
  static let whole = 1_000_000

  private var left = TrialBudget.whole
  private let progress: () throws -> Void

  /// - Parameter progress: called before every trial; what it throws ends the work.
  init(_ progress: @escaping () throws -> Void) {
    self.progress = progress
  }

  /// Says that work goes on.
  func goOn() throws { try progress() }

  /// Takes the work of some trials out of what is left; one alone supposes nothing and is always made.
  ///
  /// - Throws: ``TooManyTrialsError``, and takes nothing, where that is more than is left.
  func spend(_ trials: Int, each work: Int) throws(TooManyTrialsError) {
    guard trials > 1 else { return }
    let (cost, isBeyond) = trials.multipliedReportingOverflow(by: work)
    guard !isBeyond, cost <= left else { throw TooManyTrialsError() }
    left -= cost
  }
}

/// There are more ways of filling in what is missing than are tried.
struct TooManyTrialsError: Error {}
