import Domain

/// What a document says of claims, each clause with its place in the file.
struct PlacedDamages {
  var preclusions: [Placed<Exclusion>] = []
  var rules: [Placed<DamagesRule>] = []
  var exclusions: [Placed<Exclusion>] = []
  var referrals: [Placed<DamagesReferral>] = []

  /// The same without places.
  var rulesAlone: DamagesRules {
    DamagesRules(
      preclusions: preclusions.map(\.rule), rules: rules.map(\.rule),
      exclusions: exclusions.map(\.rule), referrals: referrals.map(\.rule))
  }
}
