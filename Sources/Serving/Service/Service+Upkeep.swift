import Bookkeeping
import Delivering
import Domain
import Quantities
import Spooling
import Typesetting
import Verifying

/// What is due besides taking in: documents, anchors, what may go, and what the ledger does not know.
extension Service {
  func deliver() throws {
    let delivered = try delivery.run()
    if delivered.count > 0 { journal.delivered(delivered.count, first: delivered.paths[0]) }
    if let request = try ledger.read({ try $0.requestedRepair() }), repairing?.request != request {
      repairing = Delivery.RepairPlace(request: request)
    }
  }

  func anchor(closingOf input: InputRecord) throws {
    if try ledger.read({ try $0.isClosing(input.sequence) }) { try anchor(isAsked: true) }
  }

  /// Once a day, and at each closing, says what the ledger comes to, for whoever keeps it elsewhere.
  func anchor(isAsked: Bool) throws {
    let now = try believedTime()
    let today = UTCOffset.japan.date(of: now)
    guard isAsked || anchoredOn != today, let anchor = try ledger.read({ try $0.anchor(at: now) })
    else { return }
    journal.anchored(anchor, path: try AnchorFile.write(anchor, state: settings.state))
    try ledger.write { try $0.setLastTime(now) }
    anchoredOn = today
  }

  /// Writes registers, at most once a minute: of a month with very many rows that takes its time.
  func deliverRegisters(atOnce isAtOnce: Bool) throws {
    let now = ContinuousClock.now
    let isDue = registersDelivered.map { $0 + Service.registerPause <= now } ?? true
    guard isAtOnce || isDue, try delivery.deliverRegisters(unless: { try !isAtOnce && hasDrops() })
    else { return }
    registersDelivered = now
  }

  /// Once a day, removes what has been in the spool for long enough.
  func clear() throws {
    let today = try UTCOffset.japan.date(of: believedTime())
    guard clearedOn != today else { return }
    let retention = Retention(
      spool: spool, ledger: ledger, acceptedDays: settings.acceptedDays,
      rejectedDays: settings.rejectedDays)
    let cleared = try retention.clear(on: today)
    journal.cleared(cleared, settings)
    for failure in cleared.failures { journal.notCleared(failure) }
    clearedOn = today
  }

  /// Writes documents of assessments, until something new lies in the spool.
  func deliverAssessments(unless shouldStop: () -> Bool) throws {
    while try !delivery.deliverAssessments(limit: 20), !shouldStop(), try !hasDrops() {}
  }

  /// Writes the other forms of notes, until something new lies in the spool.
  func deliverForms(unless shouldStop: () -> Bool) throws {
    let slice: Int64 = 10
    while !isWithoutForms {
      let delivered: Delivery.FormsDelivered
      do {
        delivered = try delivery.deliverForms(limit: slice)
      } catch let failure as TypesettingFailure {
        // Notes are issued all the same; the next start tries again.
        isWithoutForms = true
        return journal.cannotPrint(failure)
      }
      for (note, form, refusal) in delivered.refused { journal.notFormed(note, form, refusal) }
      for note in delivered.unexplained { journal.unexplained(note) }
      for (note, characters) in delivered.missing { journal.missing(characters, on: note) }
      if shouldStop() { return }
      if delivered.notes < slice { return try retryForms(unless: shouldStop) }
      if try hasDrops() { return }
    }
  }

  /// At start and once a day, tries again what waited for an address or a font.
  func retryForms(unless shouldStop: () -> Bool) throws {
    let today = try UTCOffset.japan.date(of: believedTime())
    guard !isWithoutForms, formsRetriedOn != today else { return }
    do {
      if try delivery.retryForms(unless: shouldStop) { formsRetriedOn = today }
    } catch let failure as TypesettingFailure {
      isWithoutForms = true
      journal.cannotPrint(failure)
    }
  }

  /// Once after each start, looks at all that lies there for what the ledger does not know, until
  /// something new lies in the spool.
  ///
  /// - Throws: ``LostLedgerError`` where there is such.
  func survey(unless shouldStop: () -> Bool) throws {
    var survey = try survey ?? LedgerSurvey(state: settings.state, spool: spool)
    defer { self.survey = survey }
    while !survey.isDone, !shouldStop(), try !hasDrops() {
      manager.progress()
      if let fault = try survey.next(ledger) {
        throw LostLedgerError("\(settings.state)/ledger.sqlite", lacking: fault)
      }
    }
  }

  func hasDrops() throws -> Bool {
    try nextRound().drops.contains {
      $0.irregularity == nil && !postponed.contains($0) && !waits.contains($0)
    }
  }
}
