import Crypto

/// SHA-256 of content that comes in pieces.
public struct Digest {
  private var hash = SHA256()

  /// The digest of nothing, so far.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// Adds texts, each with its end, so that no two lists of texts look alike.
  public mutating func add(_ texts: [String]) {
    for text in texts {
      var text = text
      text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
      hash.update(data: [0x1F] as [UInt8])
    }
  }

  /// The digest in hexadecimal.
  public var hexadecimal: String {
    String(unsafeUninitializedCapacity: 64) { text in
      var place = 0
      for byte in hash.finalize() {
        text[place] = Self.digit(byte >> 4)
        text[place + 1] = Self.digit(byte & 15)
        place += 2
      }
      return place
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  /// The digest of a text in hexadecimal.
  static func hexadecimal(of text: String) -> String {
    var digest = Digest()
    var text = text
    text.withUTF8 { digest.hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return digest.hexadecimal
  }

  /// The hash that follows another one in a chain.
  static func chained(_ previous: String, _ digest: String) -> String {
    var hash = Digest()
    hash.add([previous, digest])
    return hash.hexadecimal
  }

  /// What stands before the first hash of a chain.
  static let beginning = String(repeating: "0", count: 64)
}
