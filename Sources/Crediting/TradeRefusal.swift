import Domain

/// Why a note has no form for electronic trade: everything that is missing, at once.
public struct TradeRefusal: Error, Hashable, Sendable {
  /// What stands in the way; at least one.
  public let problems: [TradeProblem]

  /// A refusal for those reasons.
  public init(_ problems: [TradeProblem]) {
    self.problems = problems
  }
}

/// What keeps a note from a form for electronic trade.
public enum TradeProblem: Hashable, Sendable {
  /// The account's electronic address is not set (IBT-049).
  case buyerEndpoint(account: Identifier)
  /// The account's country is not set (IBT-055).
  case buyerCountry(account: Identifier)
  /// The issuer's electronic address is not set, and its registration number is none (IBT-034).
  case sellerEndpoint(registrationNumber: String)
  /// What a rate of 0 means on the account's contracts is not set (IBT-151).
  case zeroRate(account: Identifier, contract: Identifier)
  /// The note takes back a note whose number is not given (IBT-025).
  case reversedNumber(note: String)
  /// The lines are not those that the header adds up; a damaged note is not sent.
  case sums(note: String)
}
