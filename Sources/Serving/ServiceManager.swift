import Querying

/// How the service tells its manager how it does. `SystemdSupport` has the real one.
public struct ServiceManager {
  /// The ledger is open, the settings can be adopted, and the spool is listed.
  public let ready: () -> Void
  /// Work goes on.
  public let progress: () -> Void
  /// What the service is at, in a line, or why it waits.
  public let status: (String, ServiceReport.Pause?) -> Void
  /// The service is about to end.
  public let stopping: () -> Void
  /// How often a sign of life is wanted, in milliseconds; `nil` when none is.
  public let interval: Int32?

  /// A manager made of its parts; without any, nobody is told.
  public init(
    ready: @escaping () -> Void = {}, progress: @escaping () -> Void = {},
    status: @escaping (String, ServiceReport.Pause?) -> Void = { _, _ in },
    stopping: @escaping () -> Void = {},
    interval: Int32? = nil
  ) {
    self.ready = ready
    self.progress = progress
    self.status = status
    self.stopping = stopping
    self.interval = interval
  }
}
