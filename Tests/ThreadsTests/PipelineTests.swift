import Foundation
import Synchronization
import Testing

@testable import Threads

@Suite struct PipelineTests {
  private struct Refusal: Error, Equatable {
    let number: Int
  }

  @Test(arguments: [0, 1, 15, 16, 17, 255, 256, 257, 1_000])
  func `what many become is handed over in the order in which they came`(_ count: Int) throws {
    var found: [Int] = []
    var pipeline = Pipeline<Int, Int>({}) { number in
      // Some take longer than those after them.
      if number % 7 == 0 { usleep(200) }
      return number * 2
    }
    for number in 0..<count { try pipeline.add(number) { found += $0 } }
    try pipeline.finish { found += $0 }
    #expect(found == (0..<count).map { $0 * 2 })
  }

  @Test func `what is thrown for an item is thrown to whoever waits for it`() throws {
    let work = PendingWork(dividing: Array(0..<100), least: 1) { numbers, _ in
      try numbers.map { number in
        guard number != 42 else { throw Refusal(number: number) }
        return number
      }
    }
    #expect(throws: Refusal(number: 42)) { _ = try work.value {} }
  }

  @Test func `what the progress throws ends the work`() throws {
    let work = PendingWork<Void>(4) { _, goOn in
      while true {
        try goOn()
        usleep(1_000)
      }
    }
    #expect(throws: Refusal(number: 1)) { _ = try work.value { throw Refusal(number: 1) } }
  }

  @Test func `nothing runs on once work is let go`() throws {
    let running = Running()
    do {
      _ = PendingWork<Void>(64) { _, goOn in
        running.count.add(1, ordering: .relaxed)
        defer { running.count.subtract(1, ordering: .relaxed) }
        while true {
          try goOn()
          usleep(1_000)
        }
      }
    }
    #expect(running.count.load(ordering: .relaxed) == 0)
  }

  private final class Running: Sendable {
    let count = Atomic(0)
  }

  @Test func `work of one piece is done by whoever waits for it`() throws {
    let own = pthread_self()
    let work = PendingWork(1) { _, goOn in
      try goOn()
      return pthread_equal(own, pthread_self()) != 0
    }
    var calls = 0
    #expect(try work.value { calls += 1 } == [true])
    #expect(calls == 1)
  }
}
