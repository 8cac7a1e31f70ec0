import Crediting
import Domain

extension TradeProblem {
  /// What is missing, and the setting that supplies it.
  public var words: LocalizedText {
    switch self {
    case .buyerEndpoint(let account):
      LocalizedText(
        ja: "請求先\(account)の電子アドレスがありません。設定ファイルに accounts: { \(account): "
          + "{ endpoint: { scheme: \"0221\", id: T… } } } のように書いてください。",
        en: "The electronic address of account \(account) is missing: write accounts: "
          + "{ \(account): { endpoint: { scheme: \"0221\", id: T… } } } into the settings.")
    case .buyerCountry(let account):
      LocalizedText(
        ja: "請求先\(account)の国がありません。設定ファイルに accounts: { \(account): "
          + "{ country: JP } } のように書いてください。",
        en: "The country of account \(account) is missing: write accounts: "
          + "{ \(account): { country: JP } } into the settings.")
    case .sellerEndpoint(let number):
      LocalizedText(
        ja: "発行者の登録番号「\(number)」は電子アドレスになりません。設定ファイルの issuer に "
          + "endpoint: { scheme: …, id: … } を書いてください。",
        en: "The issuer's registration number “\(number)” is no electronic address: write "
          + "endpoint: { scheme: …, id: … } under issuer into the settings.")
    case .zeroRate(let account, let contract):
      LocalizedText(
        ja: "請求先\(account)の契約\(contract)は税率0%ですが、その理由が分かりません。設定ファイルに "
          + "accounts: { \(account): { zero_rate: exempt、export または outside-scope } } を"
          + "書いてください。",
        en: "Contract \(contract) of account \(account) has a tax rate of 0 for a reason that is "
          + "not known: write accounts: { \(account): { zero_rate: exempt, export or "
          + "outside-scope } } into the settings.")
    case .reversedNumber(let note):
      LocalizedText(
        ja: "\(note)が取り消す書面の番号がありません。",
        en: "The number of the document that \(note) cancels is missing.")
    case .glyphs(let account, let characters):
      LocalizedText(
        ja: "請求先\(account)の名称の文字「\(Self.named(characters))」を印刷できる書体がありません。その文字を含む書体を"
          + "インストールしてください（例: fonts-noto-cjk）。書面の番号はそのままで、PDFは書体が入り次第作成されます。",
        en:
          "No installed font has the characters “\(Self.named(characters))” of the name of account "
          + "\(account): install one that has (such as fonts-noto-cjk). The note keeps its number, "
          + "and its PDF is made once the font is there.")
    case .noInvoice(let note):
      LocalizedText(
        ja: "\(note)は、ご請求そのものが減額されるものですので、電子インボイスにはなりません。",
        en: "\(note) lowers a bill that is still to come, so there is no electronic invoice of it.")
    case .sums(let note):
      LocalizedText(
        ja: "\(note)の明細の合計が総額と一致しません。slacreditctl verify で台帳を確かめてください。",
        en: "The lines of \(note) do not add up to its totals: look into the ledger with "
          + "slacreditctl verify.")
    }
  }

  private static func named(_ characters: [Unicode.Scalar]) -> String {
    characters.map { "\($0) (U+\(String($0.value, radix: 16, uppercase: true)))" }
      .joined(separator: " ")
  }
}
