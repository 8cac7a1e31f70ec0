import Domain

extension LedgerTransaction {
  /// Everything that was received and bears on a contract, with the users who owned the files, in order
  /// of receipt: what is known of it, the incidents that hit it, what was asked for, paid, granted and
  /// decided, and what finance said of its notes. Terms and settings are not among them.
  public func inputs(
    about contract: Identifier
  ) throws -> [InputRecord] {
    try records(
      InputRecord.self,
      """
      WHERE sequence IN (
      WITH RECURSIVE
      notes AS MATERIALIZED (SELECT DISTINCT note FROM note_line WHERE contract_id = ?1),
      accounts (account_id) AS (
        SELECT account_id FROM contract_version WHERE contract_id = ?1
        UNION SELECT account_id FROM credit_note WHERE sequence IN notes
        UNION SELECT merged_into FROM account_version JOIN accounts USING (account_id)
        WHERE merged_into IS NOT NULL
      ),
      incidents AS MATERIALIZED (
        SELECT incident_id FROM contract_incident WHERE contract_id = ?1
        UNION SELECT incident_id FROM affected_target WHERE contract_id = ?1
        UNION SELECT incident_id FROM claim WHERE contract_id = ?1
        UNION SELECT named.value ->> '$.id' FROM credit_note, json_each(body, '$.incidents') named
        WHERE sequence IN notes
      )
        SELECT input FROM contract_version WHERE contract_id = ?1
        UNION SELECT input FROM charge WHERE contract_id = ?1
        UNION SELECT input FROM incident WHERE incident_id IN incidents
        UNION SELECT input FROM claim WHERE contract_id = ?1
        UNION SELECT input FROM recovery WHERE incident_id IN incidents
        UNION SELECT input FROM relief JOIN relief_now USING (relief_id) WHERE contract_id = ?1
        UNION SELECT input FROM relief WHERE relief_id IN (
          SELECT request_id FROM note_line WHERE contract_id = ?1)
        UNION SELECT input FROM approval WHERE incident_id IN incidents
        OR claim_id IN (SELECT claim_id FROM claim WHERE contract_id = ?1)
        OR batch_id IN (SELECT batch_id FROM batch_member WHERE contract_id = ?1)
        UNION SELECT input FROM prior_credit WHERE contract_id = ?1
        UNION SELECT input FROM acknowledgement WHERE number IN (
          SELECT number FROM credit_note WHERE sequence IN notes)
        UNION SELECT input FROM account_version JOIN accounts USING (account_id)
        UNION SELECT request.input FROM request JOIN credit_note USING (input)
        WHERE month IS NOT NULL AND sequence IN notes
      ) ORDER BY sequence
      """, [contract.text])
  }
}
