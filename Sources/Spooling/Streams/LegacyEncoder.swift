import Glibc

/// Writes text as Windows-31J (CP932), which many accounting programs still read.
///
/// A character that it has not becomes 〓, as is usual in print; nothing else changes.
public final class LegacyEncoder {
  private let descriptor: iconv_t

  /// An encoder; `nil` where the machine does not know the encoding.
  public init?() {
    guard let opened = iconv_open("CP932", "UTF-8"), Int(bitPattern: opened) != -1 else {
      return nil
    }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// The bytes of a text.
  public func bytes(_ text: String) -> [UInt8] {
    if let whole = encoded(text) { return whole }
    return text.unicodeScalars.flatMap { encoded(String($0)) ?? [0x81, 0xAC] }
  }

  private func encoded(_ text: String) -> [UInt8]? {
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 8)
    var (inputLeft, outputLeft) = (input.count, output.count)
    let size = output.count
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard status != -1, inputLeft == 0 else {
      iconv(descriptor, nil, nil, nil, nil)
      return nil
    }
    return output[..<(size - outputLeft)].map { UInt8(bitPattern: $0) }
  }
}
