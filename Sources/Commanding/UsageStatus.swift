import ArgumentParser
import Foundation

extension ParsableCommand {
  /// Runs the command that the process was started with, and ends with status 2 for usage errors,
  /// where the library's own main ends with 64 (docs/formats.md §1).
  ///
  /// - Parameter run: how the command is run, where that is not all.
  public static func runProcess(
    _ run: (inout any ParsableCommand) throws -> Void = { try $0.run() }
  ) -> Never {
    do {
      var command = try parseAsRoot()
      try run(&command)
      exit()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      exit(withError: ExitCode(2))
    }
  }
}
