import Domain

/// What a settings file says (FORMATS §2).
public struct SettingsContent: Hashable, Sendable {
  /// The issuer's name.
  public let issuerName: String
  /// The issuer's registration number.
  public let registrationNumber: String
  /// The issuer's address.
  public let address: String
  /// The language of notes and messages.
  public let language: Language
  /// The directory of the terms files.
  public let terms: String
  /// The directory that holds the drop directories.
  public let spool: String
  /// The directory of the ledger and of the documents.
  public let state: String
}

extension RecordFile {
  /// Reads a settings file; `nil`, with problems, when it is not one.
  ///
  /// - Throws: only what reading the bytes throws.
  public func readSettings() throws -> SettingsContent? {
    var found: SettingsContent?
    try forEachRecord { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let issuer = fields.fields("issuer")
      if fields.node("issuer") == nil {
        fields.reject(
          "issuer", expected: Words(ja: "発行者", en: "who issues the notes"),
          mend: Words(
            ja: "issuer: { name, registration_number, address } を書いてください。",
            en: "write issuer: { name, registration_number, address }"))
      }
      let name = issuer?.required("name", FieldKind<String>.name)
      let number = issuer?.required("registration_number", .registrationNumber)
      let address = issuer?.required("address", FieldKind<String>.name)
      issuer?.finish()
      let language = fields.optional("language", FieldKind<Language>.oneOf) ?? .ja
      let terms = fields.required("terms", FieldKind<String>.text)
      let spool = fields.required("spool", FieldKind<String>.text)
      let state = fields.required("state", FieldKind<String>.text)
      fields.finish()
      guard let name, let number, let address, let terms, let spool, let state else { return }
      found = SettingsContent(
        issuerName: name, registrationNumber: number, address: address, language: language,
        terms: terms, spool: spool, state: state)
    }
    return problems.isEmpty ? found : nil
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
