import Notation

/// The steps of a body, which are most of it, as they are kept beside it: SHA-256 of their text, the number of the
/// dictionary, and the text compressed with that.
struct StoredSteps: Hashable, Sendable {
  /// The field that is kept apart; its place in the body is left as an empty list.
  static let name = "steps"

  /// As they are kept.
  let bytes: [UInt8]
  /// Of their text.
  let digest: Digest

  /// Steps by their text.
  init?(_ text: [UInt8]) {
    guard text != Array("[]".utf8), let coder = StepsDictionary.numbered(StepsDictionary.current)
    else { return nil }
    digest = Digest(of: text)
    bytes = digest.bytes + [StepsDictionary.current] + coder.compress(text)
  }

  /// Those of a row; `nil` where it has none.
  ///
  /// - Throws: ``CanonicalError`` where they cannot be any.
  init?(_ row: any LedgerRow) throws {
    guard case .bytes(let bytes) = row.value("steps") else { return nil }
    guard bytes.count > 33, let digest = Digest(bytes: bytes.prefix(32)) else {
      throw CanonicalError("steps of \(bytes.count) bytes")
    }
    self.bytes = bytes
    self.digest = digest
  }

  /// Their text.
  ///
  /// - Throws: ``CanonicalError`` where it is not that of its digest.
  func text() throws -> [UInt8] {
    guard let coder = StepsDictionary.numbered(bytes[32]),
      let text = coder.expand(Array(bytes.dropFirst(33)), limit: 1 << 28),
      Digest(of: text) == digest
    else { throw CanonicalError("steps that are not those of their digest") }
    return text
  }

  /// A body with its steps in their place.
  ///
  /// - Throws: ``CanonicalError`` where they are not what was written, or there is no place.
  func joined(to body: String) throws -> String {
    let mark = Array("\"\(Self.name)\":[]".utf8)
    let bytes = Array(body.utf8)
    // In a text quotes stand escaped, so the first that looks like it is it.
    guard let place = bytes.firstRange(of: mark) else {
      throw CanonicalError("no place for the steps")
    }
    return String(
      decoding: bytes[..<(place.upperBound - 2)] + (try text()) + bytes[place.upperBound...],
      as: UTF8.self)
  }
}
