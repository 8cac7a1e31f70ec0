/// What shows at the end of a file that nothing of it is missing (docs/formats.md §3).
///
/// It is the only help against a sender that closes its file between two halves.
enum ProofOfWholeness {
  /// Whether a file ends with the proof of its format, or has none: JSON proves itself by its end, which
  /// its reader looks for.
  ///
  /// - Throws: ``FileFailure`` when it cannot be read.
  static func isGiven(by file: FileReader, named name: String) throws(FileFailure) -> Bool {
    let name = name.lowercased()
    guard !name.hasSuffix(".json") else { return true }
    let end = String(decoding: try file.tail(1_024), as: UTF8.self)
    // Spreadsheets fill rows up with empty cells.
    let filling: Set<Character> = [" ", "\t", ",", ";", "\"", "\u{1A}"]
    guard
      var line = end.split(whereSeparator: \.isNewline)
        .last(where: { !$0.allSatisfy { filling.contains($0) } })
    else { return false }
    while let last = line.last, filling.contains(last) { line.removeLast() }
    while let first = line.first, filling.contains(first) { line.removeFirst() }
    guard [".csv", ".tsv"].contains(where: name.hasSuffix) else { return line == "..." }
    guard line.hasPrefix("#rows=") else { return false }
    let count = line.dropFirst("#rows=".count)
    return !count.isEmpty && count.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
