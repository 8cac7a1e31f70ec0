import ArgumentParser
import Domain
import Operating
import Reading
import Spooling

/// The documents that the program holds.
struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "The documents held, their clauses, and how they are read.",
    subcommands: [List.self, Show.self, Check.self, Readings.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the editions held.")
    @OptionGroup var terms: TermsOption

    func run() throws {
      try Output.reporting {
        let editions = try terms.catalogue().editions
        for edition in editions.sorted(by: { $0.key < $1.key }).flatMap(\.value) {
          Output.print(
            "\(edition.id)  held from \(edition.heldFrom), edition \(edition.edition)  "
              + "\(edition.title[Output.language])\n")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a document's clauses.")
    @Argument(help: "The document, such as network-service.") var id: String
    @OptionGroup var terms: TermsOption

    func run() throws {
      try Output.reporting {
        let catalogue = try terms.catalogue()
        guard let identifier = Identifier(id), let editions = catalogue.editions[identifier] else {
          let known = catalogue.editions.keys.sorted().map(\.text).joined(separator: ", ")
          Output.say("no document “\(id)” is held; held are: \(known)")
          throw ExitCode(1)
        }
        for edition in editions { show(edition) }
      }
    }

    private func show(_ edition: TermsEdition) {
      let language = Output.language
      Output.print(
        "\(edition.title[language])  (\(edition.id))\n"
          + "held from \(edition.heldFrom), edition \(edition.edition)\n")
      for clause in edition.clauses {
        let readings =
          clause.readings.isEmpty ? "" : "  [\(clause.readings.joined(separator: " "))]"
        Output.print("  \(clause.number)\n    \(clause.summary[language])\(readings)\n")
      }
      Output.print("\n")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check terms files.")
    @Argument(help: "The files.") var files: [String]

    func run() throws {
      try Output.reporting {
        var problems: [Problem] = []
        for path in files {
          let file = try RecordFile(path: path)
          if let edition = try file.readTerms() {
            Output.print("\(path): \(edition.id) \(edition.heldFrom), valid\n")
          }
          problems += file.problems.list
        }
        guard problems.isEmpty else { throw InvalidInput(problems: problems, unlisted: 0) }
      }
    }
  }

  struct Readings: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The interpretation register: what the documents leave open, and our reading.")

    func run() {
      let language = Output.language
      for entry in Interpretation.register {
        let setting = entry.setBy.map { "  (terms file: \($0))" } ?? ""
        Output.print(
          "\(entry.number)\t\(entry.question[language])\n\t\(entry.reading[language])\(setting)\n")
      }
    }
  }
}
