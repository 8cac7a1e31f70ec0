/// Work that was left because the service was asked to end: nothing of it stays, and the next start does
/// it. A file lies where it was claimed, and is taken first.
public struct GivenUpError: Error {
  /// Leaves the work.
  init() {}
}
