import Notation

/// By whose act or risk a service failed (docs/domain.md §2).
public enum Attribution: String, CaseIterable, Canonical, Hashable, Sendable {
  /// The provider's own act or omission, or its subcontractor's.
  case provider
  /// Equipment or software failed without anyone's fault.
  case faultlessFailure = "faultless-failure"
  /// The customer's act or equipment, or an access line that it arranged (I-28).
  case customer
  /// A carrier from whom circuits are bought, or with whom the provider interconnects.
  case carrier
  /// An attack or a crime.
  case thirdParty = "third-party"
  /// Beyond anyone's control (不可抗力).
  case forceMajeure = "force-majeure"
  /// Announced work.
  case plannedMaintenance = "planned-maintenance"
  /// Work that could not wait.
  case emergencyMaintenance = "emergency-maintenance"
  /// 電気通信事業法第8条 and official orders.
  case legalRestriction = "legal-restriction"
  /// Stopped because of the customer's breach (利用停止).
  case suspension
  /// Not settled yet.
  case undetermined
}

/// How the provider failed; known only where the attribution is `provider`.
public enum Fault: String, CaseIterable, Canonical, Hashable, Sendable {
  /// Ordinary negligence (過失).
  case negligence
  /// Gross negligence (重大な過失).
  case grossNegligence = "gross-negligence"
  /// Intent (故意).
  case intent
}

/// A settled attribution together with, for the provider, its fault: what a clause tests.
public enum Cause: UInt8, CaseIterable, Hashable, Sendable {
  /// The provider, by ordinary negligence.
  case negligence
  /// The provider, by gross negligence.
  case grossNegligence
  /// The provider, by intent.
  case intent
  /// See ``Attribution/faultlessFailure``.
  case faultlessFailure
  /// See ``Attribution/carrier``.
  case carrier
  /// See ``Attribution/thirdParty``.
  case thirdParty
  /// See ``Attribution/forceMajeure``.
  case forceMajeure
  /// See ``Attribution/plannedMaintenance``.
  case plannedMaintenance
  /// See ``Attribution/emergencyMaintenance``.
  case emergencyMaintenance
  /// See ``Attribution/legalRestriction``.
  case legalRestriction
  /// See ``Attribution/customer``.
  case customer
  /// See ``Attribution/suspension``.
  case suspension

  /// Its attribution.
  public var attribution: Attribution {
    switch self {
    case .negligence, .grossNegligence, .intent: .provider
    case .faultlessFailure: .faultlessFailure
    case .carrier: .carrier
    case .thirdParty: .thirdParty
    case .forceMajeure: .forceMajeure
    case .plannedMaintenance: .plannedMaintenance
    case .emergencyMaintenance: .emergencyMaintenance
    case .legalRestriction: .legalRestriction
    case .customer: .customer
    case .suspension: .suspension
    }
  }

  /// Its fault, where the provider is at fault.
  public var fault: Fault? {
    switch self {
    case .negligence: .negligence
    case .grossNegligence: .grossNegligence
    case .intent: .intent
    default: nil
    }
  }
}

/// Any number of causes.
public struct CauseSet: OptionSet, Hashable, Sendable {
  /// One bit a cause.
  public let rawValue: UInt16

  /// The causes whose bits are set.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The set of the causes given.
  public init(_ causes: some Sequence<Cause>) {
    rawValue = causes.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
  }

  /// Every cause there is.
  public static let all = CauseSet(Cause.allCases)

  /// The provider, whatever the fault.
  public static let provider = CauseSet([Cause.negligence, .grossNegligence, .intent])

  /// Gross negligence and intent, to which a court does not apply what excludes or limits liability
  /// (I-36).
  public static let grave = CauseSet([Cause.grossNegligence, .intent])

  /// The causes that an attribution, known or not, leaves possible.
  public init(possibleUnder attribution: Attribution, fault: Fault?) {
    self.init(
      Cause.allCases.filter { cause in
        (attribution == .undetermined || cause.attribution == attribution)
          && (fault == nil || cause.fault == fault)
      })
  }

  /// Whether a cause is among them.
  public func contains(_ cause: Cause) -> Bool {
    rawValue & 1 << UInt16(cause.rawValue) != 0
  }

  /// The causes, in the order of their declaration.
  public var causes: [Cause] { Cause.allCases.filter { contains($0) } }
}

/// Any number of impacts and of causes: what a clause asks of a stretch of time.
public struct Circumstances: Hashable, Sendable {
  /// The impacts that meet it.
  public let impacts: Set<Impact>
  /// The causes that meet it.
  public let causes: CauseSet

  /// Met by nothing.
  public static let none = Circumstances(impacts: [], causes: [])

  /// Met where both the impact and the cause are among those given.
  public init(impacts: Set<Impact>, causes: CauseSet) {
    self.impacts = impacts
    self.causes = causes
  }

  /// Whether nothing meets it.
  public var isEmpty: Bool { impacts.isEmpty || causes.isEmpty }

  /// The same for other causes.
  public func without(_ other: CauseSet) -> Circumstances {
    Circumstances(impacts: impacts, causes: causes.subtracting(other))
  }

  /// Whether an impact by a cause meets it.
  public func admits(_ impact: Impact, _ cause: Cause) -> Bool {
    causes.contains(cause) && impacts.contains(impact)
  }
}
