import Foundation
import Glibc
import Notation
import Spooling

/// The files at which the service died by its own doing: it ran into a trap, hung until the watchdog, or
/// used up its memory. Killed by a person, or with the power, it is not the file's fault.
///
/// Which file is in hand stands in the state directory before it is looked at (`in-hand`), and how a run
/// ended is written there by the unit (`ExecStopPost=`, `last-result`).
public final class FatalFiles {
  /// How often it may die at a file before that is refused.
  public static let limit = 2

  private let state: String
  private let descriptor: Int32
  /// How often it died at which claimed file, and of what last.
  private var deaths: [String: Death]

  /// What the service died of at a file.
  public struct Death: Hashable {
    /// How often.
    public internal(set) var count: Int
    /// As systemd calls it (`$SERVICE_RESULT`), such as `watchdog`.
    public internal(set) var result: String
  }

  /// Looks at how the last run ended.
  ///
  /// - Throws: ``FileFailure``.
  public init(state: String) throws {
    self.state = state
    deaths = try Self.read("\(state)/deaths.json")
    descriptor = open("\(state)/in-hand", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw FileFailure("open", "\(state)/in-hand") }
    try bury()
  }

  deinit { close(descriptor) }

  /// The claimed file that was in hand when the last run ended by its own doing is one death richer.
  private func bury() throws {
    let result = "\(state)/last-result"
    let (file, fatal) = (inHand, try Self.fatalResult(Self.text(of: result)))
    // First, so that it is never counted twice.
    guard unlink(result) == 0 || errno == ENOENT else { throw FileFailure("remove", result) }
    if let file, let fatal {
      deaths[file, default: Death(count: 0, result: fatal)].count += 1
      deaths[file]?.result = fatal
      try save()
    }
    try put(down: nil)
  }

  /// What of `$SERVICE_RESULT $EXIT_CODE $EXIT_STATUS` was the service's own doing
  /// (systemd.exec(5), systemd.service(5)); `nil` for any other end.
  static func fatalResult(_ text: String?) -> String? {
    guard let parts = text?.split(whereSeparator: \.isWhitespace), let result = parts.first else {
      return nil
    }
    switch result {
    case "watchdog", "core-dump", "oom-kill": return String(result)
    case "signal":
      let own = ["ILL", "TRAP", "ABRT", "BUS", "FPE", "SEGV", "SYS", "XCPU", "XFSZ"]
      return parts.last.flatMap { own.contains(String($0)) ? "signal \($0)" : nil }
    default: return nil
    }
  }

  /// Notes that a file is in hand.
  ///
  /// - Throws: ``FileFailure``.
  public func take(_ drop: Spool.Drop) throws { try put(down: "\(drop.kind)/\(drop.name)") }

  /// Notes that a file was decided on.
  ///
  /// - Throws: ``FileFailure``.
  public func finish(_ drop: Spool.Drop) throws {
    try put(down: nil)
    if deaths.removeValue(forKey: "\(drop.kind)/\(drop.name)") != nil { try save() }
  }

  /// Notes that no file is in hand.
  ///
  /// - Throws: ``FileFailure``.
  public func layDown() throws { try put(down: nil) }

  /// How the service died at a file; `nil` where it never did. Only a claimed one can be the same.
  public func death(at drop: Spool.Drop) -> Death? {
    drop.isClaimed ? deaths["\(drop.kind)/\(drop.name)"] : nil
  }

  /// Whether the service died at a file of that name, or one of that name has to wait for it.
  public func isSuspect(_ drop: Spool.Drop) -> Bool { deaths["\(drop.kind)/\(drop.name)"] != nil }

  // MARK: Files

  /// At how many files it died.
  public static func count(state: String) throws -> Int { try read("\(state)/deaths.json").count }

  private var inHand: String? {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let name = bytes.prefix(max(0, count)).prefix { $0 != 0 }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static let size = 512

  /// One call, which needs not survive more than the process.
  private func put(down name: String?) throws {
    var bytes = Array((name ?? "").utf8.prefix(Self.size))
    bytes += [UInt8](repeating: 0, count: Self.size - bytes.count)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw FileFailure("write", "\(state)/in-hand")
    }
  }

  private func save() throws {
    let file = try AtomicFile("\(state)/deaths.json")
    let object = JSONValue.object(
      deaths.sorted { $0.key < $1.key }.map { name, death in
        (
          name,
          .object([("count", .integer(Int128(death.count))), ("result", .text(death.result))])
        )
      })
    try file.write(object.compact + "\n")
    try file.commit()
  }

  private static func read(_ path: String) throws -> [String: Death] {
    guard let text = try text(of: path),
      case .object(let fields)? = try? CanonicalJSON.parse(String(text.dropLast()))
    else { return [:] }
    let found = fields.compactMap { name, value -> (String, Death)? in
      guard case .integer(let count)? = value["count"], case .text(let result)? = value["result"]
      else { return nil }
      return (name, Death(count: Int(clamping: count), result: result))
    }
    return Dictionary(found, uniquingKeysWith: { $1 })
  }

  private static func text(of path: String) throws -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    let file = try FileReader(path, followingLinks: false)
    return String(decoding: try file.rest(), as: UTF8.self)
  }
}
