import Bookkeeping
import Spooling

/// A register as it lies on the disk, beside what was appended to it.
public enum RegisterFile: Equatable {
  /// There is none.
  case missing
  /// It is not what was written.
  case other
  /// It is what was written, and so many bytes more.
  case whole(more: Int64)

  /// Whether it is there, and what was written.
  public var isWhole: Bool {
    if case .whole = self { true } else { false }
  }

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - parts: what was appended to it, in order.
  ///   - start: where the first of them begins; what comes before it is not looked at.
  /// - Throws: ``FileFailure``.
  public init(_ path: String, madeOf parts: [RegisterPart], from start: Int64 = 0) throws {
    guard let file = try FileReader.existing(path) else {
      self = .missing
      return
    }
    let next = file.pieces(from: start)
    var (rest, place): ([UInt8], Int64) = ([], start)
    for part in parts {
      var digester = Digester()
      while place < part.end {
        if rest.isEmpty { rest = try next() ?? [] }
        let piece = Array(rest.prefix(Int(min(Int64(rest.count), part.end - place))))
        guard !piece.isEmpty else {
          self = .other
          return
        }
        digester.add(piece)
        rest.removeFirst(piece.count)
        place += Int64(piece.count)
      }
      guard digester.digest == part.digest else {
        self = .other
        return
      }
    }
    self = .whole(more: file.size - place)
  }
}
