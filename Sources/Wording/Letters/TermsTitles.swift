import Domain

extension Identifier {
  /// The title of the document that goes by this name, where a sentence has nothing but the name;
  /// `nil` for one that the program does not come with.
  public var termsTitle: LocalizedText? {
    switch text {
    case "network-service":
      LocalizedText(ja: "ネットワークサービス利用規約", en: "Network service terms of use")
    case "optage-connectivity-cloud-storage":
      LocalizedText(
        ja: "オプテージ コネクティビティ クラウド・ストレージ利用規約",
        en: "Optage Connectivity cloud storage terms of use")
    case "iij-iot":
      LocalizedText(ja: "IIJ IoT 契約約款", en: "IIJ IoT contract terms")
    case "usen-gate02-cloud-backup-aj":
      LocalizedText(
        ja: "USEN GATE 02 クラウドバックアップサービス(AJ)約款",
        en: "USEN GATE 02 cloud backup service (AJ) terms")
    case "usen-gate02-iij-id":
      LocalizedText(ja: "USEN GATE 02 IIJ ID サービス約款", en: "USEN GATE 02 IIJ ID service terms")
    case "iij-internet":
      LocalizedText(ja: "IIJインターネットサービス契約約款", en: "IIJ Internet service contract terms")
    default: nil
    }
  }

  /// The title, or the name where no title is known, as a sentence gives it.
  var titleInSentence: LocalizedText {
    termsTitle.map { LocalizedText(ja: "「\($0.ja)」", en: "the " + $0.en) }
      ?? LocalizedText(ja: "文書「\(text)」", en: "the document \(text)")
  }
}
