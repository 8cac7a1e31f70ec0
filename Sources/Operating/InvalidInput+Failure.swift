import Bookkeeping
import Domain
import Foundation
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
          expected: Words(ja: "処理できる内容", en: "content that can be processed"), found: text,
          mend: Words(
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
          expected: Words(ja: "サービスが処理し終えられるファイル", en: "a file that the service can finish"),
          found: "\(death.result) × \(death.count)",
          mend: Words(
            ja: "このファイルの処理中にサービスが\(death.count)回異常終了しました（\(death.result)）。"
              + "小さく分けて送り直し、このファイルを添えて開発元に知らせてください。",
            en:
              "the service died \(death.count) times at this file (\(death.result)); send it in smaller "
              + "parts, and report this with the file"))
      ], unlisted: 0)
  }

  /// A file that cannot be read.
  init(unreadable name: String, _ failure: FileFailure) {
    self.init(
      problems: [
        Problem(
          file: name, position: nil, path: "",
          expected: Words(ja: "サービスが読めるファイル", en: "a file that the service can read"),
          found: String(cString: strerror(failure.code)),
          mend: Words(
            ja: "ファイルのグループと読み取り許可を確かめて、置き直してください。",
            en: "check the file's group and read permission, and drop it again"))
      ], unlisted: 0)
  }
}
