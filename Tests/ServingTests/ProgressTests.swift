import Domain
import Testing
import Threads
import Wording

@testable import Serving

/// Work that takes its time says how far it has come.
@Suite struct ProgressTests {
  @Test func `it is said each second in the status, each minute in the journal, and not before`() {
    let start = ContinuousClock.now
    var pace = ProgressPace(now: start)
    var said: [String] = []
    for tenth in 1...1_250 {
      switch pace.due(now: start + .milliseconds(100) * tenth) {
      case .status: said.append("status")
      case .statusAndJournal: said.append("journal at \(tenth / 10)")
      case nil: break
      }
    }
    #expect(said.count == 125)
    #expect(said.filter { $0 != "status" } == ["journal at 60", "journal at 120"])
  }

  @Test(arguments: [
    (
      WorkMeter.Reading(.assessing, done: 250_000, of: 1_000_000, after: .seconds(10)),
      "査定 250,000/1,000,000契約（25%）、毎秒25,000、残り約30秒",
      "assessing 250,000/1,000,000 contracts (25 %), 25,000/s, about 30 s left"
    ),
    (
      WorkMeter.Reading(.reading, done: 0, of: 90, after: .milliseconds(10)),
      "読み取り 0/90バイト（0%）", "reading 0/90 bytes (0 %)"
    ),
    (
      WorkMeter.Reading(.checking, done: 12, of: nil, after: .seconds(2)), "照合 12件、毎秒6",
      "checking 12 rows, 6/s"
    ),
    (
      WorkMeter.Reading(.writing, done: 3, of: 2, after: .seconds(1)), "書き出し 3/2通（100%）、毎秒3、残り約0秒",
      "writing 3/2 notes (100 %), 3/s, about 0 s left"
    ),
    (
      WorkMeter.Reading(.issuing, done: 0, of: 0, after: .seconds(1)), "発行 0/0明細（100%）、毎秒0",
      "issuing 0/0 lines (100 %), 0/s"
    ),
  ])
  func `it says what is done, of how much, at which rate, and what remains`(
    _ reading: WorkMeter.Reading, ja: String, en: String
  ) {
    #expect(reading.words == LocalizedText(ja: ja, en: en))
  }

  @Test func `a stage begins anew, and nothing is said when nothing is under way`() {
    let meter = WorkMeter()
    #expect(meter.reading == nil)
    meter.begin(.reading, of: 10)
    meter.advance(by: 4)
    meter.begin(.assessing, of: 7)
    meter.advance()
    #expect(meter.reading?.stage == .assessing && meter.reading?.done == 1)
    meter.end()
    #expect(meter.reading == nil)
  }
}
