import ArgumentParser
import Ingesting

/// Where the settings are found, and by them the ledger and the spool.
struct SettingsOption: ParsableArguments {
  @Option(help: "The settings file.") var config = Settings.defaultPath

  /// The settings; an answering process has its own, whatever it is told.
  func load() throws -> Settings {
    if let own = Session.current.settings { return own }
    return try Settings.load(config)
  }
}
