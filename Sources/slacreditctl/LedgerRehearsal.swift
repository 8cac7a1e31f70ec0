import ArgumentParser
import Domain
import Foundation
import Operating
import Spooling

/// A file of which it is asked what would come of it.
struct RehearsedFile {
  /// What whoever asks calls it.
  let path: String
  /// The drop directory for which it is meant.
  let kind: InputKind
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
    let kind: InputKind

    var name: String { URL(fileURLWithPath: location).lastPathComponent }
  }

  /// What was told of files.
  struct Answer {
    /// Those that were looked at, by their place.
    var asked: [Int]
    /// How many of them would be refused.
    let refused: Int
  }

  /// Tells of files what would come of them, taken in one after the other.
  ///
  /// - Returns: `nil`, with words, where the ledger could not be asked.
  /// - Throws: ``FileFailure`` when one of them cannot be read.
  func tell(_ files: [Candidate]) throws -> Answer? {
    guard !files.isEmpty else { return nil }
    do {
      return try LedgerSocket.isNeeded(config) ? ask(files) : tellDirectly(files)
    } catch is ExitCode {
      // It was said why.
      return nil
    } catch let failure as FileFailure {
      throw failure
    } catch {
      // Files can be dropped whatever is the matter with the ledger.
      say(Words(ja: "\(error)", en: "\(error)"))
      return nil
    }
  }

  private func tellDirectly(_ files: [Candidate]) throws -> Answer? {
    guard FileManager.default.fileExists(atPath: "\(settings.state)/ledger.sqlite") else {
      say(Words(ja: "台帳がまだありません", en: "there is no ledger yet"))
      return nil
    }
    let user = FileOwner(uid: getuid(), name: userName(of: getuid()))
    let rehearsed = try files.map { file in
      RehearsedFile(
        path: file.path, kind: file.kind,
        source: InputSource(copying: try FileBytes(file.location), name: file.name, by: user))
    }
    return Answer(
      asked: Array(files.indices), refused: try RehearsalText.print(rehearsed, settings))
  }

  private func ask(_ files: [Candidate]) throws -> Answer? {
    var reason: Words?
    var asked: [Int] = []
    let answer = try LedgerSocket.ask(["rehearse"], reason: &reason) { role in
      var room = Question.fileLimit
      let chosen: [AttachedFile] = try files.enumerated().compactMap {
        index, file in
        // What the NOC may not look up it is not told of by a detour.
        guard role != .noc || file.kind == .incidents else { return nil }
        let opened = try FileBytes(file.location)
        guard opened.size <= Int64(room) else {
          say(Words(ja: "\(file.path) は大きすぎます", en: "\(file.path) is too large"))
          return nil
        }
        let content = try opened.rest(upTo: room)
        room -= content.count
        asked.append(index)
        return AttachedFile(
          file: Question.File(
            path: file.path, name: file.name, kind: file.kind.rawValue, size: content.count),
          bytes: content)
      }
      return chosen.isEmpty ? nil : chosen
    }
    guard let answer else {
      if let reason { say(reason) }
      return nil
    }
    return Answer(asked: asked, refused: Int(answer))
  }

  private func say(_ reason: Words) {
    Output.say(
      Words(
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
      guard let asker = session.asker else { return }
      let files = session.files.compactMap { attached -> RehearsedFile? in
        let file = attached.file
        guard let kind = InputKind(rawValue: file.kind),
          session.role != .noc || kind == .incidents
        else { return nil }
        return RehearsedFile(
          path: file.path, kind: kind,
          source: InputSource(name: file.name, owner: asker, bytes: attached.bytes))
      }
      // The status of an answer is a byte.
      let refused = min(255, try RehearsalText.print(files, settings.load()))
      guard refused == 0 else { throw ExitCode(Int32(refused)) }
    }
  }
}
