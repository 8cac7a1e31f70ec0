import Foundation
import Testing

extension Tag {
  /// A suite that takes seconds.
  @Tag public static var slow: Self
}

extension Trait where Self == ConditionTrait {
  /// A suite that `make test-fast` leaves out.
  public static var unlessFast: Self {
    .disabled(if: ProcessInfo.processInfo.environment["FAST"] != nil, "takes its time")
  }
}
