import Notation

import struct Crypto.SHA256

/// SHA-256 of content that comes in pieces.
public struct Digester {
  private var hash = SHA256()

  /// The digest of nothing, so far.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// Adds a text with its end, so that no two lists of texts look alike.
  mutating func add(_ text: String) {
    add(bytesOf: text)
    hash.update(data: [0x1F] as [UInt8])
  }

  /// Adds a digest.
  mutating func add(_ digest: Digest) { hash.update(data: digest.bytes) }

  /// Adds the bytes of a text and nothing else.
  ///
  /// - Parameter left: bytes of it that are left out.
  mutating func add(bytesOf text: String, without left: Range<Int> = 0..<0) {
    var text = text
    text.withUTF8 { bytes in
      hash.update(
        bufferPointer: UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(bytes)[..<left.lowerBound]))
      hash.update(
        bufferPointer: UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(bytes)[left.upperBound...]))
    }
  }

  /// The digest of all that was added.
  public var digest: Digest { Digest(bytes: Array(hash.finalize())) ?? .none }
}

extension Digest {
  /// The digest of bytes.
  public init(of bytes: [UInt8]) {
    var digester = Digester()
    digester.add(bytes)
    self = digester.digest
  }

  /// The digest of a text.
  init(of text: String) {
    var digester = Digester()
    digester.add(bytesOf: text)
    self = digester.digest
  }

  /// The hash that follows another one in a chain.
  static func chained(_ previous: Digest, _ digest: Digest) -> Digest {
    var digester = Digester()
    digester.add(previous)
    digester.add(digest)
    return digester.digest
  }
}
