import Assessing
import Crediting
import Domain
import Notation
import Quantities
import Reading

// What is received, by what it is searched by.

extension ContractVersion: LedgerRecord {
  static let table = Table.contractVersion
  var searched: [(any SQLConvertible)?] {
    [contract.text, validFrom.description, account.text, terms.text, agreement?.text]
  }
}

extension Charge: LedgerRecord {
  static let table = Table.charge
  var searched: [(any SQLConvertible)?] {
    [contract.text, feeMonth.description]
  }
}

extension Claim: LedgerRecord {
  static let table = Table.claim
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text, contract.text]
  }
}

extension Recovery: LedgerRecord {
  static let table = Table.recovery
  var searched: [(any SQLConvertible)?] {
    [id.text, incident.text]
  }
}

extension Relief: LedgerRecord {
  static let table = Table.relief
  var searched: [(any SQLConvertible)?] {
    [id.text, isSelecting]
  }

  /// Whether it selects contracts by terms, service or labels.
  var isSelecting: Bool { selectors.contains { if case .matching = $0 { true } else { false } } }
}

extension Approval: LedgerRecord {
  static let table = Table.approval
  var searched: [(any SQLConvertible)?] {
    var (incident, claim, batch): (Identifier?, Identifier?, Identifier?)
    switch subject {
    case .incident(let id): incident = id
    case .claim(let id): claim = id
    case .batch(let id): batch = id
    }
    return [id.text, incident?.text, claim?.text, batch?.text]
  }
}

extension PriorCredit: LedgerRecord {
  static let table = Table.priorCredit
  var searched: [(any SQLConvertible)?] {
    [id.text, contract.text]
  }
}

extension Acknowledgement: LedgerRecord {
  static let table = Table.acknowledgement
  var searched: [(any SQLConvertible)?] {
    [id.text, note]
  }
}

extension AccountMerger: LedgerRecord {
  static let table = Table.accountVersion
  var searched: [(any SQLConvertible)?] {
    [account.text, successor?.account.text]
  }
}

extension ServiceRequest: LedgerRecord {
  static let table = Table.request
  var searched: [(any SQLConvertible)?] {
    var (month, through): (YearMonth?, CivilDate?)
    switch action {
    case .closeMonth(let closed): month = closed
    case .closeBooks(let day): through = day
    case .repairDocuments, .reassess, .confirmClock: break
    }
    return [id.text, month?.description, through?.description]
  }
}

// What is decided and issued.

extension Assessment: LedgerRecord {
  static let table = Table.assessment
  var searched: [(any SQLConvertible)?] {
    [
      self.contract.text, self.outcome.rawValue, Int64(clamping: amount.value),
      self.outage?.from.milliseconds,
    ]
  }
}
