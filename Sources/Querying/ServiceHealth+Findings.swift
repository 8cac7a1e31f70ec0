import Domain
import Quantities

extension ServiceHealth {
  /// How bad something is, with a monitor's exit status.
  public enum Level: Int32, Comparable, Sendable {
    /// Nothing to do.
    case ok = 0
    /// Somebody should look at it.
    case warning = 1
    /// Somebody has to act.
    case critical = 2
    /// Nobody can tell.
    case unknown = 3

    /// Orders by urgency: what is known to be wrong comes before what nobody knows.
    public static func < (left: Level, right: Level) -> Bool { left.urgency < right.urgency }

    private var urgency: Int {
      switch self {
      case .ok: 0
      case .unknown: 1
      case .warning: 2
      case .critical: 3
      }
    }
  }

  /// Something that is not as it should be.
  public struct Finding: Sendable {
    /// How bad it is.
    public let level: Level
    /// What it is.
    public let words: LocalizedText
  }

  /// From when on something is worth a warning, and from when on it is critical (docs/formats.md §1).
  public enum Threshold {
    /// How long a file may wait, in seconds.
    public static let waiting: (warning: Int64, critical: Int64) = (600, 3_600)
    /// How long the service may say nothing, in seconds.
    static let silence: (warning: Int64, critical: Int64) = (300, 1_800)
    /// What is to be free, in bytes.
    public static let free: (warning: Int64, critical: Int64) = (5 << 30, 1 << 30)
    /// For how many days it is to last.
    public static let days: (warning: Int64, critical: Int64) = (30, 7)
    /// How large the log of the ledger may be, in bytes.
    public static let log: (warning: Int64, critical: Int64) = (1 << 30, 8 << 30)
  }

  /// What is not as it should be, the worst first.
  public func findings(at now: Moment) -> [Finding] {
    let found = activity(at: now) + spool(at: now) + disks()
    return found.sorted { $0.level > $1.level }
  }

  private func activity(at now: Moment) -> [Finding] {
    var found: [Finding] = []
    func add(_ level: Level, _ ja: String, _ en: String) {
      found.append(Finding(level: level, words: LocalizedText(ja: ja, en: en)))
    }
    switch report.activity {
    case .running:
      guard let at = report.at else {
        add(.unknown, "サービスの状態の報告がありません", "the service has not said how it does")
        break
      }
      let silence = (now - at).milliseconds / 1_000
      if let level = Self.level(silence, Threshold.silence) {
        add(level, "サービスの報告が\(silence)秒ありません", "the service has said nothing for \(silence) s")
      }
    case .paused:
      let why = report.pause?.words ?? LocalizedText(ja: "", en: "")
      add(
        .critical, report.text ?? "受付を中断中: \(why.ja)",
        report.text ?? "intake is paused: \(why.en)")
    case .stopped: add(.critical, "サービスは動いていません", "the service is not running")
    case .unknown: add(.unknown, "サービスの状態が分かりません", "nobody can tell whether the service runs")
    }
    if let ledgerFault {
      add(.critical, "台帳を読めません: \(ledgerFault)", "the ledger cannot be read: \(ledgerFault)")
    }
    return found
  }

  private func spool(at now: Moment) -> [Finding] {
    var found: [Finding] = []
    if backlog == nil {
      found.append(
        Finding(
          level: .unknown,
          words: LocalizedText(ja: "受付ディレクトリを読めません", en: "the drop directories cannot be listed")))
    }
    let waited = oldest.map { (now - $0).milliseconds / 1_000 } ?? 0
    if let level = Self.level(waited, Threshold.waiting) {
      found.append(
        Finding(
          level: level,
          words: LocalizedText(
            ja: "受付が遅れています（\(backlog ?? 0)件、最長\(waited)秒）",
            en: "intake is behind: \(backlog ?? 0) files wait, the first for \(waited) s")))
    }
    if deaths > 0 {
      found.append(
        Finding(
          level: .warning,
          words: LocalizedText(
            ja: "サービスの異常終了を招いたファイルが\(deaths)件あります",
            en: "files at which the service ended by its own doing: \(deaths)")))
    }
    if !stale.isEmpty {
      found.append(
        Finding(
          level: .warning,
          words: LocalizedText(
            ja: "書きかけのまま1日以上経ったファイルが\(stale.count)件あります",
            en: "files left unfinished for over a day: \(stale.count)")))
    }
    return found
  }

  private func disks() -> [Finding] {
    var found: [Finding] = []
    func add(_ level: Level?, _ words: LocalizedText) {
      if let level { found.append(Finding(level: level, words: words)) }
    }
    for (free, ja, en) in [(freeState, "台帳", "the ledger"), (freeSpool, "受付", "the spool")] {
      guard let free else { continue }
      let mebibytes = free >> 20
      add(
        Self.level(below: free, Threshold.free),
        LocalizedText(
          ja: "\(ja)のディスクの空きは\(mebibytes) MiBです", en: "\(mebibytes) MiB are free for \(en)"))
    }
    if let daysLeft {
      add(
        Self.level(below: daysLeft, Threshold.days),
        LocalizedText(
          ja: "この増え方ではディスクはあと\(daysLeft)日で一杯になります",
          en: "at this pace the disk is full in \(daysLeft) days"))
    }
    if let logBytes {
      add(
        Self.level(logBytes, Threshold.log),
        LocalizedText(
          ja: "台帳のログが\(logBytes >> 20) MiBあります",
          en: "the log of the ledger has \(logBytes >> 20) MiB"))
    }
    return found
  }

  private static func level(_ value: Int64, _ from: (warning: Int64, critical: Int64)) -> Level? {
    value >= from.critical ? .critical : value >= from.warning ? .warning : nil
  }

  private static func level(
    below value: Int64, _ least: (warning: Int64, critical: Int64)
  ) -> Level? {
    value < least.critical ? .critical : value < least.warning ? .warning : nil
  }
}

extension ServiceReport.Pause {
  /// Why, in words that name nothing.
  public var words: LocalizedText {
    switch self {
    case .room: LocalizedText(ja: "ディスクに空きがありません", en: "the disk is full")
    case .disk: LocalizedText(ja: "ディスクに障害があるか、書き込めません", en: "the disk fails, or cannot be written")
    case .clock: LocalizedText(ja: "時計を確かめられません", en: "the clock cannot be believed")
    }
  }
}
