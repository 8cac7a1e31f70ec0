import Reading
import Spooling

extension Spool {
  /// The spool that settings name.
  public init(_ settings: Settings) {
    self.init(root: settings.spool, kinds: InputKind.allCases.map(\.rawValue)) {
      RecordFormat(fileName: $0) != nil
    }
  }
}
