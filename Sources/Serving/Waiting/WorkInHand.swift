import Domain
import Reading
import Threads
import Wording

/// What the service is at, as its status tells it, and how far it has come.
final class WorkInHand {
  private let meter: WorkMeter
  private let journal: Journal
  private let language: Language
  private let manager: ServiceManager
  private var pace = ProgressPace()
  private var file: String?
  private var rest = LocalizedText(ja: "", en: "")

  init(_ meter: WorkMeter, _ journal: Journal, _ language: Language, _ manager: ServiceManager) {
    (self.meter, self.journal, self.language, self.manager) = (meter, journal, language, manager)
  }

  /// Says what it is at.
  ///
  /// - Parameters:
  ///   - file: the file in hand, as `KIND/NAME`.
  ///   - rest: how things stand besides.
  func begin(_ file: String?, rest: LocalizedText) {
    (self.file, self.rest, pace) = (file, rest, ProgressPace())
    tellStatus(nil)
  }

  /// Work goes on.
  func progress() {
    manager.progress()
    guard let reading = meter.reading, let place = pace.due() else { return }
    tellStatus(reading)
    if place == .statusAndJournal { journal.progress(reading, file: file) }
  }

  private func tellStatus(_ reading: WorkMeter.Reading?) {
    let inHand = file.map { LocalizedText(ja: "処理中 \($0)", en: "at \($0)")[language] }
    let parts = [inHand, reading?.words[language], rest[language]].compactMap { $0 }
    manager.status(parts.joined(separator: language == .ja ? "、" : ", "), nil)
  }
}
