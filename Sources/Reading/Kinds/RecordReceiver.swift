import Domain

/// Who receives records as they are read.
public protocol RecordReceiver: AnyObject {
  /// Takes an entry of a report's list of whom it hit; `false` when the report has named that contract before.
  func take(_ affect: AffectedTarget, of incident: Identifier, revision: Int) throws -> Bool
  /// Takes a report, after its entries; `false` when the file has given that revision before.
  func take(_ incident: Incident, at position: Position) throws -> Bool
  /// Takes a contract as it is from a day on.
  func take(_ version: ContractVersion, at position: Position) throws
  /// Takes what finance booked for a month.
  func take(_ charge: Charge, at position: Position) throws
  /// Takes what was given by hand before the ledger began.
  func take(_ prior: PriorCredit, at position: Position) throws
  /// Takes what a carrier paid.
  func take(_ recovery: Recovery, at position: Position) throws
  /// Takes a reduction of the provider's own accord.
  func take(_ relief: Relief, at position: Position) throws
  /// Takes a claim of damages.
  func take(_ claim: Claim, at position: Position) throws
  /// Takes a decision on what is held or referred.
  func take(_ approval: Approval, at position: Position) throws
  /// Takes which billing accounts are one.
  func take(_ merger: AccountMerger, at position: Position) throws
  /// Takes what finance made of a note.
  func take(_ acknowledgement: Acknowledgement, at position: Position) throws
  /// Takes what a person asks the service to do.
  func take(_ request: ServiceRequest, at position: Position) throws
}

/// Has no use for any of them; whoever has for some overrides those.
open class IgnoringReceiver: RecordReceiver {
  /// A receiver of nothing.
  public init() {}

  /// Passes an entry over.
  open func take(_ affect: AffectedTarget, of incident: Identifier, revision: Int) throws -> Bool {
    true
  }
  /// Passes a report over.
  open func take(_ incident: Incident, at position: Position) throws -> Bool { true }
  /// Passes a contract over.
  open func take(_ version: ContractVersion, at position: Position) throws {}
  /// Passes a charge over.
  open func take(_ charge: Charge, at position: Position) throws {}
  /// Passes a prior credit over.
  open func take(_ prior: PriorCredit, at position: Position) throws {}
  /// Passes a payment over.
  open func take(_ recovery: Recovery, at position: Position) throws {}
  /// Passes a relief over.
  open func take(_ relief: Relief, at position: Position) throws {}
  /// Passes a claim over.
  open func take(_ claim: Claim, at position: Position) throws {}
  /// Passes a decision over.
  open func take(_ approval: Approval, at position: Position) throws {}
  /// Passes a merger over.
  open func take(_ merger: AccountMerger, at position: Position) throws {}
  /// Passes an acknowledgement over.
  open func take(_ acknowledgement: Acknowledgement, at position: Position) throws {}
  /// Passes a request over.
  open func take(_ request: ServiceRequest, at position: Position) throws {}
}
