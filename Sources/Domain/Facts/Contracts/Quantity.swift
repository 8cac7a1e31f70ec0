import Notation

/// What is counted to compute a fee from a price table.
public enum Quantity: String, CaseIterable, Canonical, CanonicalKey, Hashable, Sendable {
  /// Gibibytes of backup.
  case backupGiB = "backup_gib"
  /// Private gateway options.
  case privateGateway = "private_gateway"
  /// Managed components running Linux.
  case componentsLinux = "components_linux"
  /// Managed components running Windows.
  case componentsWindows = "components_windows"
  /// Components whose metric limit was raised once.
  case metricLimitComponents = "metric_limit_components"
}
