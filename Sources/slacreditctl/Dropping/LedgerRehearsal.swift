import ArgumentParser
import Domain
import Foundation
import Ingesting
import Reading
import Spooling

/// A file of which it is asked what would come of it.
struct RehearsedFile {
  /// What whoever asks calls it.
  let path: String
  /// The drop directory for which it is meant.
  let kind: RecordKind
  /// Its content, under the name that it would have there.
  let source: InputSource
}

/// What the ledger says to files before they are dropped: where it may be opened, by itself, else through
/// a socket.
struct LedgerRehearsal {
  private let config: String
  private let settings: Settings

  init(_ settings: Settings, config: String) {
    self.settings = settings
    self.config = config
  }

  /// A file of which it may be asked what would come of it.
  struct Candidate {
    /// What whoever asks calls it.
    let path: String
    /// Where it lies.
    let location: String
    let kind: RecordKind

    var name: String { URL(fileURLWithPath: location).lastPathComponent }
  }

  /// Tells of files what would come of them, taken in one after the other, in the order of their kinds.
  ///
  /// - Returns: what would become of each; `nil`, with words where there are any, of those about which the
  ///   ledger was not asked.
  func tell(_ files: [Candidate]) -> [FileVerdict?] {
    var verdicts = [FileVerdict?](repeating: nil, count: files.count)
    let order = files.indices.sorted {
      (files[$0].kind.order, $0) < (files[$1].kind.order, $1)
    }
    guard !files.isEmpty else { return verdicts }
    do {
      let found =
        try LedgerSocket.isNeeded(config)
        ? ask(order.map { files[$0] }) : tellDirectly(order.map { files[$0] })
      for (index, verdict) in zip(order, found ?? []) { verdicts[index] = verdict }
    } catch is ExitCode {
      // It was said why.
    } catch let failure as FileFailure {
      say(failure.words)
    } catch {
      // Files can be dropped whatever is the matter with the ledger.
      say(LocalizedText(ja: "\(error)", en: "\(error)"))
    }
    return verdicts
  }

  private func tellDirectly(_ files: [Candidate]) throws -> [FileVerdict?]? {
    guard FileManager.default.fileExists(atPath: "\(settings.state)/ledger.sqlite") else {
      say(LocalizedText(ja: "台帳がまだありません", en: "there is no ledger yet"))
      return nil
    }
    let user = FileOwner(uid: getuid(), name: userName(of: getuid()))
    let rehearsed = try files.map { file in
      RehearsedFile(
        path: file.path, kind: file.kind,
        source: InputSource(copying: try FileReader(file.location), name: file.name, by: user))
    }
    defer { Output.flush() }
    return try RehearsalText.tell(rehearsed, settings)
  }

  private func ask(_ files: [Candidate]) throws -> [FileVerdict?]? {
    let role = LedgerSocket.role
    var room = Question.fileLimit
    let attached = try files.map { file -> AttachedFile? in
      // What the NOC may not look up it is not told of by a detour.
      guard role != .noc || file.kind == .incidents else { return nil }
      let opened = try FileReader(file.location)
      guard opened.size <= Int64(room) else {
        say(LocalizedText(ja: "\(file.path) は大きすぎます", en: "\(file.path) is too large"))
        return nil
      }
      let content = try opened.rest(upTo: room)
      room -= content.count
      return AttachedFile(
        file: Question.File(
          path: file.path, name: file.name, kind: file.kind.name, size: content.count),
        bytes: content)
    }
    let asked = attached.compactMap { $0 }
    guard !asked.isEmpty else { return nil }
    var reason: LocalizedText?
    guard let verdicts = try LedgerSocket.ask(["rehearse"], about: asked, &reason),
      verdicts.count == asked.count
    else {
      say(reason ?? LocalizedText(ja: "答えが得られませんでした", en: "there was no answer"))
      return nil
    }
    var next = verdicts[...]
    return attached.map { $0 == nil ? nil : next.popFirst() }
  }

  private func say(_ reason: LocalizedText) {
    Output.say(
      LocalizedText(
        ja: "台帳とは照合していません: \(reason.ja)",
        en: "not compared with the ledger: \(reason.en)")[Output.language])
  }
}

/// Tells what would come of the files that came with the question; the service manager starts it for those
/// who may not open the ledger.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse", abstract: "What would come of the files that came with the question.",
    shouldDisplay: false)

  @OptionGroup var settings: SettingsOption

  func run() throws {
    try Output.reporting {
      let session = Session.current
      guard let asker = session.asker else {
        throw ValidationError("this is asked through a socket, by check and submit")
      }
      let files = try session.files.map { attached in
        let file = attached.file
        guard let kind = RecordKind(named: file.kind),
          session.role != .noc || kind == .incidents
        else { throw ValidationError("not answered: \(file.kind)") }
        return RehearsedFile(
          path: file.path, kind: kind,
          source: InputSource(name: file.name, owner: asker, bytes: attached.bytes))
      }
      let verdicts = try RehearsalText.tell(files, settings.load())
      session.output.add(.verdicts, verdicts.map(\.rawValue))
    }
  }
}

extension RecordKind {
  /// Its place among those that are taken in.
  fileprivate var order: Int { RecordKind.all.firstIndex(of: self) ?? 0 }
}
