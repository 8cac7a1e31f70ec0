import ArgumentParser
import Domain
import Operating
import Reading
import Spooling

/// Validates input files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate input files of any kind.",
    discussion: "What a file holds is told by its fields, or by --as.")

  @Argument(help: "The files.") var files: [String]
  @Option(name: .customLong("as"), help: "What the files hold.") var kind: InputKind?
  @OptionGroup var terms: TermsOption

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one file") }
  }

  func run() throws {
    try Output.reporting {
      let catalogue = try? terms.catalogue()
      if catalogue == nil {
        Output.say("no terms at hand: services, billings and fees are not checked against them")
      }
      let limits = (try? terms.fileLimits) ?? FileLimits()
      var wrong = 0
      for path in files {
        do {
          let result = try InputCheck(
            path, as: kind, catalogue: catalogue, received: .now, within: limits)
          Output.print("\(path): \(result.summary[Output.language])\n")
          if let unchecked = result.unchecked { Output.say("  \(unchecked[Output.language])") }
          for attribution in result.attributions {
            Output.print(
              "  \(attribution.rawValue): \(attribution.definition[Output.language])\n")
          }
        } catch let invalid as InvalidInput {
          wrong += 1
          Output.say(invalid.message(in: Output.language))
        } catch let failure as FileFailure {
          wrong += 1
          Output.say(failure.words[Output.language])
        }
      }
      if wrong > 0 { throw ExitCode(wrong < files.count ? 3 : 1) }
    }
  }
}

extension InputKind: ExpressibleByArgument {}
