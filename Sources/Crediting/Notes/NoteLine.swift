import Assessing
import Domain
import Notation
import Quantities

/// A line of an issued note: a credit, or the same taken back.
@dynamicMemberLookup
public struct NoteLine: Hashable, Sendable {
  /// By which right.
  public let subject: Subject
  /// What it rests on.
  public let evidence: Evidence
  /// The credit.
  public let credit: Credit
  /// Whether the credit is taken back.
  public private(set) var isReversed = false
  /// How it stands to the bill whose fee it lowers.
  public let settlement: LineSettlement
  /// The invoice of that bill, where finance told it.
  public let invoice: PrecedingDocument?
  /// Whether it is booked with its note: not where the bill itself shows it.
  public private(set) var isBooked: Bool
  /// The last day of the month whose bill it lowers: closed books book what was not.
  public let monthEnd: CivilDate
  /// Whether it stood on the note that its own note corrects.
  public private(set) var isUnchanged = false

  /// A line made of its parts.
  public init(
    _ subject: Subject, _ evidence: Evidence, _ credit: Credit,
    settlement: LineSettlement = .unknown, invoice: PrecedingDocument? = nil,
    isBooked: Bool = true, monthEnd: CivilDate
  ) {
    self.subject = subject
    self.evidence = evidence
    self.credit = credit
    self.settlement = settlement
    self.invoice = invoice
    self.isBooked = isBooked
    self.monthEnd = monthEnd
  }

  /// The line that a credit becomes on a note.
  public init(_ due: CreditDue, _ bills: Bills) {
    self.init(
      due.subject, due.evidence, due.credit, settlement: due.settlement(bills),
      invoice: due.invoice(bills), isBooked: due.isBooked(bills), monthEnd: due.monthEnd)
  }

  /// By which right.
  public subscript<Value>(dynamicMember path: KeyPath<Subject, Value>) -> Value {
    subject[keyPath: path]
  }

  /// What it rests on.
  public subscript<Value>(dynamicMember path: KeyPath<Evidence, Value>) -> Value {
    evidence[keyPath: path]
  }

  /// Whole yen before tax, or with it where ``isTaxIncluded``; negative where it is taken back.
  public var amount: Yen { isReversed ? -credit.amount : credit.amount }
  /// Before rounding; negative where it is taken back.
  public var exact: ExactYen { isReversed ? credit.exact.negated : credit.exact }
  /// Whole units counted.
  public var units: Int64 { credit.units }
  /// The first day of the period whose fee is lowered.
  public var supplyFrom: CivilDate { credit.supply.from }
  /// Its last day.
  public var supplyTo: CivilDate { credit.supply.to }
  /// Whole percent; 0 for damages outside the tax (不課税).
  public var taxRate: Int { credit.taxRate }
  /// The fee month on whose invoice it is settled, where the clause says so.
  public var applyTo: YearMonth? { credit.settledOn }

  /// What it says that has to be right.
  public var debt: Debt {
    Debt(subject, outage: evidence.outage, clauses: evidence.clauses, credit)
  }

  /// Whether its amount is with tax: damages that lower a bill (004 第21条, I-34), which stand on notes
  /// of their own.
  public var isTaxIncluded: Bool { subject.isTaxIncluded(at: credit.taxRate) }

  /// The line that takes it back.
  ///
  /// - Parameter isClosed: whether finance has closed the books of a month that ends on a day.
  public func reversed(_ isClosed: (CivilDate) -> Bool = { _ in false }) -> NoteLine {
    var line = standingAgain(isClosed)
    line.isReversed = true
    line.isUnchanged = false
    return line
  }

  /// The line that stands again, on the note that corrects its own.
  ///
  /// - Parameter isClosed: whether finance has closed the books of a month that ends on a day.
  public func standingAgain(_ isClosed: (CivilDate) -> Bool = { _ in false }) -> NoteLine {
    var line = self
    line.isBooked = isBooked || isClosed(monthEnd)
    line.isUnchanged = true
    return line
  }
}

extension NoteLine: CanonicalObject {
  /// Reads its fields.
  public init(from fields: CanonicalFields) throws {
    subject = try fields["subject"]
    evidence = try fields["evidence"]
    credit = try fields["credit"]
    isReversed = try fields["is_reversed"]
    settlement = try fields["settlement"]
    invoice = try fields["invoice"]
    isBooked = try fields["is_booked"]
    monthEnd = try fields["month_end"]
    isUnchanged = try fields["is_unchanged"]
  }

  /// Adds its fields.
  public func add(to object: inout CanonicalText) throws {
    try object.add(
      "credit", credit, "evidence", evidence, "invoice", invoice, "is_booked", isBooked,
      "is_reversed", isReversed)
    try object.add(
      "is_unchanged", isUnchanged, "month_end", monthEnd, "settlement", settlement, "subject",
      subject)
  }
}

extension NoteLine {
  /// Whether a period's fee is lowered by this line, and not by another one of the same outage.
  public func covers(_ period: Step.Period) -> Bool {
    supplyFrom <= period.from && period.to <= supplyTo
  }

  /// The steps that are this line's own: of an outage that is cut into lines each has all its steps.
  public var ownSteps: [Step] {
    evidence.steps.compactMap { step in
      switch step {
      case .units(_, let period, _, _, _, _, _), .time(_, let period, _, _, _, _),
        .ceiling(let period, _, _, _), .feeOfFirstDay(let period, _, _), .charge(let period, _, _):
        return covers(period) ? step : nil
      case .refund(let clause, let periods):
        let own = periods.filter(covers)
        return own.isEmpty ? nil : .refund(clause: clause, periods: own)
      case .rounded(let exact, _, _): return exact == credit.exact ? step : nil
      default: return step
      }
    }
  }
}
