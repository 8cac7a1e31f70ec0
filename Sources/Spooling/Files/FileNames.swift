/// Names as a file system compares them: byte by byte. To a string's own comparison a mark that follows
/// belongs to the character before it.
extension String {
  /// Whether the first bytes are these.
  public func beginsToTheByte(with start: String) -> Bool { utf8.starts(with: start.utf8) }

  /// Whether the last bytes are these.
  public func endsToTheByte(with end: String) -> Bool {
    utf8.reversed().starts(with: end.utf8.reversed())
  }
}
