import Domain
import Ingesting
import Notation
import Quantities

/// A policy in the form of the settings file.
package struct PolicyForm {
  package let policy: Policy

  /// Equal policies give equal bytes.
  package var bytes: [UInt8] { Array(json.compact.utf8) }

  private var json: JSONValue {
    let issuer = JSONValue.object([
      ("name", .text(policy.issuer.name)),
      ("registration_number", .text(policy.issuer.registrationNumber)),
      ("address", .text(policy.issuer.address)),
      ("registered_on", .text(policy.registeredOn.description)),
    ])
    let accounts = policy.languages.sorted { $0.key < $1.key }.map { account, language in
      (account.text, JSONValue.object([("language", .text(language.rawValue))]))
    }
    return .object([
      ("issuer", issuer), ("language", .text(policy.language.rawValue)),
      ("accounts", .object(accounts)), ("issue", .text(policy.issuing.rawValue)),
      ("notes", .text(policy.gathering.rawValue)),
      ("issue_small", .bool(policy.issuesSmall)),
      ("tax_rounding", .text(policy.taxRounding.rawValue)),
      ("ledger", .object([("starts_on", .optional(policy.startsOn?.description))])),
      (
        "limits",
        .object([
          ("correction_notes", .integer(Int128(policy.correctionNotes))),
          ("correction_yen", policy.correctionYen.map { .integer($0.value) } ?? .null),
          ("issue_notes", policy.issueNotes.map { .integer(Int128($0)) } ?? .null),
          ("issue_yen", policy.issueYen.map { .integer($0.value) } ?? .null),
        ])
      ),
      ("approvals", .object([("same_owner", .text(policy.sameOwner.rawValue))])),
      ("terms", .text("terms")), ("spool", .text("spool")), ("state", .text("state")),
    ])
  }
}

extension Settings.File {
  /// Settings that say a policy.
  package init(_ policy: Policy) throws {
    try self.init(name: "settings.json", bytes: PolicyForm(policy: policy).bytes)
  }
}
