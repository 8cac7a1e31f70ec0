import Assessing
import Bookkeeping
import Crediting
import Delivering
import Domain
import Ingesting
import Logging
import Notation
import Quantities
import Reading
import Spooling
import Typesetting
import Wording

/// What the service says of its work: one line an event, with fields to find it by (docs/formats.md §6).
struct Journal {
  private let logger: Logger
  let language: Language

  init(_ logger: Logger, _ language: Language) {
    self.logger = logger
    self.language = language
  }

  func say(
    _ event: JournalEvent, _ level: Logger.Level, _ words: LocalizedText,
    _ fields: [String: String?],
    incidents: [Identifier] = [], file: String = #fileID, function: String = #function,
    line: UInt = #line
  ) {
    var metadata = fields.compactMapValues { $0 }.mapValues {
      Logger.MetadataValue.string($0.visible(upTo: Self.limit))
    }
    metadata["MESSAGE_ID"] = .string(event.messageID)
    let message = words[language].visible(upTo: Self.limit)
    // An entry is found by any of its incidents; of very many, further entries have the rest.
    var rest = incidents[...]
    var entry = 1
    repeat {
      let named = rest.prefix(Self.incidentsAnEntry)
      rest = rest.dropFirst(named.count)
      metadata["INCIDENT_ID"] = named.isEmpty ? nil : .array(named.map { .string($0.text) })
      logger.log(
        level: level, "\(message)\(entry > 1 ? " (\(entry))" : "")", metadata: metadata,
        source: "slacreditd", file: file, function: function, line: line)
      entry += 1
    } while !rest.isEmpty
  }

  /// The most characters of a message or a field.
  private static let limit = 4_000
  /// The most incidents that one entry names.
  static let incidentsAnEntry = 100

  func started() {
    say(.started, .info, LocalizedText(ja: "受け付けを始めました", en: "ready"), [:])
  }

  func delivered(_ count: Int, first path: String) {
    say(
      .delivered,
      .info,
      LocalizedText(ja: "\(count)通を書き出しました（\(path) ほか）", en: "wrote \(count) notes, first \(path)"),
      [:])
  }

  func repaired(_ count: Int, first path: String) {
    say(
      .repaired, .warning,
      LocalizedText(
        ja: "失われたか損なわれた文書を\(count)件作り直しました（\(path) ほか）",
        en: "made \(count) documents again that were gone or damaged, first \(path)"), [:])
  }

  func setAside(_ path: String) {
    say(
      .setAside, .error,
      LocalizedText(
        ja: "文書を書き出す場所に別の内容のファイルがありました。\(path) として残しました",
        en: "another file lay in the place of a document; it is kept as \(path)"),
      [:])
  }

  func cleared(_ cleared: Retention.Cleared, _ settings: Settings) {
    let (accepted, rejected) = (settings.acceptedDays, settings.rejectedDays)
    if cleared.accepted > 0 {
      say(
        .cleared, .notice,
        LocalizedText(
          ja: "\(accepted)日を過ぎた受付済みファイルを\(cleared.accepted)件、accepted/ から除きました（内容は台帳にあります）",
          en: "removed \(cleared.accepted) files older than \(accepted) days from accepted/; their "
            + "content is in the ledger"), [:])
    }
    if cleared.rejected > 0 {
      say(
        .cleared, .notice,
        LocalizedText(
          ja: "\(rejected)日を過ぎた、受け付けなかったファイルを\(cleared.rejected)件、理由とともに rejected/ から除きました",
          en:
            "removed \(cleared.rejected) files older than \(rejected) days from rejected/, with their "
            + "reasons"), [:])
    }
  }

  func notCleared(_ failure: FileFailure) {
    say(
      .cleared, .warning,
      LocalizedText(
        ja: "処理済みの古いファイルを除けません（翌日に再び試みます）: \(failure)",
        en: "old files cannot be removed, which is tried again tomorrow: \(failure)"), [:])
  }

  func notFormed(_ note: NoteHeader, _ form: DocumentSettings.Form, _ refusal: NoteFormError) {
    say(
      .notFormed, .warning,
      LocalizedText(
        ja: "\(note.number) の \(form.rawValue) は書けません: \(refusal.message(in: .ja))",
        en: "\(note.number) is not written as \(form.rawValue): \(refusal.message(in: .en))"),
      ["CREDIT_NOTE": note.number, "ACCOUNT_ID": note.account.text])
  }

  func cannotPrint(_ failure: TypesettingFailure) {
    say(
      .notFormed, .error,
      LocalizedText(
        ja: "PDF を書けません（次の起動で再び試みます）: \(failure)",
        en: "PDF cannot be written, and is tried again at the next start: \(failure)"), [:])
  }

  func anchored(_ anchor: Anchor, path: String) {
    say(
      .anchored, .notice,
      LocalizedText(
        ja: "台帳の照合用の記録: 入力 \(anchor.sequence) まで、ハッシュ \(anchor.hash)（\(path)）",
        en: "anchor of the ledger: up to input \(anchor.sequence), hash \(anchor.hash) (\(path))"),
      ["REASON": anchor.hash.description])
  }

  func corrupt(_ error: CorruptRowError) {
    say(
      .corrupt, .critical,
      LocalizedText(
        ja: "台帳の行が書かれたままではありません。これに基づくものは発行しません: \(error)",
        en:
          "a row of the ledger is not what was written; nothing that rests on it is issued: \(error)"
      ),
      ["REASON": "\(error)"])
  }

  func reissued(_ document: Delivery.Reissue) {
    say(
      .reissued, .error,
      LocalizedText(
        ja: "\(document.path) を作り直しましたが、発行したときと内容が一致しません（発行時 SHA-256 \(document.first)、"
          + "今回 \(document.now)）。PDF には再発行と記しました",
        en: "\(document.path) was made again, but not to the byte: issued as SHA-256 "
          + "\(document.first), made as \(document.now); as PDF it says that it is reissued"),
      ["REASON": document.path])
  }

  func notRepaired(_ path: String, _ fault: String) {
    say(
      .notFormed, .error,
      LocalizedText(
        ja: "\(path) は失われたか損なわれていますが、作り直せません: \(fault)",
        en: "\(path) is gone or damaged, and cannot be made again: \(fault)"), ["REASON": fault])
  }

  func unexplained(_ note: NoteHeader) {
    say(
      .notFormed, .warning,
      LocalizedText(
        ja: "\(note.number) の PDF は、消費税がかからない理由を示していません。設定ファイルの accounts: に、請求先"
          + "\(note.account)の zero_rate（exempt、export または outside-scope）を書いてください",
        en:
          "\(note.number) as PDF does not say why there is no tax: write zero_rate (exempt, export or "
          + "outside-scope) of account \(note.account) under accounts: into the settings"),
      ["CREDIT_NOTE": note.number, "ACCOUNT_ID": note.account.text])
  }

  func missing(_ characters: [Unicode.Scalar], on note: NoteHeader) {
    let list = characters.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      .joined(separator: " ")
    say(
      .notFormed, .warning,
      LocalizedText(
        ja: "\(note.number) の PDF には、どのフォントにもない文字があります: \(list)",
        en: "\(note.number) as PDF has characters that no font has: \(list)"),
      ["CREDIT_NOTE": note.number, "ACCOUNT_ID": note.account.text])
  }

  func paused(_ trouble: String) {
    say(
      .paused, .error,
      LocalizedText(
        ja: "受付を中断し、直るのを待ちます: \(trouble)",
        en: "intake is paused until this is over: \(trouble)"), [:])
  }

  func clock(_ error: ClockError) {
    say(
      .clock, .critical,
      LocalizedText(
        ja: "時計を確かめられるまで、受付・発行・整理を中断します: \(error.words.ja)",
        en: "nothing is taken in, issued or removed until the clock is right: \(error.words.en)"),
      [:])
  }

  func polling() {
    say(
      .polling, .warning,
      LocalizedText(
        ja: "inotify の監視枠が尽きているため、受付ディレクトリを定期的に見に行きます（fs.inotify.max_user_watches、"
          + "fs.inotify.max_user_instances）",
        en:
          "the system's inotify watches are used up, so the drop directories are looked at every few "
          + "seconds (fs.inotify.max_user_watches, fs.inotify.max_user_instances)"), [:])
  }

  func resumed() {
    say(.resumed, .notice, LocalizedText(ja: "受付を再開しました", en: "intake resumed"), [:])
  }

  func stopping() {
    say(.stopping, .info, LocalizedText(ja: "停止します", en: "stopping"), [:])
  }
}
