import ArgumentParser
import Domain
import Ingesting
import Reading
import Spooling
import Wording

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
        let language = Output.language
        let width = editions.keys.map(\.text.count).max() ?? 0
        for edition in editions.sorted(by: { $0.key < $1.key }).flatMap(\.value) {
          let dates = LocalizedText(
            ja: "\(edition.heldFrom)から適用、\(edition.edition)の版",
            en: "held from \(edition.heldFrom), edition \(edition.edition)")
          let name = edition.id.text
          let gap = String(repeating: " ", count: width - name.count + 2)
          Output.print("\(name)\(gap)\(dates[language])  \(edition.title[language])\n")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show everything that a document decides, clause by clause.")
    @Argument(help: "The document, such as network-service.") var id: String
    @OptionGroup var terms: TermsOption

    func run() throws {
      try Output.reporting {
        let catalogue = try terms.catalogue()
        guard let identifier = Identifier(id), let editions = catalogue.editions[identifier] else {
          let known = catalogue.editions.keys.sorted().map(\.text)
          Output.say(
            LocalizedText(
              ja: "「\(id)」という文書はありません。あるのは次の文書です: \(known.joined(separator: "、"))",
              en: "no document “\(id)” is held; held are: \(known.joined(separator: ", "))")[
                Output.language])
          throw ExitCode(1)
        }
        let texts = editions.map { TermsText($0).text(in: Output.language) }
        Output.print(texts.joined(separator: "\n"))
      }
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
            let isValid = LocalizedText(ja: "問題ありません", en: "valid")[Output.language]
            Output.print("\(path): \(edition.id) \(edition.heldFrom), \(isValid)\n")
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
        let setting = entry.setBy.map { field in
          LocalizedText(ja: "（規約ファイルの \(field) で変えられます）", en: "  (set by \(field) in a terms file)")
        }
        Output.print(
          "\(entry.number)\t\(entry.question[language])\n"
            + "\t\(entry.reading[language])\(entry.remark?[language] ?? "")"
            + "\(setting?[language] ?? "")\n")
      }
    }
  }
}
