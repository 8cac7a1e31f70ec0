import Notation

/// How an exact amount becomes whole yen, and what says so.
public struct Rounding: Hashable, Sendable {
  /// The directions a document can prescribe.
  public enum Mode: String, CaseIterable, Canonical, Hashable, Sendable {
    /// Towards zero yen (1円未満切捨て).
    case down
    /// To the nearest, half a yen upwards.
    case halfUp = "half-up"
    /// To the next whole yen.
    case up
  }

  /// The direction.
  public let mode: Mode
  /// The clause or the reading that prescribes it, such as `I-4`.
  public let basis: String

  /// A rounding rule with what prescribes it.
  public init(_ mode: Mode, basis: String) {
    self.mode = mode
    self.basis = basis
  }
}

extension Rounding: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    mode = try fields["mode"]
    basis = try fields["basis"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add("basis", basis, "mode", mode)
  }
}
