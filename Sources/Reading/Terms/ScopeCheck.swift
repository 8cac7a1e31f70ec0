import Domain

/// Makes sure that a clause speaks only of services and billings of its document.
struct ScopeCheck {
  private let edition: TermsEdition

  init(_ edition: TermsEdition) {
    self.edition = edition
  }

  func run(_ scope: Scope, at fields: Fields) {
    // No clause of a document that governs any service can name one.
    if !(scope.services ?? []).isSubset(of: edition.services ?? []) {
      fields.reject(
        "services", expected: LocalizedText(ja: "この文書のサービス", en: "services of this document"),
        fix: LocalizedText(
          ja: "文書の services に加えるか、取り除いてください。",
          en: "add it to the document's services, or remove it"))
    }
    if !scope.billings.isSubset(of: edition.billings) {
      fields.reject(
        "billings", expected: LocalizedText(ja: "この文書の billings", en: "billings of this document"),
        fix: LocalizedText(
          ja: "文書の billings に加えるか、取り除いてください。",
          en: "add it to the document's billings, or remove it"))
    }
  }
}
