import Assessing

/// An assessment that stands, which any thread may read.
public struct KeptAssessment: Sendable {
  let row: KeptRow

  /// What it says.
  ///
  /// - Throws: ``CorruptRowError``.
  public func read() throws -> Assessment { try StoredBody.read(Assessment.self, row) }
}
