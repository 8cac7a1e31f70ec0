import Domain
import Spooling

/// Dropped files that cannot be taken yet, and why.
struct WaitingDrops {
  /// A file that waits for longer is told.
  private static let patience = Duration.seconds(60)

  private struct Entry {
    var wait: Spool.Wait
    let since: ContinuousClock.Instant
    var isTold = false
  }

  private var entries: [String: Entry] = [:]

  /// The files, as `KIND/NAME`, each with what it waits for, in order of name.
  var told: [(file: String, because: LocalizedText)] {
    entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.wait.words) }
  }

  var count: Int { entries.count }

  private static func key(_ drop: Spool.Drop) -> String { "\(drop.kind)/\(drop.name)" }

  /// - Returns: whether it is time to tell of it: at once where its sender has to do something.
  mutating func add(
    _ drop: Spool.Drop, _ wait: Spool.Wait, now: ContinuousClock.Instant = .now
  ) -> Bool {
    var entry = entries[Self.key(drop)] ?? Entry(wait: wait, since: now)
    entry.wait = wait
    let isDue = !entry.isTold && (wait.asksSender || entry.since + Self.patience <= now)
    entry.isTold = entry.isTold || isDue
    entries[Self.key(drop)] = entry
    return isDue
  }

  mutating func remove(_ drop: Spool.Drop) { entries[Self.key(drop)] = nil }

  func contains(_ drop: Spool.Drop) -> Bool { entries[Self.key(drop)] != nil }

  /// Forgets those that are no longer there.
  mutating func keep(_ drops: [Spool.Drop]) {
    guard !entries.isEmpty else { return }
    let keys = Set(drops.map(Self.key))
    entries = entries.filter { keys.contains($0.key) }
  }
}

extension Spool.Wait {
  /// Whether it does not go over by itself.
  fileprivate var asksSender: Bool {
    switch self {
    case .unreadable, .unmovable: true
    case .writer, .settling, .empty, .unproven, .name, .ledger: false
    }
  }

  /// What a file waits for, and how to help it.
  var words: LocalizedText {
    switch self {
    case .writer:
      LocalizedText(
        ja: "書き込み用に開いているプログラムがあるため、閉じられるのを待っています",
        en: "a program has it open for writing, and it is taken when that closes it")
    case .settling:
      LocalizedText(
        ja: "書き込みが終わったか分からないため、変化が止まるのを待っています（settle）",
        en: "whether it is whole does not show, so it is taken once it stays as it is (settle)")
    case .empty:
      LocalizedText(
        ja: "空のため、書き込まれるのを待っています（settle）",
        en: "it is empty, and somebody may be about to write it (settle)")
    case .unproven:
      LocalizedText(
        ja: "最後まで届いた印がありません。CSVは最後の行を #rows=件数、YAMLは ... に"
          + "してください（設定の complete）",
        en:
          "it lacks the proof that it is whole: a last line #rows=N in CSV, ... in YAML (complete: "
          + "in the settings)")
    case .unreadable(let failure):
      LocalizedText(
        ja: "読めません（\(failure.reason)）。chmod g+r してください。読めるようになれば受け付けます",
        en: "it may not be read (\(failure.reason)); chmod g+r, and it is taken")
    case .unmovable(let failure):
      LocalizedText(
        ja: "ディレクトリから動かせません（\(failure.reason)）。ディレクトリの所有者と許可を確かめてください",
        en: "it may not be moved (\(failure.reason)); check the directory's owner and mode")
    case .ledger:
      LocalizedText(
        ja: "これに要る台帳の行が書かれたままでないため、直されるのを待っています（slacreditctl verify で分かります）",
        en:
          "a row of the ledger that it needs is not what was written (slacreditctl verify tells which); "
          + "it is taken once that is restored")
    case .name:
      LocalizedText(
        ja: "同じ名前のファイルを処理しているため、終わるのを待っています",
        en: "another of its name is being taken, and it comes after that")
    }
  }
}
