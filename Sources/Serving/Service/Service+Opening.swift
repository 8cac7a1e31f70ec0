import Glibc
import Ingesting
import Logging
import Spooling

extension Service {
  /// Opens the service for a long run: a disk that is full, read-only or failing is waited for, as it is
  /// later. What only a person can put right is thrown.
  ///
  /// - Returns: `nil` where the process was asked to end meanwhile.
  /// - Throws: as the initializer.
  public static func open(
    _ settings: Settings, terms: [Grounds.TermsFile], agreements: [Grounds.AgreementFile],
    logger: Logger, manager: ServiceManager, until signals: SignalWatch
  ) throws -> Service? {
    let journal = Journal(logger, settings.language)
    var isTold = false
    while true {
      do {
        return try Service(
          settings, terms: terms, agreements: agreements, logger: logger, manager: manager,
          unless: { signals.shouldStop })
      } catch {
        guard let trouble = StorageError(error), !isForbidden(settings.state) else { throw error }
        if !isTold {
          journal.paused(trouble.description)
          manager.ready()
        }
        isTold = true
        manager.progress()
        let found = Trouble.storage(trouble)
        manager.status(found.status[settings.language], found.pause)
        if signals.wait(orUntilReadable: [], atMost: retry) { return nil }
      }
    }
  }

  /// Whether it is by the rights of the caller, which do not come by themselves.
  private static func isForbidden(_ state: String) -> Bool {
    access(state, R_OK | W_OK | X_OK) != 0 && [EACCES, EPERM].contains(errno)
  }

  /// Looks at what of the places in the settings keeps the service from its work.
  ///
  /// - Throws: ``MountError``, ``FileFailure``.
  public static func checkPlaces(_ settings: Settings) throws {
    try Spool(settings).refuseMounts()
  }
}
