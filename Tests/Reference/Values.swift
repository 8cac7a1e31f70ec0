package enum RefTerms: String, CaseIterable, Sendable {
  case network = "network-service"
  case optage = "optage-connectivity-cloud-storage"
  case iot = "iij-iot"
  case backup = "usen-gate02-cloud-backup-aj"
  case iijID = "usen-gate02-iij-id"
}

package enum RefBilling: String, CaseIterable, Sendable {
  case fixedMonthly = "fixed-monthly"
  case fixedAnnual = "fixed-annual"
  case meteredMonthly = "metered-monthly"
  case metered
  case oneTime = "one-time"
}

package enum RefImpact: String, CaseIterable, Sendable { case total, equivalent, partial }

package enum RefAttribution: String, CaseIterable, Sendable {
  case provider
  case faultless = "faultless-failure"
  case customer, carrier
  case thirdParty = "third-party"
  case forceMajeure = "force-majeure"
  case planned = "planned-maintenance"
  case emergency = "emergency-maintenance"
  case legal = "legal-restriction"
  case suspension, undetermined
}

package enum RefFault: String, CaseIterable, Sendable {
  case negligence
  case gross = "gross-negligence"
  case intent

  /// The two faults that lift thresholds and caps (§1).
  var isGross: Bool { self != .negligence }
}

/// One row of a contract.
package struct RefVersion: Sendable, Equatable {
  package var validFrom: Day
  package var account: String
  package var terms: RefTerms
  package var service: String
  package var billing: RefBilling
  package var fee: Int?
  package var feeMonthStartDay: Int
  package var taxRate: Int
  package var serviceStart: Day
  package var serviceEnd: Day?
}

package struct RefContract: Sendable, Equatable {
  package var id: String
  /// By `validFrom`, earliest first.
  package var versions: [RefVersion]
}

package struct RefPhase: Sendable, Equatable {
  package var from: Moment
  package var impact: RefImpact?
  package var attribution: RefAttribution?
  package var fault: RefFault?
}

package struct RefAffect: Sendable, Equatable {
  package var contract: String
  package var began: Moment?
  package var known: Moment?
  package var restored: Moment?
  package var impact: RefImpact?
}

package struct RefIncident: Sendable, Equatable {
  package var id: String
  package var began: Moment
  package var known: Moment?
  package var restored: Moment?
  package var announced: Moment?
  package var windowFrom: Moment?
  package var windowUntil: Moment?
  package var impact: RefImpact
  package var attribution: RefAttribution
  package var fault: RefFault?
  package var phases: [RefPhase]
  package var affects: [RefAffect]
}

package struct RefCharge: Sendable, Equatable {
  package var contract: String
  /// YYYY-MM
  package var month: String
  package var amount: Int
  package var beforeCredits: Int?
  package var paidOn: Day?
}

package enum RefItemKind: String, CaseIterable, Sendable {
  case ordinary, special
  case lostProfit = "lost-profit"
  case dataLoss = "data-loss"
}

package struct RefItem: Sendable, Equatable {
  package var kind: RefItemKind
  package var amount: Int
  package var recognised: Int?
}

package struct RefClaim: Sendable, Equatable {
  package var id: String
  package var incident: String
  package var contract: String
  package var receivedOn: Day
  package var damageOn: Day?
  package var recognisedBy: String?
  package var recognisedOn: Day?
  package var filedBy: String?
  package var taxClass: String?
  package var items: [RefItem]
}

package struct RefRecovery: Sendable, Equatable {
  package var id: String
  package var incident: String
  package var carrier: String
  package var amount: Int
  package var receivedOn: Day
  package var isFinal: Bool
}

package struct RefCase: Sendable {
  package var seed: UInt64
  /// The moment at which every file is received.
  package var received: Moment
  /// All instants lie on this grid, counted from 00:00, unless no fact is missing.
  package var step: Moment
  package var contracts: [RefContract]
  package var incidents: [RefIncident]
  package var charges: [RefCharge]
  package var claims: [RefClaim]
  package var recoveries: [RefRecovery]
}
