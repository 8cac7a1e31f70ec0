/// Facts as files tell them, each with a default for what a test does not care for.
package enum Facts {
  /// A contract of 30,000 yen a month, so that a day without service is worth 1,000.
  package static func contract(
    _ id: String = "C", account: String = "A", terms: String = "network-service",
    service: String = "vpn", fee: Int = 30_000
  ) -> String {
    """
    {"contract_id": "\(id)", "account_id": "\(account)", "account_name": "甲", "terms": "\(terms)",
     "service": "\(service)", "billing": "fixed-monthly", "fee": \(fee),
     "service_start": "2020-01-01"}
    """
  }

  /// A report of five days without service, from 10 to 15 April 2026.
  package static func incident(
    _ id: String = "I", revision: Int = 1, cause: String = "gross-negligence", by: String = "部長",
    restored: String = "2026-04-15", impact: String = "total",
    affects: String = #"{"contract_id": "C"}"#, more: String = ""
  ) -> String {
    let isFault = ["negligence", "gross-negligence", "intent"].contains(cause)
    let stated =
      isFault ? #""attribution": "provider", "fault": "\#(cause)""# : #""attribution": "\#(cause)""#
    return """
      {"incident_id": "\(id)", "revision": \(revision), "impact": "\(impact)", \(stated),
       "determined_by": "\(by)", "began_at": "2026-04-10T00:00:00+09:00",
       "known_at": "2026-04-10T00:00:00+09:00", "restored_at": "\(restored)T00:00:00+09:00",
       \(more) "affects": [\(affects)]}
      """
  }

  /// A claim of ordinary loss, and of more, recognised on the day on which it was received.
  package static func claim(
    _ id: String = "K", incident: String = "I", contract: String = "C", ordinary: Int = 100_000,
    special: Int = 0, dataLoss: Int = 0, received: String = "2026-05-01",
    recognised: Bool = true, more: String = ""
  ) -> String {
    let recognition =
      recognised ? #""recognised_by": "査定課長", "recognised_on": "\#(received)","# : ""
    return """
      {"claim_id": "\(id)", "incident_id": "\(incident)", "contract_id": "\(contract)",
       "received_on": "\(received)", "damage_on": "2026-04-10", "tax_class": "out-of-scope",
       \(recognition) \(more)
       "items": [{"kind": "ordinary", "amount": \(ordinary), "description": "代替回線"},
                 {"kind": "special", "amount": \(special)},
                 {"kind": "data-loss", "amount": \(dataLoss)}]}
      """
  }

  package static func approval(
    _ id: String = "P", claim: String? = nil, incident: String? = nil, batch: String? = nil,
    _ decision: String = "approved", amount: Int? = nil, items: [String: Int]? = nil,
    by: String = "法務部長", at time: String = "2026-05-10T00:00:00+09:00"
  ) -> String {
    let subject =
      claim.map { #""claim_id": "\#($0)""# } ?? incident.map { #""incident_id": "\#($0)""# }
      ?? #""batch_id": "\#(batch ?? "")""#
    let kinds = items.map { $0.map { #"{"kind": "\#($0.key)", "amount": \#($0.value)}"# }.sorted() }
    let sum =
      amount.map { #""amount": \#($0),"# }
      ?? kinds.map { #""items": [\#($0.joined(separator: ","))],"# } ?? ""
    return """
      {"approval_id": "\(id)", "subject": {\(subject)}, "decision": "\(decision)", \(sum)
       "decided_by": "\(by)", "decided_at": "\(time)", "reason": "審査の結果"}
      """
  }

  package static func recovery(
    _ id: String = "R", amount: Int, on day: String = "2026-05-20", isFinal: Bool = true
  ) -> String {
    """
    {"recovery_id": "\(id)", "incident_id": "I", "carrier": "他社", "amount": \(amount),
     "received_on": "\(day)", "final": \(isFinal)}
    """
  }

  package static func relief(
    _ id: String = "L", affects: String = #"{"contract_id": "C"}"#, month: String = "2026-04",
    grant: String = #""share": "1/10""#
  ) -> String {
    """
    {"relief_id": "\(id)", "affects": [\(affects)], "fee_month": "\(month)", \(grant),
     "authority": "社長", "reason": "災害", "decided_on": "2026-05-01"}
    """
  }

  package static func closing(_ month: String, _ id: String = "Q") -> String {
    #"{"request_id": "\#(id)", "action": "close-month", "month": "\#(month)"}"#
  }

  package static func merger(_ account: String, into other: String, on day: String = "2026-05-01")
    -> String
  {
    """
    {"account_id": "\(account)", "merged_into": "\(other)", "account_name": "合併後\(other)",
     "merged_on": "\(day)"}
    """
  }

  package static func acknowledgement(
    _ id: String = "W", of number: String = "CN-2026-000001", booked: String? = nil,
    paid: String? = nil
  ) -> String {
    let days = [("booked_on", booked), ("paid_on", paid)].compactMap { name, day in
      day.map { #", "\#(name)": "\#($0)""# }
    }
    return #"{"acknowledgement_id": "\#(id)", "number": "\#(number)"\#(days.joined())}"#
  }

  package static func prior(
    _ id: String = "G", contract: String = "C", incident: String = "I", amount: Int
  ) -> String {
    """
    {"prior_credit_id": "\(id)", "contract_id": "\(contract)", "incident_id": "\(incident)",
     "amount": \(amount), "given_on": "2026-04-30", "document": "手書き-1"}
    """
  }
}
