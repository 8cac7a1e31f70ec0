import CSystemd
import Glibc
import Logging

/// Sends log messages to the journal by its native protocol, so that their fields can be searched.
public struct JournalLogHandler: LogHandler {
  /// Fields that every entry gets.
  public var metadata: Logger.Metadata = [:]
  /// Messages below it are not sent.
  public var logLevel: Logger.Level = .info

  private let label: String
  private let send: @Sendable ([[UInt8]]) -> Int32
  private let report: @Sendable (String) -> Void

  /// A handler for a logger of that label.
  public init(label: String) {
    self.init(
      label: label, sending: JournalLogHandler.sendToJournal,
      reporting: JournalLogHandler.writeToStandardError)
  }

  init(
    label: String, sending send: @escaping @Sendable ([[UInt8]]) -> Int32,
    reporting report: @escaping @Sendable (String) -> Void
  ) {
    self.label = label
    self.send = send
    self.report = report
  }

  /// Whether standard error is connected to the journal, which then would wrap each line in an entry
  /// of its own (`JOURNAL_STREAM`, systemd.exec(5)).
  public static var isFitting: Bool {
    guard let stream = getenv("JOURNAL_STREAM").map({ String(cString: $0) }) else { return false }
    var status = stat()
    guard fstat(STDERR_FILENO, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }

  /// One field of every entry.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Sends an entry.
  public func log(event: LogEvent) {
    let own = [
      JournalField("MESSAGE", event.message.description),
      JournalField("PRIORITY", event.level.priority), JournalField("SYSLOG_IDENTIFIER", label),
      JournalField("CODE_FILE", event.file), JournalField("CODE_LINE", String(event.line)),
      JournalField("CODE_FUNC", event.function),
    ]
    let given = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .flatMap { JournalField.all($0.key, $0.value) }
      .filter { field in !own.contains { $0.name == field.name } }
    let fields = own + given.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    let status = send(fields.map(\.bytes))
    guard status < 0 else { return }
    let reason = String(cString: strerror(-status))
    report("\(label): the journal refused an entry (\(reason)): \(event.message)\n")
  }

  /// Where a message goes that the journal does not take: it is not dropped.
  private static let writeToStandardError: @Sendable (String) -> Void = { line in
    let bytes = Array(line.utf8)
    write(STDERR_FILENO, bytes, bytes.count)
  }

  private static let sendToJournal: @Sendable ([[UInt8]]) -> Int32 = { fields in
    let bytes = fields.flatMap { $0 }
    return bytes.withUnsafeBytes { all in
      var offset = 0
      let vectors = fields.map { field in
        defer { offset += field.count }
        return iovec(
          iov_base: UnsafeMutableRawPointer(mutating: all.baseAddress.map { $0 + offset }),
          iov_len: field.count)
      }
      return sd_journal_sendv(vectors, Int32(vectors.count))
    }
  }
}

extension Logger.Level {
  /// The level as syslog numbers it (syslog(3)).
  var priority: String {
    switch self {
    case .critical: "2"
    case .error: "3"
    case .warning: "4"
    case .notice: "5"
    case .info: "6"
    case .debug, .trace: "7"
    }
  }
}
