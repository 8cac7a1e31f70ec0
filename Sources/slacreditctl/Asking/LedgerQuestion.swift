import ArgumentParser
import Domain

/// A command that only reads the ledger, so that whoever may not open it can ask it through a socket.
protocol LedgerQuestion: ParsableCommand {
  /// Where the settings are found.
  var settings: SettingsOption { get }
  /// The file that is to have the answer, where it is not standard output.
  var answerFile: AnswerFile? { get }
  /// Why the members of a group are not answered; `nil` when they are.
  func refusal(to role: Session.Role) -> LocalizedText?
  /// The end when nobody could be asked, for this reason.
  func unanswered(_ reason: LocalizedText) -> ExitCode
}

/// A file that an answer is written to: by whoever asks, never by the answering process.
struct AnswerFile {
  let path: String
  /// The option that asks for an archive, which may not be there yet; `nil` for a document.
  var archiveOption: String?

  /// Its name alone.
  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
  var isArchive: Bool {
    name.endsToTheByte(with: ".tar") && !name.beginsToTheByte(with: ".")
      && !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "/") }
  }
}

extension LedgerQuestion {
  var answerFile: AnswerFile? { nil }

  func refusal(to role: Session.Role) -> LocalizedText? {
    role == .read ? answerRefusal : Refusals.forReaders(Self._commandName)
  }

  /// An answering process writes no files of anybody's.
  var answerRefusal: LocalizedText? {
    guard let file = answerFile else { return nil }
    let isName = file.name.utf8.elementsEqual(file.path.utf8)
    return file.archiveOption != nil && file.isArchive && isName ? nil : Refusals.files
  }

  func unanswered(_ reason: LocalizedText) -> ExitCode {
    Output.say(reason[Output.language])
    return ExitCode(1)
  }
}

extension StatusCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  func refusal(to role: Session.Role) -> LocalizedText? { nil }
}

extension IncidentsCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  func refusal(to role: Session.Role) -> LocalizedText? { nil }
}

extension WaitingCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  func refusal(to role: Session.Role) -> LocalizedText? { nil }
}

extension RejectedCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  func refusal(to role: Session.Role) -> LocalizedText? { nil }
}

extension HeldCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
}

extension NotesCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  var answerFile: AnswerFile? { export.map { AnswerFile(path: $0, archiveOption: "--export") } }
}

extension ShowCommand: LedgerQuestion {
  var answerFile: AnswerFile? { output.map { AnswerFile(path: $0) } }
}

extension ExplainCommand: LedgerQuestion {}

extension PreviewCommand: LedgerQuestion {
  var answerFile: AnswerFile? { output.map { AnswerFile(path: $0) } }
}

extension BundleCommand: LedgerQuestion {
  var answerFile: AnswerFile? { AnswerFile(path: output, archiveOption: "--output") }
}

extension RehearseCommand: LedgerQuestion {
  func refusal(to role: Session.Role) -> LocalizedText? { nil }
}

extension EffectsCommand: LedgerQuestion {}

extension VerifyCommand: LedgerQuestion {
  func refusal(to role: Session.Role) -> LocalizedText? { Refusals.tooLong("verify") }
}

extension ReassessCommand: LedgerQuestion {
  var settings: SettingsOption { list.settings }
  func refusal(to role: Session.Role) -> LocalizedText? { Refusals.tooLong("reassess --dry-run") }
}

/// Why a question is not answered through a socket.
enum Refusals {
  static func forReaders(_ command: String) -> LocalizedText {
    let asked = AnsweredCommands.forNOC
    return LocalizedText(
      ja: "\(command) はグループ slacredit-read の利用者だけが使えます。slacredit-noc の利用者が使えるのは "
        + "\(asked.joined(separator: "、")) です",
      en:
        "\(command) is for members of the group slacredit-read; members of slacredit-noc may ask for "
        + asked.joined(separator: ", "))
  }

  static let files = LocalizedText(
    ja: "ソケット越しに書き出せるフォルダは NAME.tar という書庫だけです",
    en: "through the socket a folder is written only as an archive: name it NAME.tar")

  /// What reads everything would hold the ledger open for very long.
  static func tooLong(_ command: String) -> LocalizedText {
    LocalizedText(
      ja: "\(command) は台帳全体を読むため、ソケット越しには実行できません。サービスの利用者として実行してください: "
        + "runuser -u slacredit -- slacreditctl \(command)",
      en: "\(command) reads the whole ledger and is not answered through the socket; run it as the "
        + "service's user: runuser -u slacredit -- slacreditctl \(command)")
  }

  static let otherCommand = LocalizedText(
    ja: "この問い合わせにはソケット越しに答えません", en: "this is not answered through the socket")
}

/// What the sockets answer.
enum AnsweredCommands {
  static let forNOC = ["incidents", "waiting", "rejected", "status"]
  static let all =
    forNOC + [
      "held", "notes", "show", "explain", "preview", "bundle", "verify", "reassess", "rehearse",
      "effects",
    ]
}
