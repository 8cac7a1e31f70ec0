import Domain
import Threads

extension WorkMeter.Stage {
  private var words: (name: LocalizedText, unit: LocalizedText) {
    func words(
      _ ja: String, _ en: String, _ unit: String, _ plural: String
    ) -> (name: LocalizedText, unit: LocalizedText) {
      (LocalizedText(ja: ja, en: en), LocalizedText(ja: unit, en: " " + plural))
    }
    return switch self {
    case .reading: words("読み取り", "reading", "バイト", "bytes")
    case .assessing: words("査定", "assessing", "契約", "contracts")
    case .issuing: words("発行", "issuing", "明細", "lines")
    case .writing: words("書き出し", "writing", "通", "notes")
    case .replaying: words("再計算", "deciding anew", "件", "inputs")
    case .checking: words("照合", "checking", "件", "rows")
    }
  }

  /// What is done.
  var name: LocalizedText { words.name }
  /// In what it is counted.
  var unit: LocalizedText { words.unit }
}

extension WorkMeter.Reading {
  /// How far it has come, at which rate, and what remains.
  public var words: LocalizedText {
    LocalizedText(
      ja: parts(.ja).joined(separator: "、"), en: parts(.en).joined(separator: ", "))
  }

  private func parts(_ language: Language) -> [String] {
    func figure(_ number: Int64) -> String { NumberFormat.grouped(Int128(number)) }
    let amount = figure(done) + (total.map { "/" + figure($0) } ?? "") + stage.unit[language]
    let share = percent.map { LocalizedText(ja: "（\($0)%）", en: " (\($0) %)")[language] } ?? ""
    let rate = rate.map { LocalizedText(ja: "毎秒\(figure($0))", en: "\(figure($0))/s") }
    let left = secondsLeft.map {
      LocalizedText(ja: "残り約\(figure($0))秒", en: "about \(figure($0)) s left")
    }
    return ["\(stage.name[language]) \(amount)\(share)"]
      + [rate, left].compactMap { $0?[language] }
  }
}
