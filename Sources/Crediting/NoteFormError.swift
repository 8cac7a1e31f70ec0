import Domain

/// Why a note has no form besides JSON, yet: everything that is missing, at once.
public struct NoteFormError: Error, Hashable, Sendable {
  /// What stands in the way; at least one.
  public let problems: [TradeProblem]

  /// A refusal for those reasons.
  public init(_ problems: [TradeProblem]) {
    self.problems = problems
  }
}

/// What keeps a note from a form.
public enum TradeProblem: Hashable, Sendable {
  /// The account's electronic address is not set (IBT-049).
  case buyerEndpoint(account: Identifier)
  /// The account's country is not set (IBT-055).
  case buyerCountry(account: Identifier)
  /// The issuer's electronic address is not set, and its registration number is none (IBT-034).
  case sellerEndpoint(registrationNumber: String)
  /// What a rate of 0 means on the account's contracts is not set (IBT-151).
  case zeroRate(account: Identifier, contract: Identifier)
  /// No font that is installed has some characters of the account's name.
  case glyphs(account: Identifier, characters: [Unicode.Scalar])
  /// The note takes back a note whose number is not given (IBT-025).
  case reversedNumber(note: String)
  /// The bill itself comes out lower, so an electronic invoice would count it twice.
  case noInvoice(note: String)
  /// The lines are not those that the header adds up; a damaged note is not sent.
  case sums(note: String)
}
