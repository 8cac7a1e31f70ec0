import Bookkeeping
import Domain
import Wording

extension HoldReason {
  /// Why something is held: which limit is exceeded, by what, and what it is.
  public var words: LocalizedText {
    let (found, allowed) = (Self.figure(found), Self.figure(allowed))
    return switch kind {
    case .correctionNotes:
      LocalizedText(
        ja: "取り消す通知\(found)通が limits.correction_notes（\(allowed)通）を超えるため",
        en: "\(found) notes to reverse exceed limits.correction_notes (\(allowed))")
    case .correctionYen:
      LocalizedText(
        ja: "訂正による減額\(found)円が limits.correction_yen（\(allowed)円）を超えるため",
        en: "a fall by \(found) yen exceeds limits.correction_yen (\(allowed))")
    case .issueNotes:
      LocalizedText(
        ja: "新たに発行する通知\(found)通が limits.issue_notes（\(allowed)通）を超えるため",
        en: "\(found) new notes exceed limits.issue_notes (\(allowed))")
    case .issueYen:
      LocalizedText(
        ja: "新たに発行する額\(found)円が limits.issue_yen（\(allowed)円）を超えるため",
        en: "\(found) yen newly issued exceed limits.issue_yen (\(allowed))")
    case .changed:
      LocalizedText(ja: "前に保留した内容から変わったため", en: "it is not what was held before")
    case .afterCredits:
      LocalizedText(
        ja: "減額後の料金が送られたと見られるため", en: "charges seem to have come again after credits")
    }
  }

  private static func figure(_ number: Int64?) -> String {
    NumberFormat.grouped(Int128(number ?? 0))
  }
}

extension [HoldReason] {
  /// All of them, as a sentence goes on with them.
  public var words: LocalizedText {
    LocalizedText(
      ja: map(\.words.ja).joined(separator: "、"), en: map(\.words.en).joined(separator: "; "))
  }
}

extension BatchAskers.Doubt {
  /// What keeps an approval from counting, and how to fix it.
  public var words: LocalizedText {
    switch self {
    case .report(let incident):
      LocalizedText(
        ja: "報告 \(incident) のファイルは所有者以外も書き込めるか別の名前（リンク）を持ち、誰の報告か確かめられません。"
          + "所有者だけが書き込めるファイルで次の改訂を受け取るまで、承認は採用しません",
        en: "the file of report \(incident) can be written by others, or has other links, and does "
          + "not show who reported: no approval counts until a revision has come in a file that only "
          + "its owner can write")
    case .file(let input):
      LocalizedText(
        ja: "\(input.kind)/\(input.fileName) は所有者以外も書き込めるか別の名前（リンク）を持ち、誰のものか"
          + "確かめられません。承認には、所有者も決定者も異なる二つの承認が要ります",
        en:
          "\(input.kind)/\(input.fileName) can be written by others, or has other links, and does "
          + "not show whose it is: two approvals are needed, of different owners and people")
    }
  }
}
