extension Attribution {
  /// What it means, in a sentence for those who report (docs/domain.md §2).
  public var definition: LocalizedText {
    switch self {
    case .provider:
      LocalizedText(
        ja: "当社または当社の再委託先の行為や怠りによるもの。根拠のない利用停止だったと分かったときも、これに当たります。",
        en:
          "what we, or a subcontractor of ours, did or failed to do; also a suspension that turns out "
          + "to be unfounded")
    case .faultlessFailure:
      LocalizedText(
        ja: "設備やソフトウェアの故障・誤作動で、だれにも過失のないもの。",
        en: "equipment or software failed, and nobody was at fault")
    case .customer:
      LocalizedText(
        ja: "お客様の行為、お客様の設備、またはお客様が手配したアクセス回線によるもの。",
        en: "the customer's own act or equipment, or an access line that the customer arranged")
    case .carrier:
      LocalizedText(
        ja: "当社が回線を購入している、または相互接続している電気通信事業者によるもの。その先のインターネットの"
          + "事業者は、これに当たりません（不可抗力に当たります）。",
        en:
          "a carrier that we buy circuits from or interconnect with; not the internet beyond it, which "
          + "is force majeure")
    case .thirdParty:
      LocalizedText(
        ja: "外部の者による攻撃や犯罪によるもの。", en: "an attack or a crime by somebody outside")
    case .forceMajeure:
      LocalizedText(
        ja: "災害、停電、戦争など、だれにも防げなかったもの。当社が契約していないインターネットの事業者に"
          + "よるものも含みます。",
        en:
          "a disaster, a power cut, war and the like, which nobody could prevent; also operators of the "
          + "internet with whom we have no contract")
    case .plannedMaintenance:
      LocalizedText(
        ja: "事前に予告し（announced_at）、予告した時間（window）の中で行った工事。時間を超えた分は、その原因の"
          + "局面（phases）として書きます。",
        en:
          "works that were announced beforehand (announced_at) and carried out within the announced "
          + "window; what overruns it is a phase of its own")
    case .emergencyMaintenance:
      LocalizedText(
        ja: "予告を待てなかった工事。故障の復旧作業は故障の一部で、これに当たりません。",
        en:
          "works that could not wait for an announcement; repairing a fault is part of the fault, and "
          + "not this")
    case .legalRestriction:
      LocalizedText(
        ja: "電気通信事業法第8条による重要通信の確保、または官公庁の命令・要請による制限。",
        en: "priority for vital communications under 電気通信事業法第8条, or an official order or request")
    case .suspension:
      LocalizedText(
        ja: "お客様の契約違反のため当社が行った利用停止。違反がなかったと分かったときは provider とします。",
        en:
          "we stopped the service because of the customer's breach; where there turns out to be none, "
          + "it is provider")
    case .undetermined:
      LocalizedText(
        ja: "まだ決まっていないもの。決まり次第、改訂（revision）を送ってください。",
        en: "not settled yet; send a revision as soon as it is")
    }
  }
}
