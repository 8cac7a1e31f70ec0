import Reading
import Spooling

extension Spool {
  /// The spool that settings name.
  public init(_ settings: Settings) {
    self.init(
      root: settings.spool, kinds: RecordKind.all.map(\.name), urgentKind: RecordKind.incidents.name
    ) {
      RecordFormat(fileName: $0) != nil
    }
  }
}
