import ArgumentParser
import Assessing
import Domain
import Foundation
import Ingesting
import Notation
import Quantities
import Querying
import Wording

/// How things stand, in a few numbers.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "How the service does, what stands against what is owed, and what waits.")

  /// A number, and what it is; `nil` where nobody knows it.
  private typealias Fact = (name: String, words: LocalizedText, value: Int128?)

  @Flag(help: "One line and an exit status for a monitor: 0 ok, 1 warning, 2 critical, 3 unknown.")
  var check = false
  @OptionGroup var list: ListOption

  func run() throws {
    let now = Moment.now
    if check {
      do { try self.check(at: now) } catch let status as ExitCode { throw status } catch {
        throw unanswered(LocalizedText(ja: "\(error)", en: "\(error)"))
      }
    }
    try Output.reporting {
      let settings = try list.settings.load()
      let inquiry = try Inquiry.opened(settings)
      let health = Self.health(settings, .success(inquiry), at: now)
      let facts = try Self.facts(inquiry) + Self.facts(health)
      let report = health.report
      switch list.format {
      case .text:
        tell(health, facts, at: now)
        if try inquiry.grounds().policy.issuing == .hold {
          Output.print(
            LocalizedText(
              ja: "設定 issue: hold により、通知は発行されません。\n",
              en: "issue: hold is set, so no notes are issued.\n")[Output.language])
        }
      case .json, .csv:
        let told: [(String, JSONValue)] = [
          ("service", .text(report.activity.rawValue)), ("service_says", .optional(report.text)),
          ("service_said_at", .optional(report.at?.rfc3339())),
        ]
        let numbers: [(String, JSONValue)] = facts.map {
          ($0.name, $0.value.map { .integer($0) } ?? .null)
        }
        guard list.format == .json else {
          var listing = Listing(.csv)
          return listing.print("", numbers + told)
        }
        Output.print(json: JSONValue.object(numbers + told).pretty() + "\n")
      }
    }
  }

  func unanswered(_ reason: LocalizedText) -> ExitCode {
    guard check else {
      Output.say(reason[Output.language])
      return ExitCode(1)
    }
    Output.print("SLACREDIT UNKNOWN - \(reason[Output.language].visible())\n")
    return ExitCode(ServiceHealth.Level.unknown.rawValue)
  }

  /// The NOC is told what is the matter, and no names.
  private static func health(
    _ settings: Settings, _ ledger: Result<Inquiry, any Error>, at now: Moment
  ) -> ServiceHealth {
    var health = ServiceHealth(settings, ledger, at: now)
    guard Session.current.role == .noc else { return health }
    health.report = health.report.withoutNames
    if health.ledgerFault != nil { health.ledgerFault = "journalctl -u slacreditd" }
    return health
  }

  // MARK: For people

  private func tell(_ health: ServiceHealth, _ facts: [Fact], at now: Moment) {
    let language = Output.language
    let report = health.report
    let says = (report.text ?? report.pause?.words[language]).map { ": " + $0 } ?? ""
    let since = report.at.map { " (\(NumberFormat.moment($0)))" } ?? ""
    Output.print("\(report.activity.words[language])\(says)\(since)\n")
    for finding in health.findings(at: now)
    where report.activity != .paused || finding.level < .critical {
      Output.print("  ! \(finding.words[language])\n")
    }
    // Names of files are their senders'; counts are for everybody.
    if Session.current.role != .noc {
      for drop in health.stale.prefix(10) {
        let since = Ages.text(Moment(milliseconds: drop.modified / 1_000_000))
        Output.print("    \(drop.kind)/\(drop.name.visible())  \(since)\n")
      }
    }
    for fact in facts {
      let unknown = LocalizedText(ja: "不明", en: "unknown")[language]
      let figure = fact.value.map { NumberFormat.grouped($0) } ?? unknown
      let width = figure.count + (fact.value == nil && language == .ja ? 2 : 0)
      let space = String(repeating: " ", count: max(1, 18 - width))
      Output.print("\(space)\(figure)  \(fact.words[language])\n")
    }
  }

  private static func facts(_ inquiry: Inquiry) throws -> [Fact] {
    let standing = try inquiry.standing()
    return [
      ("notes", LocalizedText(ja: "発行した通知", en: "notes issued"), Int128(standing.notes)),
      (
        "owed_total", LocalizedText(ja: "規則による額（税抜き）", en: "owed by the rules, before tax"),
        standing.owed.value
      ),
      (
        "prior_total", LocalizedText(ja: "うち手作業で減額済み", en: "of it given by hand before"),
        standing.prior.value
      ),
      (
        "standing_total", LocalizedText(ja: "発行済みの差引（税抜き）", en: "standing credited, before tax"),
        standing.total.value
      ),
      (
        "difference",
        LocalizedText(ja: "差（保留中、締め待ち）", en: "difference, held back or waiting for a closing"),
        standing.difference.value
      ),
      (
        "held_contracts", LocalizedText(ja: "訂正を保留中の契約", en: "contracts with held corrections"),
        Int128(standing.heldContracts)
      ),
      (
        "pending_contracts",
        LocalizedText(ja: "締めや発行開始を待つ契約", en: "contracts waiting for a closing, or for issuing"),
        Int128(standing.pendingContracts)
      ),
    ]
      + [Outcome.undetermined, .referred, .held].map { outcome in
        (outcome.rawValue, outcome.words, Int128(standing.waiting[outcome] ?? 0))
      } + [
        (
          "earlier_engine_contracts",
          LocalizedText(ja: "以前の版が決めた契約", en: "contracts decided by an earlier version"),
          Int128(try inquiry.contractsOfEarlierEngines())
        )
      ]
  }

  private static func facts(_ health: ServiceHealth) -> [Fact] {
    [
      (
        "backlog", LocalizedText(ja: "受付待ちのファイル", en: "files in the spool"),
        health.backlog.map { Int128($0) }
      ),
      (
        "stale_files",
        LocalizedText(ja: "書きかけのまま1日以上経ったファイル", en: "files left unfinished for over a day"),
        Int128(health.stale.count)
      ),
      (
        "ledger_bytes", LocalizedText(ja: "台帳（バイト）", en: "ledger, bytes"), whole(health.ledgerBytes)
      ),
      ("log_bytes", LocalizedText(ja: "台帳のログ（バイト）", en: "its log, bytes"), whole(health.logBytes)),
      (
        "free_state_bytes", LocalizedText(ja: "台帳のディスクの空き（バイト）", en: "free for the ledger, bytes"),
        whole(health.freeState)
      ),
      (
        "free_spool_bytes", LocalizedText(ja: "受付ディスクの空き（バイト）", en: "free for the spool, bytes"),
        whole(health.freeSpool)
      ),
      (
        "growth_bytes_per_day",
        LocalizedText(ja: "台帳の1日あたりの増加（バイト）", en: "growth of the ledger, bytes a day"),
        whole(health.growth)
      ),
      (
        "days_left",
        LocalizedText(ja: "この増え方でディスクがもつ日数", en: "days that the disk lasts at that pace"),
        whole(health.daysLeft)
      ),
    ]
  }

  private static func whole(_ number: Int64?) -> Int128? { number.map { Int128($0) } }

  // MARK: For a monitor

  private func check(at now: Moment) throws {
    let settings = try list.settings.load()
    let ledger = Result { try Inquiry.opened(settings) }
    let health = Self.health(settings, ledger, at: now)
    let findings = health.findings(at: now)
    let level = findings.first?.level ?? .ok
    let language = Output.language
    let told =
      findings.isEmpty
      ? health.report.activity.words[language]
      : findings.map { $0.words[language] }.joined(separator: "; ")
    let line = "SLACREDIT \(level.name) - \(told)".replacing("|", with: "/").visible()
    Output.print("\(line) | \(Self.performance(health, at: now))\n")
    throw ExitCode(level.rawValue)
  }

  /// Numbers as monitors keep them: `name=value[unit];warning;critical`.
  private static func performance(_ health: ServiceHealth, at now: Moment) -> String {
    typealias Threshold = ServiceHealth.Threshold
    func told(
      _ name: String, _ value: Int64?, _ unit: String = "",
      _ limits: (warning: Int64, critical: Int64)? = nil, below: String = ""
    ) -> String? {
      guard let value else { return nil }
      let range = limits.map { ";\($0.warning)\(below);\($0.critical)\(below)" } ?? ""
      return "\(name)=\(value)\(unit)\(range)"
    }
    let waited = health.oldest.map { (now - $0).milliseconds / 1_000 } ?? 0
    return [
      told("backlog", health.backlog.map { Int64($0) }),
      told("oldest", waited, "s", Threshold.waiting),
      told("stale", Int64(health.stale.count)), told("ledger", health.ledgerBytes, "B"),
      told("log", health.logBytes, "B", Threshold.log),
      told("free_state", health.freeState, "B", Threshold.free, below: ":"),
      told("free_spool", health.freeSpool, "B", Threshold.free, below: ":"),
      told("growth", health.growth, "B"),
      told("days_left", health.daysLeft, "", Threshold.days, below: ":"),
    ].compactMap { $0 }.joined(separator: " ")
  }
}

extension ServiceReport.Activity {
  /// The activity in words.
  fileprivate var words: LocalizedText {
    switch self {
    case .running: LocalizedText(ja: "稼働中", en: "running")
    case .paused: LocalizedText(ja: "受付を中断中", en: "paused")
    case .stopped: LocalizedText(ja: "停止中", en: "stopped")
    case .unknown: LocalizedText(ja: "不明", en: "unknown whether it runs")
    }
  }
}

extension ServiceHealth.Level {
  /// The level as monitors name it.
  fileprivate var name: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }
}
