/// The same case as texts, by docs/formats.md §3.
package struct RefFiles: Sendable {
  package var contracts: String
  package var incidents: String
  package var charges: String
  package var claims: String
  package var recoveries: String
  /// RFC 3339: the moment at which all of them are received.
  package var received: String
}

private struct Record {
  private var fields: [String] = []

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    fields.append("\"\(name)\": \"\(value)\"")
  }
  mutating func add(_ name: String, number: Int?) {
    guard let number else { return }
    fields.append("\"\(name)\": \(number)")
  }
  mutating func add(_ name: String, raw: String) { fields.append("\"\(name)\": \(raw)") }

  var text: String { "{ " + fields.joined(separator: ", ") + " }" }
}

private func array(_ records: [Record], inline: Bool = false) -> String {
  inline
    ? "[ " + records.map(\.text).joined(separator: ", ") + " ]"
    : "[\n" + records.map { "  " + $0.text }.joined(separator: ",\n") + "\n]\n"
}

extension RefCase {
  package func files() -> RefFiles {
    RefFiles(
      contracts: array(contracts.flatMap(rows)), incidents: array(incidents.map(record)),
      charges: array(charges.map(record)), claims: array(claims.map(record)),
      recoveries: array(recoveries.map(record)), received: text(moment: received))
  }

  private func rows(_ contract: RefContract) -> [Record] {
    contract.versions.map { version in
      var row = Record()
      row.add("contract_id", contract.id)
      row.add("account_id", version.account)
      row.add("account_name", "Account \(version.account)")
      row.add("terms", version.terms.rawValue)
      row.add("service", version.service)
      row.add("billing", version.billing.rawValue)
      row.add("fee", number: version.fee)
      row.add("service_start", text(day: version.serviceStart))
      row.add("service_end", version.serviceEnd.map { text(day: $0) })
      row.add("valid_from", text(day: version.validFrom))
      row.add("fee_month_start_day", number: version.feeMonthStartDay)
      row.add("tax_rate", number: version.taxRate)
      return row
    }
  }

  private func record(_ report: RefIncident) -> Record {
    var row = Record()
    row.add("incident_id", report.id)
    row.add("revision", number: 1)
    row.add("title", "Incident \(report.id)")
    row.add("began_at", text(moment: report.began))
    row.add("known_at", report.known.map { text(moment: $0) })
    row.add("restored_at", report.restored.map { text(moment: $0) })
    row.add("announced_at", report.announced.map { text(moment: $0) })
    if let from = report.windowFrom, let until = report.windowUntil {
      var window = Record()
      window.add("from", text(moment: from))
      window.add("until", text(moment: until))
      row.add("window", raw: window.text)
    }
    row.add("impact", report.impact.rawValue)
    row.add("attribution", report.attribution.rawValue)
    row.add("fault", report.fault?.rawValue)
    if ([report.fault] + report.phases.map(\.fault)).contains(where: { $0?.isGross == true }) {
      row.add("determined_by", "設備運用部長")
    }
    if !report.phases.isEmpty {
      row.add("phases", raw: array(report.phases.map(record), inline: true))
    }
    row.add("affects", raw: array(report.affects.map(record), inline: true))
    return row
  }

  private func record(_ phase: RefPhase) -> Record {
    var row = Record()
    row.add("from", text(moment: phase.from))
    row.add("impact", phase.impact?.rawValue)
    row.add("attribution", phase.attribution?.rawValue)
    row.add("fault", phase.fault?.rawValue)
    return row
  }

  private func record(_ entry: RefAffect) -> Record {
    var row = Record()
    row.add("contract_id", entry.contract)
    row.add("began_at", entry.began.map { text(moment: $0) })
    row.add("known_at", entry.known.map { text(moment: $0) })
    row.add("restored_at", entry.restored.map { text(moment: $0) })
    row.add("impact", entry.impact?.rawValue)
    return row
  }

  private func record(_ charge: RefCharge) -> Record {
    var row = Record()
    row.add("contract_id", charge.contract)
    row.add("fee_month", charge.month)
    row.add("amount", number: charge.amount)
    row.add("before_credits", number: charge.beforeCredits)
    row.add("estimated", raw: "false")
    row.add("invoice_no", "INV-\(charge.contract)-\(charge.month)")
    row.add("invoiced_on", charge.paidOn.map { text(day: $0) })
    row.add("paid_on", charge.paidOn.map { text(day: $0) })
    return row
  }

  private func record(_ claim: RefClaim) -> Record {
    var row = Record()
    row.add("claim_id", claim.id)
    row.add("incident_id", claim.incident)
    row.add("contract_id", claim.contract)
    row.add("received_on", text(day: claim.receivedOn))
    row.add("damage_on", claim.damageOn.map { text(day: $0) })
    row.add("recognised_by", claim.recognisedBy)
    row.add("recognised_on", claim.recognisedOn.map { text(day: $0) })
    row.add("filed_by", claim.filedBy)
    row.add("tax_class", claim.taxClass)
    row.add("items", raw: array(claim.items.map(record), inline: true))
    return row
  }

  private func record(_ item: RefItem) -> Record {
    var row = Record()
    row.add("kind", item.kind.rawValue)
    row.add("amount", number: item.amount)
    row.add("recognised", number: item.recognised)
    row.add("description", "loss")
    return row
  }

  private func record(_ recovery: RefRecovery) -> Record {
    var row = Record()
    row.add("recovery_id", recovery.id)
    row.add("incident_id", recovery.incident)
    row.add("carrier", recovery.carrier)
    row.add("amount", number: recovery.amount)
    row.add("received_on", text(day: recovery.receivedOn))
    row.add("final", raw: recovery.isFinal ? "true" : "false")
    return row
  }
}
