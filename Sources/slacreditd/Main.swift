import ArgumentParser
import Bookkeeping
import Commanding
import Domain
import Foundation
import Ingesting
import Logging
import Notation
import Querying
import Reading
import Serving
import Spooling
import SystemdSupport
import Verifying

@main
enum Main {
  static func main() { SlaCreditD.runProcess() }
}

/// The service: make, load, recover, loop, stop.
struct SlaCreditD: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slacreditd",
    abstract: "Credits customers for outages as their terms of service oblige.",
    version: "0.1.0")

  @Option(help: "The settings file.") var config = Settings.defaultPath
  @Flag(name: .customLong("init"), help: "Make a ledger, where there is none yet, and exit.")
  var makesLedger = false
  @Flag(help: "Take in everything in the spool, deliver every document, and exit.")
  var once = false
  @Flag(help: "Take in again what a restored ledger lacks, by the accepted files, and exit.")
  var catchUp = false
  @Flag(help: "Check the settings and the terms, and exit.") var checkConfig = false

  func run() throws {
    do {
      let signals = try SignalWatch()
      guard let service = try makeService(signals) else { return }
      if catchUp {
        print("caught up: \(try service.catchUp()) inputs were missing in the ledger")
      } else if once {
        try service.recover()
        try service.takeAll(until: signals)
        for (file, because) in service.waiting { Self.say("\(file): \(because.en)") }
        if service.hasRejected { throw ExitCode(3) }
      } else {
        try service.run(until: signals)
      }
    } catch is GivenUpError {
      // Asked to end while it recovered: the next start goes on from there.
    } catch let code as ExitCode {
      throw code
    } catch {
      // What was taken in is in the ledger; the next start goes on from there.
      fail(over: error)
    }
  }

  private func fail(over error: any Error) -> Never {
    let needsPerson = checkConfig ? 1 : Self.needsPerson
    switch error {
    case let invalid as InvalidInput: Self.fail(invalid.message(in: .en), needsPerson)
    case let failure as FileFailure:
      // What is not there does not come by itself, as a disk may.
      let isMissing = [ENOENT, ENOTDIR].contains(failure.code)
      Self.fail(failure.description, isMissing ? needsPerson : 1)
    case let taken as LockHeldError: Self.fail(taken.description)
    case let lost as LostLedgerError: Self.fail(lost.description, needsPerson, .lost)
    case let taken as LedgerFoundation.TakenError: Self.fail(taken.description, needsPerson)
    case let mount as MountError: Self.fail(mount.description, needsPerson)
    case let ledger as Ledger.UnsafeLedgerError:
      Self.fail(ledger.description, ledger.isOfDisk ? 1 : needsPerson)
    case let clock as ClockError: Self.fail(clock.words.en, 1, .clock)
    case let error where error is CorruptRowError || LedgerFailure(error)?.isDamage == true:
      Self.failOverDamage(error)
    default: Self.fail("cannot go on: \(error)")
    }
  }

  /// `EX_CONFIG` of sysexits.h: only a person can put it right, so that it need not be tried again.
  private static let needsPerson: Int32 = 78

  /// The service; `nil` when only the configuration was to be checked, or a ledger to be made.
  ///
  /// - Parameter signals: whether the process was asked to end.
  private func makeService(_ signals: SignalWatch) throws -> Service? {
    let settings = try Settings.load(config)
    if makesLedger {
      print("made \(try LedgerFoundation.make(in: settings.state, spool: settings.spool))")
      return nil
    }
    let terms = try TermsDirectory(settings.terms).loadFiles()
    let agreements = try AgreementDirectory(besides: settings.terms)
      .loadFiles(amending: TermsCatalogue(terms.map(\.edition)))
    if !settings.policy.issuer.hasCorporateCheckDigit {
      Self.logger.warning(
        "\(config): issuer.registration_number \(settings.policy.issuer.registrationNumber) has not a corporation's check digit; is it right?"
      )
    }
    if checkConfig {
      try Service.checkPlaces(settings)
      print("\(config): settings and \(terms.count) terms files are valid")
      return nil
    }
    let notifier = ServiceNotifier()
    let teller = ServiceTeller(state: settings.state)
    let manager = ServiceManager(
      ready: notifier.ready,
      progress: {
        notifier.progress()
        teller.progress()
      },
      status: { text, pause in
        notifier.status(text)
        teller.status(text, pause)
      },
      stopping: notifier.stopping, interval: notifier.watchdogInterval)
    guard once || catchUp else {
      return try Service.open(
        settings, terms: terms, agreements: agreements, logger: Self.logger, manager: manager,
        until: signals)
    }
    return try Service(
      settings, terms: terms, agreements: agreements, logger: Self.logger, manager: manager,
      isCatchingUp: catchUp, unless: { signals.shouldStop })
  }

  /// To the journal with its fields where standard error leads there, else readable lines.
  private static var logger: Logger {
    Logger(label: "slacreditd") { label -> any LogHandler in
      guard JournalLogHandler.isFitting else { return StreamLogHandler.standardError(label: label) }
      return JournalLogHandler(label: label)
    }
  }

  private static func say(_ message: String) {
    let text = message.visible(keepingLines: true)
    FileHandle.standardError.write(Data("slacreditd: \(text)\n".utf8))
  }

  private static func failOverDamage(_ error: any Error) -> Never {
    fail(
      "the ledger is damaged, so nothing more is taken in; files stay where they are. Restore a copy "
        + "of it. \(LedgerFailure(error)?.description ?? "\(error)")",
      needsPerson, .damaged)
  }

  private static func fail(
    _ message: String, _ status: Int32 = 1, _ event: JournalEvent = .failed
  ) -> Never {
    if JournalLogHandler.isFitting {
      logger.log(
        level: [.damaged, .lost].contains(event) ? .critical : .error, "\(message)",
        metadata: ["MESSAGE_ID": "\(event.messageID)"])
    } else {
      say(message)
    }
    Foundation.exit(status)
  }
}
