import ArgumentParser
import Assessing
import Documents
import Domain
import Wording

/// What this version of the engine would decide otherwise than the one that did.
struct ReassessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reassess",
    abstract: "What this version of the engine would decide otherwise.",
    discussion: """
      A new version reassesses nothing by itself. To have it done, drop a request into requests/: \
      {"request_id": "…", "action": "reassess"}; what it corrects is held like any other correction.
      """)

  @Flag(help: "Only say what would change; nothing else is done by this command.") var dryRun =
    false
  @OptionGroup var list: ListOption

  func validate() throws {
    guard dryRun else {
      throw ValidationError(
        "use --dry-run; to have it done, drop {\"request_id\": \"…\", \"action\": \"reassess\"} into "
          + "requests/")
    }
  }

  func run() throws {
    try Output.reporting {
      var listing = Listing(list.format)
      let language = Output.language
      let form = AssessmentForm(withSteps: false)
      try list.inquiry().forEachRedecided { found in
        let engines = found.engines.map { String($0) }.joined(separator: ", ")
        let told =
          found.standing.map { "  - \(AssessmentText($0, language).headline)" }
          + found.anew.map { "  + \(AssessmentText($0, language).headline)" }
        listing.print(
          (["\(found.contract) (engine \(engines) → \(Engine.version))"] + told)
            .joined(separator: "\n"),
          [
            ("contract_id", .text(found.contract.text)),
            ("engines", .list(found.engines.map { .integer(Int128($0)) })),
            ("standing", .integer(found.standing.reduce(0) { $0 + $1.amount.value })),
            ("anew", .integer(found.anew.reduce(0) { $0 + $1.amount.value })),
          ],
          more: [
            ("standing_assessments", .list(found.standing.map(form.json))),
            ("assessments", .list(found.anew.map(form.json))),
          ])
      }
    }
  }
}
