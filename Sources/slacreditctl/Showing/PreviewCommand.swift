import ArgumentParser
import Bookkeeping
import Crediting
import Delivering
import Domain
import Foundation
import Quantities
import Querying
import Wording

/// What would be issued to an account now.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "What would be issued to an account now, if nothing were held.",
    discussion: """
      What a month gathers until it is closed, what waits for an approval, or for issuing to begin. \
      As PDF a preview has a watermark and no number.
      """)

  /// The forms of a preview.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case pdf
  }

  @Argument(help: "The billing account.") var account: Identifier
  @Option(help: "text or pdf.") var format: Format = .text
  @Option(help: "Only notes of this kind; a PDF shows one note.") var kind: NoteKind?
  @Option(help: "The file to write; else it goes to standard output.") var output: String?
  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let inquiry = try Inquiry.opened(settings)
      let now = Moment.now
      let preview = try inquiry.preview(of: account, on: UTCOffset.japan.date(of: now))
      if preview.account != account {
        let heir = preview.account
        Output.say(
          LocalizedText(
            ja: "\(account) は \(heir) に統合されています", en: "\(account) was merged into \(heir)")[
              Output.language])
      }
      let notes = preview.notes.filter { kind == nil || $0.header.kind == kind }
      switch format {
      case .text:
        try Output.redirecting(to: output) { printText(preview.reversed, notes) }
      case .pdf:
        guard let note = notes.first else {
          Output.say(Self.nothing[Output.language])
          throw ExitCode(1)
        }
        guard notes.count == 1 else {
          let kinds = notes.map(\.header.kind.rawValue).joined(separator: ", ")
          throw ValidationError("there would be several notes; choose one by --kind: \(kinds)")
        }
        guard !note.header.isFormOmitted else {
          Output.say(
            LocalizedText(
              ja: "設定 issue_small: false により、この通知の PDF は発行されません",
              en: "issue_small: false is set, so this note is not issued as PDF")[Output.language])
          throw ExitCode(1)
        }
        try Output.redirecting(to: output) {
          try NoteForms(inquiry.grounds()).print(note) { Output.print($0) }
        }
      }
    }
  }

  private static let nothing = LocalizedText(ja: "発行するものはありません", en: "there is nothing to issue")

  private func printText(_ reversed: [NoteHeader], _ notes: [PreviewedNote]) {
    let language = Output.language
    for note in reversed {
      let words = LocalizedText(ja: "取り消す", en: "would be reversed")
      Output.print("\(words[language]): \(NoteText.headline(note, language))\n")
    }
    for note in notes {
      Output.print(
        "\(NoteLabels.notIssued[language])" + NoteText.headline(note.header, language) + "\n")
      for line in note.lines { Output.print(NoteText.line(line, language) + "\n") }
      Output.print(NoteText.totals(note.header, language) + "\n")
    }
    if reversed.isEmpty, notes.isEmpty { Output.print(Self.nothing[language] + "\n") }
  }
}

extension NoteKind: ExpressibleByArgument {}
