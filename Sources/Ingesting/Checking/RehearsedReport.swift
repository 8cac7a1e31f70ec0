import Bookkeeping
import Domain
import Quantities
import Reading

/// A report that would come to stand.
public struct RehearsedReport {
  /// The report.
  public let incident: Incident
  /// Whom it would reach.
  public let reach: IncidentReach
  /// The one that stands; `nil` where it is the first.
  public let earlier: Earlier?

  /// The report that stands, beside the other.
  public struct Earlier {
    /// The report.
    public let incident: Incident
    /// Whether the entries of whom it hit are the same, with their times and impact.
    public let namesTheSame: Bool
    /// The contracts that the other would newly hit, and those that it would no longer; `nil` where they are
    /// too many to be compared.
    public let contracts: (added: NamedContracts?, left: NamedContracts?)?
  }
}
