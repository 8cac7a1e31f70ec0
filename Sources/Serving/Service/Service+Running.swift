import Assessing
import Bookkeeping
import Crediting
import Delivering
import Domain
import Glibc
import Ingesting
import Logging
import Quantities
import Reading
import Spooling
import Typesetting
import Verifying
import Wording

extension Service {
  /// Takes in and delivers, woken by the directories and now and then, until asked to end.
  ///
  /// - Throws: ``LostLedgerError``, ``FileFailure``, and what SQLite reports.
  public func run(until signals: SignalWatch) throws {
    // Watched before the first look, so that nothing falls between the two.
    var watch = try watchDirectories()
    let pages = PageCheck(of: "\(settings.state)/ledger.sqlite")
    var (isReady, trouble) = (false, Trouble?.none)
    repeat {
      manager.progress()
      watch?.drain()
      do {
        if watch.map({ !$0.isCurrent }) ?? true {
          let lacking = try directories.restore()
          for path in lacking { journal.isGone(path) }
          try spool.prepare(except: lacking)
          watch = try watchDirectories()
        }
        if !isReady {
          // Ready once the backlog is known, and nothing in the settings is in the way; working it off, and
          // finishing what an earlier run left, may take its time.
          try believeClock()
          try intake.checkGrounds(at: receiptTime())
          _ = try nextRound()
          ready(&isReady)
        }
        // What failed may have left a file that was taken in unmoved, or a document unwritten.
        if !isRecovered {
          try recover()
        } else if trouble?.leavesWork == true {
          try finishInterrupted()
        }
        try pages.result()
        try takeAll(registersAtOnce: false, unless: { signals.shouldStop })
        if trouble != nil { journal.resumed() }
        trouble = nil
      } catch is GivenUpError {
        continue
      } catch {
        guard let found = Trouble(error) else { throw error }
        if trouble.map({ !$0.isLike(found) }) ?? true { tell(found) }
        trouble = found
        ready(&isReady)
        manager.status(found.status[settings.language], found.pause)
      }
    } while !rest(until: signals, watch, isTroubled: trouble != nil)
    manager.stopping()
    if trouble == nil { try deliverRegisters(atOnce: true) }
    journal.stopping()
  }

  /// Waits until something happened, or it is time to look again.
  ///
  /// - Returns: whether the service was asked to end.
  private func rest(
    until signals: SignalWatch, _ watch: DirectoryWatch?, isTroubled: Bool
  ) -> Bool {
    let interval = min(Service.interval, (manager.interval ?? .max) / 3)
    // A file may be still by then, without any event.
    let pause = isCut && hasTaken ? 0 : min(interval, still.pause().map { max($0, 100) } ?? .max)
    let since = ContinuousClock.now
    let isAsked = signals.wait(
      orUntilReadable: isTroubled ? [] : [watch?.descriptor].compactMap { $0 },
      atMost: isTroubled || watch == nil ? min(pause, Service.retry) : pause)
    // Whoever touches his files again and again keeps it busy with nothing.
    idleWakes = !hasTaken && .now - since < .milliseconds(50) ? idleWakes + 1 : 0
    return isAsked || idleWakes > 3 && signals.wait(orUntilReadable: [], atMost: 50)
  }

  /// Also with the intake paused: what is wrong is told, and goes over without another start.
  private func ready(_ isReady: inout Bool) {
    guard !isReady else { return }
    isReady = true
    manager.ready()
    journal.started()
  }

  private func tell(_ trouble: Trouble) {
    switch trouble {
    case .storage(let storage): journal.paused(storage.description)
    case .room(let fault): journal.paused(fault.description)
    case .clock(let fault): journal.clock(fault)
    }
  }

  private func watchDirectories() throws -> DirectoryWatch? {
    let watch = try DirectoryWatch(spool.directories)
    if watch == nil, !isPolling { journal.polling() }
    isPolling = watch == nil
    return watch
  }
}
