import Glibc

/// How a file's text is written.
public enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  /// Windows-31J, as Japanese spreadsheets write it.
  case cp932 = "Shift_JIS"
  case eucJP = "EUC-JP"
  case iso2022JP = "ISO-2022-JP"

  /// How a file of that name is written: CSV in CP932 where the whole decodes as that and not as UTF-8;
  /// everything else in UTF-8.
  ///
  /// - Parameter pieces: the file's bytes, from the beginning each time that they are asked for.
  /// - Throws: what the pieces throw; a problem with them is told when they are read.
  public init(of name: String, _ pieces: () -> () throws -> [UInt8]?) throws {
    do {
      let isCP932 =
        try RecordFormat(fileName: name) == .csv && !Self.isUTF8(pieces())
        && Self.isWhole(.cp932, pieces())
      self = isCP932 ? .cp932 : .utf8
    } catch is Problem {
      self = .utf8
    }
  }

  private static func isUTF8(_ next: () throws -> [UInt8]?) throws -> Bool {
    var rest: [UInt8] = []
    while let piece = try next(), !piece.isEmpty {
      let bytes = rest.isEmpty ? piece : rest + piece
      let cut = bytes.count - unfinished(bytes)
      guard isUTF8(bytes[..<cut]) else { return false }
      rest = Array(bytes[cut...])
    }
    return rest.isEmpty
  }

  private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    // Mostly there is nothing else.
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  /// How many bytes at the end are the beginning of a character.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for (back, byte) in bytes.suffix(3).reversed().enumerated() {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      if length > 1 { return length > back + 1 ? back + 1 : 0 }
      guard byte >= 0x80 else { return 0 }
    }
    return 0
  }

  private static func isWhole(
    _ encoding: TextEncoding, _ next: () throws -> [UInt8]?
  ) throws -> Bool {
    var decoding = Decoding(encoding)
    while let piece = try next(), !piece.isEmpty {
      guard decoding.accepts(piece) else { return false }
    }
    return decoding.isWhole
  }

  /// What the beginning of a file that is no UTF-8 looks like; `nil` for nothing known.
  public static func guess(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
    if bytes.indices.dropLast(2).contains(where: {
      bytes[$0] == 0x1B && bytes[$0 + 1] == 0x24 && [0x40, 0x42].contains(bytes[$0 + 2])
    }) {
      return .iso2022JP
    }
    // Many a text is well-formed in both; EUC has no byte between, in Shift_JIS kana have.
    let hasLow = bytes.contains { (0x80...0x9F).contains($0) && $0 != 0x8E && $0 != 0x8F }
    for encoding in hasLow ? [cp932] : [eucJP, cp932] {
      var decoding = Decoding(encoding)
      if decoding.accepts(bytes) { return encoding }
    }
    return nil
  }

  /// Pieces of text in an encoding, made UTF-8; a character may lie in two of them.
  struct Decoding: ~Copyable {
    private let descriptor: iconv_t?
    private var rest: [UInt8] = []
    private var isFailed = false

    init(_ encoding: TextEncoding) {
      let name =
        switch encoding {
        case .cp932: "CP932"
        default: encoding.rawValue
        }
      let opened = iconv_open("UTF-8", name)
      descriptor = opened.flatMap { Int(bitPattern: $0) == -1 ? nil : $0 }
    }

    deinit { if let descriptor { iconv_close(descriptor) } }

    /// Whether all of it was well-formed, to the last character.
    var isWhole: Bool { descriptor != nil && !isFailed && rest.isEmpty }

    mutating func accepts(_ piece: [UInt8]) -> Bool { utf8(of: piece) != nil }

    /// The next piece; `nil` where it is not well-formed, for good.
    mutating func utf8(of piece: [UInt8]) -> [UInt8]? {
      guard let descriptor, !isFailed else { return nil }
      if rest.isEmpty, piece.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) { return piece }
      var input = (rest + piece).map { CChar(bitPattern: $0) }
      var output = [CChar](repeating: 0, count: input.count * 3)
      var (inputLeft, outputLeft) = (input.count, output.count)
      let (status, code) = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
          var (from, to) = (source.baseAddress, target.baseAddress)
          let status = iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
          return (status, status == -1 ? errno : 0)
        }
      }
      // Only the end of a character may still be to come.
      guard status != -1 || code == EINVAL && inputLeft < 4 else {
        isFailed = true
        return nil
      }
      rest = input.suffix(inputLeft).map { UInt8(bitPattern: $0) }
      return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }
  }

  /// A file's pieces as UTF-8. What is not well-formed comes as it is, and is told where it is read.
  public func decoding(_ next: @escaping () throws -> [UInt8]?) -> () throws -> [UInt8]? {
    guard self != .utf8 else { return next }
    let decoder = Decoder(self)
    return {
      while let piece = try next(), !piece.isEmpty {
        // Of part of a character nothing comes, which would be taken for the end.
        let utf8 = decoder.utf8(of: piece)
        if !utf8.isEmpty { return utf8 }
      }
      return nil
    }
  }

  /// A decoding that a closure can keep.
  private final class Decoder {
    private var decoding: Decoding

    init(_ encoding: TextEncoding) { decoding = Decoding(encoding) }

    func utf8(of piece: [UInt8]) -> [UInt8] { decoding.utf8(of: piece) ?? piece }
  }
}
