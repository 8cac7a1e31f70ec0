import Domain
import Quantities

/// Reads the settings that shape notes and when they are issued, and what electronic invoicing needs
/// to know of issuer and accounts.
struct PolicyReader {
  private let fields: Fields
  private var seller = TradeParty()
  private var registeredOn: CivilDate?
  private var buyers: [Identifier: TradeParty] = [:]
  /// How large files may be, once the policy was read.
  private(set) var fileLimits = FileLimits()

  private static var notes: FieldKind<Int64> { .integer(0...1_000_000_000) }

  init(_ fields: Fields) {
    self.fields = fields
  }

  /// The policy; `nil`, with problems, when the issuer is not there.
  mutating func policy() -> Policy? {
    let issuer = issuer()
    let language = fields.optional("language", FieldKind<Language>.oneOf)
    let languages = accountLanguages()
    let issuing = fields.optional("issue", FieldKind<Policy.Issuing>.oneOf)
    let gathering = fields.optional("notes", FieldKind<Policy.Gathering>.oneOf)
    let issuesSmall = fields.optional("issue_small", .flag)
    let taxRounding = fields.optional("tax_rounding", FieldKind<Rounding.Mode>.oneOf)
    let ledger = fields.fields("ledger")
    let startsOn = ledger?.optional("starts_on", FieldKind<CivilDate>.date)
    ledger?.finish()
    let limits = fields.fields("limits")
    let notes = limits?.optional("correction_notes", Self.notes)
    let yen = limits?.optional("correction_yen", .yen)
    let issueNotes = limits?.optional("issue_notes", Self.notes)
    let issueYen = limits?.optional("issue_yen", .yen)
    if let limits { fileLimits.read(from: limits) }
    limits?.finish()
    let approvals = fields.fields("approvals")
    let sameOwner = approvals?.optional("same_owner", FieldKind<Policy.SameOwner>.oneOf)
    approvals?.finish()
    guard let issuer else { return nil }
    var policy = Policy(issuer: issuer)
    policy.language = language ?? policy.language
    policy.languages = languages
    policy.issuing = issuing ?? policy.issuing
    policy.gathering = gathering ?? policy.gathering
    policy.startsOn = startsOn
    policy.correctionNotes = notes ?? policy.correctionNotes
    policy.correctionYen = yen
    policy.issueNotes = issueNotes
    policy.issueYen = issueYen
    policy.sameOwner = sameOwner ?? policy.sameOwner
    policy.registeredOn = registeredOn ?? policy.registeredOn
    policy.taxRounding = taxRounding ?? policy.taxRounding
    policy.issuesSmall = issuesSmall ?? policy.issuesSmall
    return policy
  }

  /// What was said of issuer and accounts, once the policy was read.
  var trade: TradeDirectory { TradeDirectory(seller: seller, buyers: buyers) }

  private mutating func issuer() -> Issuer? {
    if fields.node("issuer") == nil {
      fields.reject(
        "issuer", expected: LocalizedText(ja: "発行者", en: "who issues the notes"),
        fix: LocalizedText(
          ja: "issuer: { name, registration_number, address } を書いてください。",
          en: "write issuer: { name, registration_number, address }"))
    }
    guard let issuer = fields.fields("issuer") else { return nil }
    let name = issuer.required("name", FieldKind<String>.name)
    let number = issuer.required("registration_number", .registrationNumber)
    let address = issuer.required("address", FieldKind<String>.name)
    registeredOn = issuer.optional("registered_on", FieldKind<CivilDate>.date)
    seller = Self.party(issuer)
    issuer.finish()
    guard let name, let number, let address else { return nil }
    return Issuer(name: name, registrationNumber: number, address: address)
  }

  /// Where a party receives electronic documents, and in which country it is.
  private static func party(_ fields: Fields) -> TradeParty {
    var party = TradeParty(country: fields.optional("country", FieldKind<CountryCode>.country))
    guard let endpoint = fields.fields("endpoint") else { return party }
    let scheme = endpoint.required("scheme", FieldKind<String>.name)
    let id = endpoint.required("id", FieldKind<String>.name)
    endpoint.finish()
    guard let scheme, let id else { return party }
    party.endpoint = ElectronicAddress(scheme: scheme, id: id)
    if party.endpoint == nil {
      endpoint.reject(
        "id",
        expected: LocalizedText(ja: "スキームに合う識別子", en: "an identifier of that scheme"),
        fix: LocalizedText(
          ja: "{ scheme: \"0221\", id: T4011001098993 } のように書いてください。",
          en: "write it like { scheme: \"0221\", id: T4011001098993 }"))
    }
    return party
  }

  private mutating func accountLanguages() -> [Identifier: Language] {
    var found: [Identifier: Language] = [:]
    for (key, account) in fields.entries("accounts") {
      let language = account.optional("language", FieldKind<Language>.oneOf)
      var party = Self.party(account)
      party.address = account.optional("address", FieldKind<String>.name)
      party.zeroRate = account.optional("zero_rate", FieldKind<ZeroRate>.oneOf)
      account.finish()
      guard let id = Identifier(key) else {
        account.reject(
          "", expected: FieldKind<Identifier>.identifier.expected,
          fix: FieldKind<Identifier>.identifier.fix)
        continue
      }
      found[id] = language
      if party != TradeParty() { buyers[id] = party }
    }
    return found
  }
}

extension FieldKind where Value == String {
  /// The number of a qualified invoice issuer, `T` and 13 digits (消費税法第57条の2).
  static var registrationNumber: FieldKind {
    FieldKind(
      LocalizedText(ja: "T と13桁の登録番号", en: "a registration number, T and 13 digits"),
      LocalizedText(
        ja: "適格請求書発行事業者の登録番号を T4011001098993 のように書いてください。",
        en: "give the qualified invoice issuer's number, like T4011001098993"),
      text: { text in
        let digits = text.utf8.dropFirst()
        guard text.hasPrefix("T"), digits.count == 13,
          digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return text
      })
  }
}

extension FieldKind where Value == CountryCode {
  /// A country.
  static var country: FieldKind {
    FieldKind(
      LocalizedText(ja: "国コード（英大文字2字）", en: "a country, two capital letters"),
      LocalizedText(ja: "JP のように書いてください。", en: "write it like JP"), text: { CountryCode($0) })
  }
}
