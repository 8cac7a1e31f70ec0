import ArgumentParser
import Domain
import Foundation
import Operating
import Spooling

/// Checks files, then drops them into the spool.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Check files, then drop them into the spool.")

  @Argument(help: "The files.") var files: [String]
  @Option(name: .customLong("as"), help: "What the files hold.") var kind: InputKind?
  @OptionGroup var settings: SettingsOption

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one file") }
  }

  func run() throws {
    try Output.reporting {
      let settings = try settings.load()
      let catalogue = try TermsDirectory(settings.terms).load()
      let checked = try files.map { path in
        (
          path,
          try InputCheck(
            path, as: kind, catalogue: catalogue, received: .now, within: settings.fileLimits)
        )
      }
      for (path, check) in checked {
        guard let kind = check.kind else {
          Output.say("\(path): terms files belong in \(settings.terms), not in the spool")
          throw ExitCode(1)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard !Spool.isPassing(name) else {
          Output.say("\(path): the service leaves files of such a name alone; rename it")
          throw ExitCode(1)
        }
        let target = try drop(path, named: name, into: "\(settings.spool)/\(kind.rawValue)")
        Output.print("\(path) → \(target)\n")
      }
    }
  }

  /// Drops a copy of a file, beside whatever waits there under the same name; one that the service can
  /// read, and that is evidence of who submits it.
  private func drop(_ path: String, named name: String, into directory: String) throws -> String {
    var target = "\(directory)/\(name)"
    let (source, file) = (try FileBytes(path), try AtomicFile(target, mode: 0o640))
    while let bytes = try source.next() { try file.write(bytes) }
    var copy = 1
    while try !file.commitIfAbsent(as: target) {
      copy += 1
      target = "\(directory)/\(copy)-\(name)"
    }
    try synchronizeDirectory(directory)
    return target
  }
}
