import Bookkeeping
import Domain
import Ingesting
import Reading
import Spooling

/// Files that are refused for another reason than what they say.
extension InvalidInput {
  /// A file that the program failed on: its own mistake, or numbers beyond all reason.
  init(unforeseen name: String, _ error: any Error) {
    let text = LedgerFailure(error)?.description ?? "\(error)"
    self.init(
      problems: [
        Problem(
          file: name, position: nil, path: "",
          expected: LocalizedText(ja: "処理できる内容", en: "content that can be processed"), found: text,
          fix: LocalizedText(
            ja: "金額や件数が桁外れでないか確かめ、そうでなければこのファイルを添えて開発元に知らせてください。",
            en: "check for amounts or counts beyond all reason; else report this with the file"))
      ], unlisted: 0)
  }

  /// A file at which the service died.
  init(fatal name: String, _ death: FatalFiles.Death) {
    self.init(
      problems: [
        Problem(
          file: name, position: nil, path: "",
          expected: LocalizedText(
            ja: "サービスが処理し終えられるファイル", en: "a file that the service can finish"),
          found: "\(death.result) × \(death.count)",
          fix: LocalizedText(
            ja: "このファイルの処理中にサービスが\(death.count)回異常終了しました（\(death.result)）。"
              + "小さく分けて送り直し、このファイルを添えて開発元に知らせてください。",
            en:
              "the service died \(death.count) times at this file (\(death.result)); send it in smaller "
              + "parts, and report this with the file"))
      ], unlisted: 0)
  }
}
