import Foundation
import Threads
import Wording

/// How far a command has come, on a terminal: a line of standard error that is written over.
final class ProgressBar {
  private static let (width, pause) = (24, Duration.milliseconds(200))

  /// What it shows.
  let meter = WorkMeter()
  private let isShowing: Bool
  private var last = ContinuousClock.now
  private var isThere = false

  /// - Parameter isHidden: where results go to the same terminal while it works.
  init(isHidden: Bool = false) {
    isShowing = !isHidden && isatty(STDERR_FILENO) == 1 && Session.current.role == nil
  }

  /// Shows how far it has come, now and then.
  func show() {
    guard isShowing, .now - last >= Self.pause, let reading = meter.reading else { return }
    last = .now
    write("\r\u{1B}[K" + Self.line(reading) + reading.words[Output.language])
    isThere = true
  }

  /// Takes the line away, before anything else is written.
  func clear() {
    if isThere { write("\r\u{1B}[K") }
    isThere = false
  }

  static func line(_ reading: WorkMeter.Reading) -> String {
    guard let percent = reading.percent else { return "" }
    let full = Int(percent) * width / 100
    return "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: width - full) + "] "
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
