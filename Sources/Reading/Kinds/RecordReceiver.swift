import Domain

/// A record as its reader makes it. Reports are not among them: whom they hit is handed on first, as it may not
/// fit into memory.
public enum ReceivedRecord: Sendable {
  /// A contract as it is from a day on.
  case contract(ContractVersion)
  /// What finance booked for a month.
  case charge(Charge)
  /// What was given by hand before the ledger began.
  case priorCredit(PriorCredit)
  /// What a carrier paid.
  case recovery(Recovery)
  /// A reduction of the provider's own accord.
  case relief(Relief)
  /// A claim of damages.
  case claim(Claim)
  /// A decision on what is held or referred.
  case approval(Approval)
  /// Which billing accounts are one.
  case merger(AccountMerger)
  /// What finance made of a note.
  case acknowledgement(Acknowledgement)
  /// What a person asks the service to do.
  case request(ServiceRequest)
}

/// Who receives records as they are read.
public protocol RecordReceiver: AnyObject, IncidentReceiver {
  /// Takes a record.
  func take(_ record: ReceivedRecord, at position: Position) throws
}
