import ArgumentParser
import Assessing
import Bookkeeping
import Documents
import Domain
import Notation
import Quantities
import Wording

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
      let isForNOC = Session.current.role == .noc
      try inquiry.forEachUnreaching { incident in
        let since = incident.receipt.moment
        listing.print(
          Waiting.text(unreaching: incident),
          isForNOC
            ? WaitingCounts.fields(.undetermined, [incident.id], ["affects"], since, contracts: 0)
            : Waiting.fields(unreaching: incident))
      }
      guard !isForNOC else { return try WaitingCounts(inquiry).print(&listing) }
      try inquiry.forEachWaiting([.undetermined, .referred]) { assessment, since in
        listing.print(
          "\(Ages.text(since))  \(AssessmentText(assessment, Output.language).headline)",
          Waiting.fields(assessment, since))
      }
    }
  }
}
