import Notation
import Quantities

/// Who issues credit notes.
public struct Issuer: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The registration number of a qualified invoice issuer, `T` and 13 digits.
  public let registrationNumber: String
  /// The address.
  public let address: String

  /// Whether the first of the 13 digits is the check digit of the others, as it is for corporations:
  /// 9 − (Σ Pn·Qn mod 9), n counted from the right, Qn 1 for odd n and 2 for even. Others' numbers
  /// have none.
  public var hasCorporateCheckDigit: Bool {
    let digits = registrationNumber.utf8.dropFirst().map { Int($0) - 0x30 }
    guard digits.count == 13 else { return false }
    var sum = 0
    for (place, digit) in digits.dropFirst().reversed().enumerated() {
      sum += digit * (place % 2 == 0 ? 1 : 2)
    }
    return digits[0] == 9 - sum % 9
  }

  /// An issuer made of its parts.
  public init(name: String, registrationNumber: String, address: String) {
    self.name = name
    self.registrationNumber = registrationNumber
    self.address = address
  }
}

extension Issuer: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    name = try fields["name"]
    registrationNumber = try fields["registration_number"]
    address = try fields["address"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("address", address, "name", name, "registration_number", registrationNumber)
  }
}

/// The settings that shape notes and when they are issued. The ledger keeps them like any input, so
/// that what was decided under them can be decided again.
public struct Policy: Hashable, Sendable {
  /// When notes are issued.
  public enum Issuing: String, CaseIterable, Hashable, Sendable {
    /// As soon as something is owed.
    case immediate
    /// Not yet: everything is assessed and recorded, nothing is issued.
    case hold
  }

  /// How what is owed is gathered into notes.
  public enum Gathering: String, CaseIterable, Hashable, Sendable {
    /// A note for what each input makes due to an account.
    case immediate
    /// A note for what a month makes due to an account, issued when the month is closed.
    case monthly
  }

  /// Whether the files of an approval and of what it approves may have the same owner.
  public enum SameOwner: String, CaseIterable, Hashable, Sendable {
    /// They may not: nobody approves their own.
    case refused
    /// They may, where one mailbox drops all files.
    case allowed
  }

  /// Who issues credit notes.
  public var issuer: Issuer
  /// The language of the forms that speak one.
  public var language: Language
  /// Accounts with a language of their own.
  public var languages: [Identifier: Language]
  /// When notes are issued.
  public var issuing: Issuing
  /// How what is owed is gathered into notes.
  public var gathering: Gathering
  /// Outages that began before this day at +09:00 are not this ledger's to credit.
  public var startsOn: CivilDate?
  /// A correction that reverses more notes than this is held.
  public var correctionNotes: Int64
  /// A correction that lowers the standing total by more than this is held.
  public var correctionYen: Yen?
  /// What one input would newly issue on more notes than this is held; `nil` holds nothing.
  public var issueNotes: Int64?
  /// What one input would newly issue is held where it comes to more than this, counted as corrections
  /// are; `nil` holds nothing.
  public var issueYen: Yen?
  /// Whether one owner may report and approve.
  public var sameOwner: SameOwner
  /// From when the issuer is registered: supplies before it are returned without a return invoice.
  public var registeredOn: CivilDate
  /// How the tax of a document and rate is rounded, as on the issuer's invoices.
  public var taxRounding: Rounding.Mode
  /// Whether a return invoice is made out where the law does not require it.
  public var issuesSmall: Bool

  /// The day on which the system of qualified invoices began, 2023-10-01.
  private static let systemBegan = CivilDate(dayNumber: 19_631)

  /// A policy with everything at its default but the issuer.
  public init(issuer: Issuer) {
    self.issuer = issuer
    language = .ja
    languages = [:]
    issuing = .immediate
    gathering = .immediate
    startsOn = nil
    correctionNotes = 100
    correctionYen = nil
    issueNotes = nil
    issueYen = nil
    sameOwner = .refused
    registeredOn = Self.systemBegan
    taxRounding = .down
    issuesSmall = true
  }

  /// The language of notes to an account.
  public func language(of account: Identifier) -> Language { languages[account] ?? language }

  /// Whether what is owed for an outage that began on a day is this ledger's to credit.
  public func credits(from day: CivilDate) -> Bool { startsOn.map { day >= $0 } ?? true }

  /// Whether another amount may be credited on the same facts than under the policy before, or at another
  /// time.
  public func requiresReassessment(from before: Policy) -> Bool {
    (issuing, gathering, startsOn, sameOwner)
      != (before.issuing, before.gathering, before.startsOn, before.sameOwner)
  }
}
