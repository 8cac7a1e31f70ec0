/// A SHA-256 digest (FIPS 180-4), in text as 64 hexadecimal digits.
public struct Digest: Hashable, Sendable {
  private let words: SIMD4<UInt64>

  /// A digest of its 32 bytes; `nil` for any other number of them.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var (words, place) = (SIMD4<UInt64>(), 0)
    for byte in bytes {
      words[place / 8] = words[place / 8] << 8 | UInt64(byte)
      place += 1
    }
    self.words = words
  }

  private init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// What stands where there is none: before the first hash of a chain.
  public static let none = Digest(words: SIMD4())

  /// Its 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
      for place in 0..<32 {
        bytes[place] = UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(56 - place % 8 * 8))
      }
      count = 32
    }
  }

  /// Its first byte, which is as good as any number by chance.
  public var firstByte: UInt8 { UInt8(truncatingIfNeeded: words[0] >> 56) }
}

extension Digest: Comparable {
  /// In the order of their bytes.
  public static func < (left: Digest, right: Digest) -> Bool {
    for place in 0..<4 where left.words[place] != right.words[place] {
      return left.words[place] < right.words[place]
    }
    return false
  }
}

extension Digest: CustomStringConvertible, CodedAsText {
  /// 64 hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 64) { text in
      for place in 0..<64 {
        let digit = UInt8(
          truncatingIfNeeded: words[place / 16] >> UInt64(60 - place % 16 * 4) & 15)
        text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
      }
      return 64
    }
  }

  /// The same.
  public var codedText: String { description }

  /// The digest of 64 hexadecimal digits in lower case.
  public init?(codedText: String) {
    var (words, place) = (SIMD4<UInt64>(), 0)
    for byte in codedText.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      guard place < 64 else { return nil }
      words[place / 16] = words[place / 16] << 4 | UInt64(digit)
      place += 1
    }
    guard place == 64 else { return nil }
    self.words = words
  }
}
