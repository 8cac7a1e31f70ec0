import Foundation
import Logging
import Synchronization
import Testing

@testable import SystemdSupport

@Suite struct JournalLogHandlerTests {
  /// What a handler sent, entry by entry.
  private final class Sent: Sendable {
    let entries = Mutex<[[String]]>([])
    let reports = Mutex<[String]>([])
  }

  private func logger(_ sent: Sent, answering status: Int32 = 0) -> Logger {
    Logger(label: "test") { label in
      JournalLogHandler(
        label: label,
        sending: { fields in
          sent.entries.withLock { entries in
            entries.append(fields.map { String(decoding: $0, as: UTF8.self) })
          }
          return status
        }, reporting: { line in sent.reports.withLock { $0.append(line) } })
    }
  }

  @Test func `a message that the journal refuses is reported, not dropped`() {
    let sent = Sent()
    logger(sent, answering: -ENOBUFS).warning("ten yen")
    let reports = sent.reports.withLock { $0 }
    #expect(reports.count == 1)
    #expect(reports[0].contains("ten yen"))
    #expect(reports[0].contains(String(cString: strerror(ENOBUFS))))
    logger(sent).warning("ten yen")
    #expect(sent.reports.withLock { $0.count } == 1)
  }

  @Test(arguments: [
    ("incident_id", "INCIDENT_ID"), ("INCIDENT_ID", "INCIDENT_ID"), ("a-b.c d", "A_B_C_D"),
    ("_private", "PRIVATE"), ("9lives", "X_9LIVES"), ("", "X_"), ("名", "X____"),
    (String(repeating: "a", count: 99), String(repeating: "A", count: 64)),
  ])
  func `a key becomes a valid field name`(_ key: String, _ name: String) {
    #expect(JournalField(key, "").name == name)
  }

  @Test func `an entry has message, priority, code position and every field`() {
    let sent = Sent()
    logger(sent).log(level: .notice, "十円", metadata: ["AMOUNT_YEN": "10", "message": "forged"])
    let entry = sent.entries.withLock { $0[0] }
    #expect(entry.contains("MESSAGE=十円"))
    #expect(!entry.contains("MESSAGE=forged"))
    #expect(entry.contains("PRIORITY=5"))
    #expect(entry.contains("AMOUNT_YEN=10"))
    #expect(entry.contains("SYSLOG_IDENTIFIER=test"))
    #expect(entry.contains { $0.hasPrefix("CODE_FILE=") && $0.hasSuffix("Tests.swift") })
    #expect(entry.contains { $0.hasPrefix("CODE_LINE=") })
  }

  @Test func `values with line breaks are kept whole, and very large ones cut`() {
    let sent = Sent()
    let lines = String(repeating: "語\n", count: 8_192)
    logger(sent).info("x", metadata: ["REASON": "\(lines)"])
    #expect(sent.entries.withLock { $0[0] }.contains("REASON=" + lines))
    logger(sent).info("x", metadata: ["REASON": "\(lines)語"])
    #expect(sent.entries.withLock { $0[1] }.contains("REASON=" + lines + "…"))
  }

  @Test(arguments: ["\u{1B}[2J", "a\u{0}b", "\u{7F}", "\u{85}", "\r", "\u{202E}"])
  func `no field has what would make bytes of it`(_ text: String) {
    let sent = Sent()
    logger(sent).info("\(text)", metadata: ["SPOOL_FILE": "\(text)"])
    for field in sent.entries.withLock({ $0[0] }) {
      #expect(
        field.unicodeScalars.allSatisfy {
          ![.control, .format].contains($0.properties.generalCategory)
        })
    }
  }

  @Test func `a list gives each of its values a field of the name`() {
    let sent = Sent()
    logger(sent).info("x", metadata: ["INCIDENT_ID": ["INC-1", "INC-2"]])
    let entry = sent.entries.withLock { $0[0] }
    #expect(
      entry.filter { $0.hasPrefix("INCIDENT_ID=") } == ["INCIDENT_ID=INC-1", "INCIDENT_ID=INC-2"])
  }

  @Test func `levels are syslog's`() {
    #expect(Logger.Level.allCases.map(\.priority) == ["7", "7", "6", "5", "4", "3", "2"])
  }

  @Test func `without a journal on standard error the handler is not fitting`() {
    #expect(!JournalLogHandler.isFitting)
  }
}
