import ArgumentParser
import Commanding

@main
enum Main {
  static func main() {
    SlaCreditCtl.runProcess { command in
      defer { Output.flush() }
      guard let question = command as? any LedgerQuestion else { return try command.run() }
      var status: Int32?
      try Output.reporting { status = try LedgerSocket.ask(question) }
      guard let status else { return try command.run() }
      guard status == 0 else { throw ExitCode(status) }
    }
  }
}

/// Everything that a person asks of the outage-credit system, or does with it.
struct SlaCreditCtl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slacreditctl",
    abstract: "Ask what outages oblige the provider to give back, and why.",
    discussion: """
      Exit status: 0 done, whatever was found to be owed; 1 what was asked about is wrong; \
      2 usage; 3 partly done.
      """,
    subcommands: [
      CheckCommand.self, AssessCommand.self, SubmitCommand.self, ShowCommand.self,
      ExplainCommand.self, BundleCommand.self, PreviewCommand.self, NotesCommand.self,
      IncidentsCommand.self, StatusCommand.self,
      WaitingCommand.self, HeldCommand.self, RejectedCommand.self, VerifyCommand.self,
      BackupCommand.self, RestoreCommand.self, ReassessCommand.self, TermsCommand.self,
      RehearseCommand.self, EffectsCommand.self, ServeCommand.self,
    ])
}
