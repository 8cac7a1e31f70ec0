import CZstd
import Synchronization

/// Bytes made smaller by Zstandard (RFC 8878), with a text of what is to be expected where they are short.
final class Compression: Sendable {
  /// Without expectations.
  static let plain = Compression(dictionary: [])

  /// What libzstd works in, for one thread at a time.
  private struct Workplace: @unchecked Sendable {
    let compressing: OpaquePointer
    let expanding: OpaquePointer
  }

  /// A dictionary digested once: no function that is given one writes to it.
  private struct Dictionary: @unchecked Sendable {
    let compressing: OpaquePointer
    let expanding: OpaquePointer
  }

  private let dictionary: Dictionary
  private let idle = Mutex<[Workplace]>([])

  /// - Parameter dictionary: content of which some is met again in what is compressed, the likeliest last. What was
  ///   compressed with it cannot be read without it.
  init(dictionary: [UInt8]) {
    let level: Int32 = 3
    self.dictionary = Dictionary(
      compressing: Self.made(ZSTD_createCDict(dictionary, dictionary.count, level)),
      expanding: Self.made(ZSTD_createDDict(dictionary, dictionary.count)))
  }

  func compress(_ bytes: [UInt8]) -> [UInt8] {
    withWorkplace { place in
      let bound = ZSTD_compressBound(bytes.count)
      return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
        count = ZSTD_compress_usingCDict(
          place.compressing, buffer.baseAddress, bound, bytes, bytes.count, dictionary.compressing)
        precondition(ZSTD_isError(count) == 0, "what fits is compressed")
      }
    }
  }

  /// - Parameter limit: more bytes than that are none of ours.
  /// - Returns: `nil` for what ``compress(_:)`` did not give.
  func expand(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    let size = ZSTD_getFrameContentSize(bytes, bytes.count)
    // What is not known is a number above all.
    guard size <= UInt64(limit), let size = Int(exactly: size) else { return nil }
    return withWorkplace { place in
      var isWhole = false
      let expanded = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let found = ZSTD_decompress_usingDDict(
          place.expanding, buffer.baseAddress, size, bytes, bytes.count, dictionary.expanding)
        isWhole = found == size
        count = isWhole ? size : 0
      }
      return isWhole ? expanded : nil
    }
  }

  private func withWorkplace<Value>(_ body: (Workplace) -> Value) -> Value {
    let place =
      idle.withLock { $0.popLast() }
      ?? Workplace(
        compressing: Self.made(ZSTD_createCCtx()), expanding: Self.made(ZSTD_createDCtx()))
    defer { idle.withLock { $0.append(place) } }
    return body(place)
  }

  /// What libzstd makes unless there is no memory; then the process ends, as where Swift itself gets none.
  private static func made(_ pointer: OpaquePointer?) -> OpaquePointer {
    guard let pointer else { fatalError("no memory to compress in") }
    return pointer
  }
}
