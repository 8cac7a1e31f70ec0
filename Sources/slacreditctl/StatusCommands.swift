import ArgumentParser
import Assessing
import Documents
import Domain
import Foundation
import Notation
import Operating
import Quantities
import Spooling
import Wording

/// How things stand, in a few numbers.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "What stands, what waits, and what lies in the spool.")

  @OptionGroup var ledger: LedgerOption

  func run() throws {
    try Output.reporting {
      let settings = try ledger.settings()
      let standing = try Inquiry(settings).standing()
      let spool = Spool(root: settings.spool, kinds: InputKind.allCases.map(\.rawValue))
      let backlog = try spool.list().filter { $0.oddity == nil }.count
      let waiting = [Assessment.Outcome.undetermined, .referred, .held].map { outcome in
        (outcome, standing.waiting[outcome] ?? 0)
      }
      switch ledger.format {
      case .text:
        let total = Figures.grouped(standing.total.amount)
        let lines =
          [
            Words(
              ja: "発行済み \(standing.notes)通、差引 \(total)円（税抜き）",
              en: "\(standing.notes) notes, \(total) yen before tax stand credited"),
            Words(ja: "受付待ち \(backlog)件", en: "\(backlog) files in the spool"),
          ] + waiting.map { Words(ja: "\($0.0.words.ja) \($0.1)件", en: "\($0.1) \($0.0.words.en)") }
        for line in lines { Output.print(line[Output.language] + "\n") }
      case .json:
        let fields: [(String, JSONValue)] =
          [
            ("notes", .integer(Int128(standing.notes))),
            ("standing_total", .integer(standing.total.amount)),
            ("backlog", .integer(Int128(backlog))),
          ] + waiting.map { ($0.0.rawValue, .integer(Int128($0.1))) }
        Output.print(JSONValue.object(fields).pretty() + "\n")
      }
    }
  }
}

/// What waits for a fact, a document or a decision.
struct WaitingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiting",
    abstract: "What is undetermined, referred or held: for what, from whom, and since when.")

  @OptionGroup var ledger: LedgerOption

  func run() throws {
    try Output.reporting {
      try ledger.inquiry().forEachWaiting { assessment, since in
        switch ledger.format {
        case .text:
          Output.print(
            "\(Figures.moment(since))  \(AssessmentText(assessment, Output.language).headline)\n")
        case .json:
          let json = AssessmentForm(withSteps: false).json(assessment)
          let entry = JSONValue.object([("since", .text(since.rfc3339())), ("assessment", json)])
          Output.print(entry.compact + "\n")
        }
      }
    }
  }
}

/// What was refused, and the first reason.
struct RejectedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejected", abstract: "List the files that were refused, each with its reasons.")

  @OptionGroup var ledger: LedgerOption

  func run() throws {
    try Output.reporting {
      let root = try ledger.settings().spool + "/rejected"
      let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      for path in found.sorted() where path.hasSuffix(".reason.txt") {
        let name = String(path.dropLast(".reason.txt".count))
        let reasons = (try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)) ?? ""
        switch ledger.format {
        case .text:
          Output.print("\(name)\n")
          for line in reasons.split(separator: "\n") { Output.print("    \(line)\n") }
        case .json:
          let lines = reasons.split(separator: "\n").map { JSONValue.text(String($0)) }
          Output.print(
            JSONValue.object([("file", .text(name)), ("reasons", .list(lines))]).compact + "\n")
        }
      }
    }
  }
}
