import Bookkeeping
import Domain
import Ingesting
import Reading
import Spooling
import Threads
import Wording

/// What is told of dropped files, and of the directories in which they lie.
extension Journal {
  func duplicate(_ drop: Spool.Drop, of earlier: InputRecord) {
    say(
      .duplicate,
      .info,
      LocalizedText(
        ja: "\(drop.kind)/\(drop.name) は\(earlier.received)に受け付けた内容と同じで、何も変わりません",
        en: "\(drop.kind)/\(drop.name) has the content taken in at \(earlier.received): no effect"),
      ["SPOOL_FILE": drop.path])
  }

  func rejected(_ drop: Spool.Drop, _ invalid: InvalidInput, place: String?) {
    let first = invalid.problems.first?.message(in: language) ?? ""
    let count = invalid.problems.count + invalid.unlisted
    say(
      .rejected,
      .warning,
      LocalizedText(
        ja: "\(drop.kind)/\(drop.name) は受け付けませんでした（\(count)件の誤り）: \(first)",
        en: "refused \(drop.kind)/\(drop.name), \(count) problems: \(first)"),
      ["SPOOL_FILE": drop.path, "REASON": place.map { "\($0).reason.txt" }])
  }

  func waits(_ drop: Spool.Drop, _ wait: Spool.Wait) {
    say(
      .waits, .warning,
      LocalizedText(
        ja: "\(drop.kind)/\(drop.name) はまだ受け付けていません: \(wait.words.ja)",
        en: "\(drop.kind)/\(drop.name) is not taken in yet: \(wait.words.en)"),
      ["SPOOL_FILE": drop.path])
  }

  func unlistable(_ failure: FileFailure) {
    say(
      .unlistable, .error,
      LocalizedText(
        ja: "\(failure.path) を読めません（\(failure.reason)）。ここに置かれたファイルは受け付けられません",
        en: "\(failure.path) cannot be listed (\(failure.reason)): what lies there is not taken in"),
      ["REASON": failure.description])
  }

  func isGone(_ path: String) {
    say(
      .unlistable, .error,
      LocalizedText(
        ja: "\(path) がなくなりました。元の所有者・許可で作り直す権限がないため、"
          + "systemd-tmpfiles --create を実行してください",
        en: "\(path) is gone, and the service may not make it again for its group: run "
          + "systemd-tmpfiles --create"),
      ["REASON": path])
  }

  func skipped(_ drop: Spool.Drop) {
    say(
      .skipped,
      .warning,
      LocalizedText(
        ja: "\(drop.kind)/\(drop.name) は受け付けず、そのままにします: \(drop.irregularity?.words.ja ?? "")",
        en: "\(drop.kind)/\(drop.name) skipped: \(drop.irregularity?.words.en ?? "")"),
      ["SPOOL_FILE": drop.path])
  }

  func skipped(more count: Int) {
    say(
      .skipped, .warning,
      LocalizedText(ja: "ほかに\(count)件を受け付けず、そのままにします", en: "\(count) more skipped"), [:])
  }

  func taking(_ drop: Spool.Drop) {
    say(
      .taking, .info,
      LocalizedText(
        ja: "\(drop.kind)/\(drop.name) の処理を始めます（\(drop.size)バイト）",
        en: "at \(drop.kind)/\(drop.name), \(drop.size) bytes"), ["SPOOL_FILE": drop.path])
  }

  func progress(_ reading: WorkMeter.Reading, file: String?) {
    let words = reading.words
    say(
      .progress, .info,
      LocalizedText(
        ja: (file.map { "処理中 \($0)、" } ?? "") + words.ja,
        en: (file.map { "at \($0), " } ?? "") + words.en), ["SPOOL_FILE": file])
  }

  func died(at drop: Spool.Drop, _ death: FatalFiles.Death) {
    say(
      .fatal, .error,
      LocalizedText(
        ja: "前回、\(drop.kind)/\(drop.name) の処理中に異常終了しました（\(death.result)）。ほかのファイルの後に処理します",
        en:
          "the service died at \(drop.kind)/\(drop.name) (\(death.result)); it is taken after all others"
      ),
      ["SPOOL_FILE": drop.path, "REASON": death.result])
  }

  func postponed(_ drop: Spool.Drop, _ error: NoRoomError) {
    say(
      .postponed, .error,
      LocalizedText(
        ja: "ディスクに空きがないため、ほかのファイルを先に処理します: \(error)",
        en: "the disk has no room for a file, which steps behind the others: \(error)"),
      ["SPOOL_FILE": drop.path])
  }
}
