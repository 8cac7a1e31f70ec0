import Quantities

/// What provider and customer agreed in place of single clauses of a document, or beside them
/// (見積書・申込書・覚書; docs/domain.md §6).
public struct Agreement: Hashable, Sendable {
  /// Its name, to which contracts refer.
  public let id: Identifier
  /// The document that it amends.
  public let amends: Identifier
  /// The first day on which it holds.
  public let from: CivilDate
  /// The last day on which it holds; `nil` while no end is agreed.
  public let to: CivilDate?
  /// What it is called.
  public let title: LocalizedText
  /// Its clauses by which part of the fee is not payable.
  public let waivers: [Waiver]
  /// Its clauses by which nothing is owed.
  public let exclusions: [Exclusion]
  /// Its clauses on claims.
  public let damages: DamagesRules

  /// An agreement made of its parts.
  public init(
    id: Identifier, amends: Identifier, from: CivilDate, to: CivilDate?, title: LocalizedText,
    waivers: [Waiver], exclusions: [Exclusion], damages: DamagesRules
  ) {
    self.id = id
    self.amends = amends
    self.from = from
    self.to = to
    self.title = title
    self.waivers = waivers
    self.exclusions = exclusions
    self.damages = damages
  }

  /// Whether it holds on a day.
  public func holds(on day: CivilDate) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

  /// The edition with what was agreed in the place of the clauses that it replaces.
  public func amending(_ edition: TermsEdition) -> TermsEdition {
    let replaced = Set(replacements(edition).keys)
    let names = Dictionary(
      clauses.compactMap { clause in clause.replaces.map { ($0, clause.number) } },
      uniquingKeysWith: { first, _ in first })
    var amended = edition
    amended.waivers =
      edition.waivers.filter { !replaced.contains($0.clause.number) }
      .map { waiver in waiver.displacing(waiver.displaces.map { names[$0] ?? $0 }) } + waivers
    amended.exclusions =
      edition.exclusions.filter { !replaced.contains($0.clause.number) } + exclusions
    amended.referrals = edition.referrals.filter { !replaced.contains($0.clause.number) }
    amended.damages.replace(replaced, named: names, by: damages)
    return amended
  }

  /// The clauses of an edition that it replaces, by their numbers.
  public func replacements(_ edition: TermsEdition) -> [String: Clause] {
    let wanted = Set(clauses.compactMap(\.replaces))
    return Dictionary(
      edition.clauses.filter { wanted.contains($0.number) }.map { ($0.number, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Its clauses.
  public var clauses: [Clause] {
    waivers.map(\.clause) + exclusions.map(\.clause) + damages.clauses
  }
}
