import Domain
import Quantities

/// Reads the settings that shape notes and when they are issued.
struct PolicyReader {
  private let fields: Fields

  init(_ fields: Fields) {
    self.fields = fields
  }

  /// The policy; `nil`, with problems, when the issuer is not there.
  func policy() -> Policy? {
    let issuer = issuer()
    let language = fields.optional("language", FieldKind<Language>.oneOf)
    let languages = accountLanguages()
    let issuing = fields.optional("issue", FieldKind<Policy.Issuing>.oneOf)
    let ledger = fields.fields("ledger")
    let startsOn = ledger?.optional("starts_on", FieldKind<CivilDate>.date)
    ledger?.finish()
    let limits = fields.fields("limits")
    let notes = limits?.optional("correction_notes", .integer(0...1_000_000_000))
    let yen = limits?.optional("correction_yen", .yen)
    limits?.finish()
    let approvals = fields.fields("approvals")
    let sameOwner = approvals?.optional("same_owner", FieldKind<Policy.SameOwner>.oneOf)
    approvals?.finish()
    guard let issuer else { return nil }
    var policy = Policy(issuer: issuer)
    policy.language = language ?? policy.language
    policy.languages = languages
    policy.issuing = issuing ?? policy.issuing
    policy.startsOn = startsOn
    policy.correctionNotes = notes ?? policy.correctionNotes
    policy.correctionYen = yen
    policy.sameOwner = sameOwner ?? policy.sameOwner
    return policy
  }

  private func issuer() -> Issuer? {
    if fields.node("issuer") == nil {
      fields.reject(
        "issuer", expected: Words(ja: "発行者", en: "who issues the notes"),
        mend: Words(
          ja: "issuer: { name, registration_number, address } を書いてください。",
          en: "write issuer: { name, registration_number, address }"))
    }
    guard let issuer = fields.fields("issuer") else { return nil }
    let name = issuer.required("name", FieldKind<String>.name)
    let number = issuer.required("registration_number", .registrationNumber)
    let address = issuer.required("address", FieldKind<String>.name)
    issuer.finish()
    guard let name, let number, let address else { return nil }
    return Issuer(name: name, registrationNumber: number, address: address)
  }

  private func accountLanguages() -> [Identifier: Language] {
    var found: [Identifier: Language] = [:]
    for (key, account) in fields.entries("accounts") {
      let language = account.optional("language", FieldKind<Language>.oneOf)
      account.finish()
      guard let id = Identifier(key) else {
        account.reject(
          "", expected: FieldKind<Identifier>.identifier.expected,
          mend: FieldKind<Identifier>.identifier.mend)
        continue
      }
      found[id] = language
    }
    return found
  }
}

extension FieldKind where Value == String {
  /// The number of a qualified invoice issuer, `T` and 13 digits (消費税法第57条の2).
  static var registrationNumber: FieldKind {
    FieldKind(
      Words(ja: "T と13桁の登録番号", en: "a registration number, T and 13 digits"),
      Words(
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
