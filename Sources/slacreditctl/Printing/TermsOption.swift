import ArgumentParser
import Domain
import Foundation
import Ingesting
import Reading

/// Where the terms are found, for commands that need no service.
struct TermsOption: ParsableArguments {
  @Option(help: "The directory of the terms files.") var terms: String?
  @Option(help: "The settings file.") var config: String?

  /// The directory given; else that of the settings; else a source tree's own.
  var directory: TermsDirectory {
    get throws {
      if let terms { return TermsDirectory(terms) }
      if let config { return TermsDirectory(try Settings.load(config).terms) }
      if FileManager.default.fileExists(atPath: Settings.defaultPath) {
        return TermsDirectory(try Settings.load(Settings.defaultPath).terms)
      }
      for candidate in ["/etc/slacreditd/terms", "config/terms"]
      where FileManager.default.fileExists(atPath: candidate) {
        if candidate == "config/terms" { Output.say("using the terms in config/terms") }
        return TermsDirectory(candidate)
      }
      throw ValidationError("no terms found: give --terms DIR")
    }
  }

  /// How large files may be: by the settings, where there are any.
  var fileLimits: FileLimits {
    get throws {
      try settingsPath.map { try Settings.load($0).fileLimits } ?? FileLimits()
    }
  }

  /// The settings given; else those installed, where there are any.
  var settingsPath: String? {
    let isInstalled = FileManager.default.fileExists(atPath: Settings.defaultPath)
    return config ?? (isInstalled ? Settings.defaultPath : nil)
  }

  /// The language of the settings, where they are named; else that of messages.
  var language: Language {
    get throws { try config.map { try Settings.load($0).language } ?? Output.language }
  }

  func catalogue() throws -> TermsCatalogue { try directory.load() }
}
