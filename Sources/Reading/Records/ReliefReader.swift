import Domain
import Quantities

extension RecordFile {
  /// Reads reductions of the provider's own accord (`reliefs/`, docs/formats.md §3); problems are gathered.
  ///
  /// - Parameter catalogue: the terms held, against which the entries of whom they are granted to are
  ///   checked; `nil` leaves that out.
  /// - Throws: only what reading the bytes or the body throws.
  public func readReliefs(
    checking catalogue: TermsCatalogue?, received receipt: Receipt,
    _ body: (Relief, Position) throws -> Void
  ) throws {
    try forEachNested { node in
      guard let fields = Fields(node, problems: problems) else { return }
      let id = fields.required("relief_id", .identifier)
      let incident = fields.optional("incident_id", .identifier)
      let selectors = try AffectsReader(fields, checking: catalogue, progress).selectors()
      let month = fields.required("fee_month", .feeMonth)
      let grant = Self.grant(fields)
      let authority = fields.required("authority", FieldKind<String>.name)
      let reason = fields.required("reason", FieldKind<String>.name)
      let decidedOn = fields.required("decided_on", .date, by: receipt)
      fields.finish()
      guard let id, let month, let grant, let authority, let reason, let decidedOn else { return }
      try body(
        Relief(
          id: id, incident: incident, selectors: selectors, feeMonth: month, grant: grant,
          authority: authority, reason: reason, decidedOn: decidedOn), node.position)
    }
  }

  /// Either a share of the fee or an amount.
  private static func grant(_ fields: Fields) -> Relief.Grant? {
    let share = fields.optional("share", FieldKind<Fraction>.share)
    let amount = fields.optional("amount", .yen)
    switch (fields.node("share") != nil, fields.node("amount") != nil) {
    case (true, false): return share.map { .share($0) }
    case (false, true): return amount.map { .amount($0) }
    default:
      fields.reject(
        fields.node("share") == nil ? "" : "share",
        expected: LocalizedText(ja: "share か amount の一方", en: "one of share and amount"),
        fix: LocalizedText(
          ja: "料金に対する割合か円額の、どちらか一方を書いてください。",
          en: "give either a share of the fee or an amount in yen"))
      return nil
    }
  }
}

extension FieldKind where Value == Fraction {
  /// A part of a whole, more than none of it and at most all of it.
  static var share: FieldKind {
    FieldKind(
      LocalizedText(ja: "1以下の割合", en: "a share of at most 1"),
      LocalizedText(ja: "\"1/10\" のように書いてください。", en: "write it like \"1/10\""),
      text: { text in
        let digits = text.split(separator: "/", omittingEmptySubsequences: false)
        guard digits.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
          let share = Fraction(text), share > .zero, share <= .one
        else { return nil }
        return share
      })
  }
}
