private func short(_ moment: Moment?) -> String {
  guard let moment else { return "?" }
  let whole = text(moment: moment)
  let end = whole.hasSuffix(":00+09:00") ? 9 : 6
  return String(whole.dropLast(end)).replacing("T", with: " ")
}

private func list(_ parts: [String?]) -> String {
  parts.compactMap { $0 }.joined(separator: " ")
}

/// A compact dump, for looking at a difference.
package func describe(_ input: RefCase) -> String {
  var lines = [
    "case \(input.seed), received \(short(input.received)), step \(input.step / hour) h"
  ]
  for contract in input.contracts {
    for version in contract.versions {
      lines.append(
        list([
          contract.id, "from \(text(day: version.validFrom))", version.terms.rawValue,
          version.service, version.billing.rawValue, "fee \(version.fee.map(String.init) ?? "-")",
          "day \(version.feeMonthStartDay)", "tax \(version.taxRate)%", version.account,
          "service \(text(day: version.serviceStart))..",
          version.serviceEnd.map { text(day: $0) },
        ]))
    }
  }
  for report in input.incidents {
    lines.append(
      list([
        report.id, "\(short(report.began)) .. \(short(report.restored))",
        "known \(short(report.known))", report.impact.rawValue, report.attribution.rawValue,
        report.fault?.rawValue,
        report.announced.map { "announced \(short($0))" },
        report.windowUntil.map { "window \(short(report.windowFrom)) .. \(short($0))" },
      ]))
    for phase in report.phases {
      lines.append(
        list([
          "   phase \(short(phase.from))", phase.impact?.rawValue, phase.attribution?.rawValue,
          phase.fault?.rawValue,
        ]))
    }
    for entry in report.affects {
      lines.append(
        list([
          "   on \(entry.contract)", entry.began.map { "began \(short($0))" },
          entry.known.map { "known \(short($0))" }, entry.restored.map { "restored \(short($0))" },
          entry.impact?.rawValue,
        ]))
    }
  }
  for contract in input.contracts {
    let charges = input.charges.filter { $0.contract == contract.id }.map { charge in
      "\(charge.month)=\(charge.amount)"
        + (charge.beforeCredits.map { "(before \($0))" } ?? "")
        + (charge.paidOn.map { "(paid \(text(day: $0)))" } ?? "")
    }
    if !charges.isEmpty {
      lines.append("charges \(contract.id): " + charges.joined(separator: " "))
    }
  }
  for claim in input.claims {
    let items = claim.items.map { item in
      "\(item.kind.rawValue) \(item.amount)" + (item.recognised.map { " (recognised \($0))" } ?? "")
    }
    lines.append(
      list([
        "claim", claim.id, claim.incident, claim.contract,
        "received \(text(day: claim.receivedOn))",
        claim.damageOn.map { "damage \(text(day: $0))" },
        claim.recognisedBy.map { "recognised by \($0)" },
        claim.recognisedOn.map { "on \(text(day: $0))" }, claim.filedBy.map { "filed by \($0)" },
        claim.taxClass, items.joined(separator: ", "),
      ]))
  }
  for recovery in input.recoveries {
    lines.append(
      list([
        "recovery", recovery.id, recovery.incident, "\(recovery.amount)",
        "received \(text(day: recovery.receivedOn))", recovery.isFinal ? "final" : nil,
      ]))
  }
  return lines.joined(separator: "\n")
}

package func describe(_ assessment: RefAssessment) -> String {
  list([
    assessment.contract, assessment.remedy.rawValue, assessment.claim,
    assessment.outcome.rawValue, "\(assessment.amount)", "exact \(assessment.exact)",
    assessment.units.map { "units \($0)" }, assessment.reason,
    assessment.waitsFor.isEmpty ? nil : "waits \(assessment.waitsFor.joined(separator: ","))",
    assessment.incidents.joined(separator: ","),
    assessment.from.map { "\(short($0)) .. \(short(assessment.to))" },
    assessment.cap.map { "cap \($0)" },
  ])
}
