import ArgumentParser
import Bookkeeping
import Crediting
import Domain
import Notation
import Wording

/// Incidents, a line each.
struct IncidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents", abstract: "List the incidents, and how long open ones have been so.")

  @Flag(help: "Only incidents that are not restored.") var open = false
  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      var listing = Listing(list.format)
      try list.inquiry().forEachIncident { incident, contracts in
        let isOpen =
          incident.times.restored == nil && !incident.withdrawn && !incident.isScheduled
        guard isOpen || !open else { return }
        let words = LocalizedText(ja: "契約\(contracts)件", en: "contracts: \(contracts)")[
          Output.language]
        let age = isOpen ? "  " + Ages.text(incident.times.began) : ""
        listing.print(
          IncidentText.headline(incident, Output.language) + "  \(words)\(age)",
          IncidentText.fields(incident, contracts: contracts))
      }
    }
  }
}
