import Assessing
import Domain
import Quantities

/// An issued note without its lines, which may be very many.
public struct NoteHeader: Hashable, Sendable {
  /// Its place among all notes.
  public let sequence: Int64
  /// Its number, `CN-YYYY-NNNNNN`.
  public let number: String
  /// What kind of document it is.
  public let kind: NoteKind
  /// The day of issue at +09:00.
  public let issuedOn: CivilDate
  /// Who issued it.
  public let issuer: Issuer
  /// The language of the forms that speak one.
  public let language: Language
  /// Who receives it.
  public let account: Identifier
  /// The recipient's name.
  public let accountName: String
  /// What it comes to.
  public let totals: NoteTotals
  /// Whether the law requires it, as a return invoice (消費税法施行令第70条の9第3項).
  public let isReturnInvoiceRequired: Bool
  /// Whether the form that the law describes is left out, as it may be where it is not required. The
  /// note is issued and booked all the same.
  public let isFormOmitted: Bool
  /// The place of the note that it takes back.
  public let reverses: Int64?
  /// The place of the note that it corrects.
  public let replaces: Int64?
  /// The hash of the note before it.
  public let previousHash: String
  /// SHA-256 over the hash before it and everything that it says.
  public let hash: String

  /// A note made of its parts.
  public init(
    sequence: Int64, number: String, kind: NoteKind, issuedOn: CivilDate, issuer: Issuer,
    language: Language, account: Identifier, accountName: String, totals: NoteTotals,
    isReturnInvoiceRequired: Bool = false, isFormOmitted: Bool = false, reverses: Int64?,
    replaces: Int64? = nil, previousHash: String, hash: String
  ) {
    self.sequence = sequence
    self.number = number
    self.kind = kind
    self.issuedOn = issuedOn
    self.issuer = issuer
    self.language = language
    self.account = account
    self.accountName = accountName
    self.totals = totals
    self.isReturnInvoiceRequired = isReturnInvoiceRequired
    self.isFormOmitted = isFormOmitted
    self.reverses = reverses
    self.replaces = replaces
    self.previousHash = previousHash
    self.hash = hash
  }
}

/// A line of an issued note.
public struct NoteLine: Hashable, Sendable {
  /// The contract.
  public let contract: Identifier
  /// By which right.
  public let remedy: Assessment.Remedy
  /// The claim or the relief that asked for it; `nil` for a waiver.
  public let request: Identifier?
  /// The clauses.
  public let clauses: [Citation]
  /// The outage; `nil` for a relief.
  public let outage: Assessment.Window?
  /// The first day of the period whose fee is lowered.
  public let supplyFrom: CivilDate
  /// Its last day.
  public let supplyTo: CivilDate
  /// Whole units counted.
  public let units: Int64
  /// Before rounding; negative on a reversal.
  public let exact: ExactYen
  /// Whole yen before tax; negative on a reversal.
  public let amount: Yen
  /// Whole percent; 0 for damages outside the tax (不課税).
  public let taxRate: Int
  /// The fee month on whose invoice it is settled, where the clause says so.
  public let applyTo: FeeMonthName?
  /// How it stands to the bill whose fee it lowers.
  public let settlement: LineSettlement
  /// The invoice of that bill, where finance told it.
  public let invoice: PrecedingDocument?
  /// Whether it is booked with its note: not where the bill itself shows it.
  public let isBooked: Bool
  /// Whether it stood on the note that its own note corrects.
  public var isUnchanged: Bool
  /// The readings relied on.
  public let readings: [String]
  /// How the amount came about.
  public let steps: [Step]

  /// A line made of its parts.
  public init(
    contract: Identifier, remedy: Assessment.Remedy, request: Identifier? = nil,
    clauses: [Citation], outage: Assessment.Window?, supplyFrom: CivilDate, supplyTo: CivilDate,
    units: Int64, exact: ExactYen, amount: Yen,
    taxRate: Int, applyTo: FeeMonthName? = nil, settlement: LineSettlement = .unknown,
    invoice: PrecedingDocument? = nil, isBooked: Bool = true, isUnchanged: Bool = false,
    readings: [String], steps: [Step]
  ) {
    self.contract = contract
    self.remedy = remedy
    self.request = request
    self.clauses = clauses
    self.outage = outage
    self.supplyFrom = supplyFrom
    self.supplyTo = supplyTo
    self.units = units
    self.exact = exact
    self.amount = amount
    self.taxRate = taxRate
    self.applyTo = applyTo
    self.settlement = settlement
    self.invoice = invoice
    self.isBooked = isBooked
    self.isUnchanged = isUnchanged
    self.readings = readings
    self.steps = steps
  }
}

extension NoteLine {
  /// Whether its amount is with tax: damages that lower a bill (004 第21条, I-34), which stand on notes
  /// of their own.
  public var isTaxIncluded: Bool { remedy == .damages && taxRate > 0 }

  /// Whether a period's fee is lowered by this line, and not by another one of the same outage.
  public func covers(_ period: Step.Period) -> Bool {
    supplyFrom <= period.from && period.to <= supplyTo
  }

  /// The steps that are this line's own: of an outage that is cut into lines each has all its steps.
  public var ownSteps: [Step] {
    steps.compactMap { step in
      switch step {
      case .units(_, let period, _, _, _, _, _), .time(_, let period, _, _, _, _),
        .ceiling(let period, _, _, _), .feeOfFirstDay(let period, _, _), .charge(let period, _, _):
        return covers(period) ? step : nil
      case .refund(let clause, let periods):
        let own = periods.filter(covers)
        return own.isEmpty ? nil : .refund(clause: clause, own)
      case .rounded(let exact, _, _):
        return exact == (amount < .zero ? self.exact.negated : self.exact) ? step : nil
      default: return step
      }
    }
  }

  /// The line that an entitlement becomes on a note.
  public init(_ entitlement: Entitlement, _ bills: Bills) {
    self.init(
      contract: entitlement.contract, remedy: entitlement.remedy, request: entitlement.request,
      clauses: entitlement.clauses, outage: entitlement.outage,
      supplyFrom: entitlement.supply.from, supplyTo: entitlement.supply.to,
      units: entitlement.units, exact: entitlement.exact, amount: entitlement.amount,
      taxRate: entitlement.taxRate, applyTo: entitlement.settledOn,
      settlement: entitlement.settlement(bills), invoice: entitlement.invoice(bills),
      isBooked: entitlement.isBooked(bills), readings: entitlement.readings,
      steps: entitlement.steps)
  }
}

/// An incident as a note names it.
public struct NoteIncident: Hashable, Sendable {
  /// Its name.
  public let id: Identifier
  /// The revision that stood.
  public let revision: Int64
  /// Its title, for people in the house.
  public let title: String?
  /// What customers may read.
  public let customerTitle: String?
  /// When it began, as reported.
  public let began: Moment
  /// When it ended; `nil` while that is not known.
  public let restored: Moment?

  /// An incident made of its parts.
  public init(
    id: Identifier, revision: Int64, title: String?, customerTitle: String? = nil, began: Moment,
    restored: Moment?
  ) {
    self.id = id
    self.revision = revision
    self.title = title
    self.customerTitle = customerTitle
    self.began = began
    self.restored = restored
  }
}
