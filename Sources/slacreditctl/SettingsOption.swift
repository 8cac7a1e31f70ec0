import ArgumentParser
import Operating

/// Where the settings are found, and by them the ledger and the spool.
struct SettingsOption: ParsableArguments {
  @Option(help: "The settings file.") var config = Settings.defaultPath

  func load() throws -> Settings { try Settings.load(config) }
}
