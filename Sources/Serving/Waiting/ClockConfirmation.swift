import Domain
import Glibc
import Ingesting
import Quantities
import Reading
import Spooling

/// A request among those that wait which says that the clock is right: it names the day that the clock
/// says, and comes from somebody who may.
struct ClockConfirmation {
  /// Whoever may ask everything of the service but to close.
  static let group = "slacredit-operators"

  private let fault: ClockError
  private let spool: Spool

  init(_ fault: ClockError, spool: Spool) {
    self.fault = fault
    self.spool = spool
  }

  /// The first such request; the others stay where they are, and unread.
  ///
  /// - Throws: ``FileFailure`` where the spool cannot be read.
  func find() throws -> Spool.Drop? {
    try spool.list().first { drop in
      drop.kind == RecordKind.requests.name && drop.irregularity == nil && confirms(drop)
    }
  }

  private func confirms(_ drop: Spool.Drop) -> Bool {
    guard let file = try? FileReader(drop.path, followingLinks: false),
      case let owner = InputSource(file, name: drop.name).owner, owner.isProven,
      mayConfirm(owner.uid)
    else { return false }
    let today = UTCOffset.japan.date(of: fault.now)
    let record = RecordFile(name: drop.name, bytes: ByteReader { try file.next() })
    var actions: [ServiceRequest.Action] = []
    try? record.readRequests(received: Receipt(fault.now)) { request, _ in
      actions.append(request.action)
    }
    return record.problems.isEmpty && actions == [.confirmClock(today)]
  }

  private func mayConfirm(_ user: UInt32) -> Bool {
    user == 0 || user == geteuid() || isMember(user, of: Self.group)
  }
}
