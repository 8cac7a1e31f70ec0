import ArgumentParser
import Domain
import Foundation
import Notation
import Reading
import Spooling

/// What was refused, and why.
struct RejectedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejected", abstract: "List the files that were refused, each with its reasons.")

  @OptionGroup var list: ListOption

  func run() throws {
    try Output.reporting {
      let kinds = RecordKind.all.map(\.name)
      let spool = Spool(try list.settings.load())
      // Other files may name customers and fees, and the reasons quote them.
      let shown = Session.current.role == .noc ? [RecordKind.incidents.name] : kinds
      var listing = Listing(list.format)
      var (count, barred) = (0, 0)
      for kind in shown {
        do {
          for path in try Self.reasons(of: kind, in: spool) {
            // What is none of the service's reasons, or was cleared meanwhile, tells of nothing.
            guard try Self.print(path, spool, &listing) else { continue }
            count += 1
            Output.flush()
          }
          for drop in try spool.list(kind).filter({ $0.irregularity != nil }) {
            Self.print(skipped: drop, &listing)
            count += 1
          }
        } catch let failure as FileFailure {
          // Nothing of that kind was ever refused.
          guard failure.code != ENOENT else { continue }
          Output.say(failure.words[Output.language])
          barred += 1
        }
      }
      guard barred == 0 else { throw ExitCode(barred < shown.count ? 3 : 1) }
      if count == 0 {
        Output.say(LocalizedText(ja: "受け付けなかったファイルはありません", en: "none")[Output.language])
      }
    }
  }

  private static func reasons(of kind: String, in spool: Spool) throws -> [String] {
    try spool.days(of: kind, in: .rejected).sorted { $0.day < $1.day }
      .flatMap { try spool.files(in: $0.path) }.filter { $0.endsToTheByte(with: suffix) }
  }

  private static let suffix = ".reason.txt"
  /// Far more than the service writes.
  private static let largest: Int64 = 4 << 20

  /// - Returns: whether it is there, and the service's: whoever's spool it is.
  private static func print(
    _ path: String, _ spool: Spool, _ listing: inout Listing
  ) throws(FileFailure) -> Bool {
    let name = String(path.dropFirst("\(spool.root)/rejected/".count).dropLast(suffix.count))
    let file: FileReader
    do { file = try FileReader(path, followingLinks: false) } catch {
      Output.say(error.words[Output.language])
      return false
    }
    guard file.owner == spool.owner, file.size <= largest else { return false }
    let bytes = try file.rest()
    let reasons = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    listing.print(
      ([name.visible()] + reasons.map { "    " + $0 }).joined(separator: "\n"),
      [("file", .text(name)), ("reasons", .list(reasons.map { .text($0) }))])
    return true
  }

  private static func print(skipped drop: Spool.Drop, _ listing: inout Listing) {
    let reason = drop.irregularity?.words[Output.language] ?? ""
    let told = LocalizedText(ja: "受け付けず、そのままにしています: ", en: "skipped: ")[Output.language] + reason
    let name = "\(drop.kind)/\(drop.name)"
    listing.print(
      "\(name.visible())\n    \(told)", [("file", .text(name)), ("reasons", .list([.text(told)]))])
  }
}
