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
    commandName: "status",
    abstract: "What stands against what is owed, what waits, and what lies in the spool.")

  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      let settings = try list.settings.load()
      let inquiry = try Inquiry.opened(settings)
      let standing = try inquiry.standing()
      let spool = Spool(root: settings.spool, kinds: InputKind.allCases.map(\.rawValue))
      let backlog = Int128(try spool.list().filter { $0.oddity == nil }.count)
      let facts: [(String, Words, Int128)] =
        [
          ("notes", Words(ja: "発行した通知", en: "notes issued"), Int128(standing.notes)),
          (
            "owed_total", Words(ja: "規則による額（税抜き）", en: "owed by the rules, before tax"),
            standing.owed.amount
          ),
          (
            "prior_total", Words(ja: "うち手作業で減額済み", en: "of it given by hand before"),
            standing.prior.amount
          ),
          (
            "standing_total", Words(ja: "発行済みの差引（税抜き）", en: "standing credited, before tax"),
            standing.total.amount
          ),
          (
            "difference",
            Words(ja: "差（保留中、締め待ち）", en: "difference, held back or waiting for a closing"),
            standing.difference.amount
          ),
          (
            "held_contracts", Words(ja: "訂正を保留中の契約", en: "contracts with held corrections"),
            Int128(standing.heldContracts)
          ),
          (
            "pending_contracts",
            Words(ja: "締めや発行開始を待つ契約", en: "contracts waiting for a closing, or for issuing"),
            Int128(standing.pendingContracts)
          ),
        ]
        + [Outcome.undetermined, .referred, .held].map { outcome in
          (outcome.rawValue, outcome.words, Int128(standing.waiting[outcome] ?? 0))
        } + [
          (
            "earlier_engine_contracts",
            Words(ja: "以前の版が決めた契約", en: "contracts decided by an earlier version"),
            Int128(try inquiry.contractsOfEarlierEngines())
          ),
          ("backlog", Words(ja: "受付待ちのファイル", en: "files in the spool"), backlog),
        ]
      switch list.format {
      case .text:
        for (_, words, value) in facts {
          let figure = Figures.grouped(value)
          let space = String(repeating: " ", count: max(1, 16 - figure.count))
          Output.print("\(space)\(figure)  \(words[Output.language])\n")
        }
        if try inquiry.grounds().policy.issuing == .hold {
          Output.print(
            Words(
              ja: "設定 issue: hold により、通知は発行されません。\n",
              en: "issue: hold is set, so no notes are issued.\n")[Output.language])
        }
      case .json:
        Output.print(
          json: JSONValue.object(facts.map { ($0.0, .integer($0.2)) }).pretty() + "\n")
      case .csv:
        var listing = Listing(.csv)
        listing.print("", facts.map { ($0.0, .integer($0.2)) })
      }
    }
  }
}

/// What waits for a fact, a document or a decision.
struct WaitingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiting",
    abstract: "What is undetermined or referred: for what, from whom, and since when.")

  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      var listing = Listing(list.format)
      let inquiry = try list.inquiry()
      guard Session.current.role != .noc else { return try WaitingSums(inquiry).print(&listing) }
      try inquiry.forEachWaiting([.undetermined, .referred]) { assessment, since in
        listing.print(
          "\(Ages.text(since))  \(AssessmentText(assessment, Output.language).headline)",
          Waiting.fields(assessment, since))
      }
    }
  }
}

/// What is owed but not issued before a person decides.
struct HeldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "held",
    abstract: "What waits for an approval: claims, and corrections that were too large.")

  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      let inquiry = try list.inquiry()
      var claims = Listing(list.format)
      try inquiry.forEachWaiting([.held]) { assessment, since in
        claims.print(
          "\(Ages.text(since))  \(AssessmentText(assessment, Output.language).headline)"
            + "  claim_id: \(assessment.request?.text ?? "")",
          [("subject", .text("claim_id:\(assessment.request?.text ?? "")"))]
            + Waiting.fields(assessment, since))
      }
      try inquiry.forEachBatch { batch in
        let (notes, lowered) = (batch.notes, Figures.grouped(batch.lowered.amount))
        let file = "\(batch.input.kind)/\(batch.input.fileName)"
        let refusal = batch.refusal.map { refused in
          Words(
            ja: "、\(refused.decidedBy)が承認せず: \(refused.reason)",
            en: ", refused by \(refused.decidedBy): \(refused.reason)")[Output.language]
        }
        let words = Words(
          ja:
            "batch_id: \(batch.id)  \(file) による訂正: 取消\(notes)通、差引\(lowered)円減、契約\(batch.contracts)件",
          en: "batch_id: \(batch.id)  corrections by \(file): \(notes) notes to reverse, "
            + "\(lowered) yen less, contracts: \(batch.contracts)")
        claims.print(
          "\(Ages.text(batch.input.received))  \(words[Output.language])\(refusal ?? "")"
            + (batch.afterCredits > 0 ? Self.afterCredits(batch.afterCredits) : ""),
          [
            ("subject", .text("batch_id:\(batch.id)")),
            ("since", .text(batch.input.received.rfc3339())),
            ("outcome", .text("held")), ("contract_id", .null), ("account_id", .null),
            ("remedy", .null), ("incidents", .list([])),
            ("amount", .integer(-batch.lowered.amount)),
            ("waits_for", .list([.text("approval")])),
          ],
          more: [
            ("input", .text(file)), ("notes", .integer(Int128(notes))),
            ("contracts", .integer(Int128(batch.contracts))),
            ("after_credits", .integer(Int128(batch.afterCredits))),
            ("refused_by", .optional(batch.refusal?.decidedBy)),
          ])
      }
    }
  }

  /// What to do about charges that seem to have come again after credits.
  private static func afterCredits(_ contracts: Int64) -> String {
    Words(
      ja: "\n    うち契約\(contracts)件は、減額後の料金が送られたものと見られます。charges/ に、減額前の額を "
        + "before_credits に書いて送り直してください。",
      en:
        "\n    Of these, \(contracts) contracts seem to have been charged after credits: send their "
        + "charges again with before_credits, what they were before.")[Output.language]
  }
}

/// How long something has been so.
enum Ages {
  static func text(_ since: Moment) -> String {
    let now = Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    let hours = max(0, (now - since).milliseconds / 3_600_000)
    let age =
      hours < 48
      ? Words(ja: "\(hours)時間", en: "\(hours) h")
      : Words(ja: "\(hours / 24)日", en: "\(hours / 24) d")
    return "\(Figures.moment(since)) (\(age[Output.language]))"
  }
}

/// What waits, as fields.
enum Waiting {
  static func fields(_ assessment: Assessment, _ since: Moment) -> [(String, JSONValue)] {
    [
      ("since", .text(since.rfc3339())), ("outcome", .text(assessment.outcome.rawValue)),
      ("contract_id", .text(assessment.contract.text)),
      ("account_id", .optional(assessment.account?.text)),
      ("remedy", .text(assessment.remedy.rawValue)),
      ("incidents", .list(assessment.incidents.map { .text($0.text) })),
      ("amount", .integer(assessment.amount.amount)),
      ("waits_for", .list(assessment.waitsFor.map { .text($0.description) })),
    ]
  }
}
