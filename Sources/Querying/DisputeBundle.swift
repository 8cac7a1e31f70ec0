import Assessing
import Bookkeeping
import Crediting
import Documents
import Domain
import Ingesting
import Notation
import Quantities
import Spooling

/// Everything about one contract for a dispute: what was received, what follows from it step by step,
/// the clauses, and what was issued.
extension Inquiry {
  /// Writes the bundle of a contract into a folder.
  ///
  /// - Parameter hasInputs: whether the received files are in it whole; they may name other customers.
  /// - Returns: the documents that are gone or damaged, which are left out.
  /// - Throws: ``QuantityOverflow``, ``FileFailure``, and what SQLite reports.
  public func writeBundle(
    about contract: Identifier, hasInputs: Bool, to folder: ExportFolder
  ) throws -> [String] {
    try folder.write("README.txt", text: Self.bundleReadme(contract, hasInputs: hasInputs))
    var assessments: [Assessment] = []
    try forEachExplanation(of: .contract(contract)) { assessments.append($0) }
    try write(assessments, to: folder)
    try writeClauses(cited: assessments.flatMap(\.clauses), by: contract, to: folder)
    let inputs = try ledger.read { try $0.inputs(about: contract) }
    try writeList(of: inputs, to: folder)
    if hasInputs { for record in inputs { try write(record, to: folder) } }
    var search = NoteSearch()
    search.contract = contract
    return try export(search, to: folder)
  }

  private func write(_ assessments: [Assessment], to folder: ExportFolder) throws {
    let form = AssessmentForm(withSteps: true)
    let json = JSONValue.object([("assessments", .list(assessments.map(form.json)))])
    try folder.write("assessments.json", text: json.pretty() + "\n")
    let texts = assessments.map {
      AssessmentText($0, settings.language).lines.joined(separator: "\n") + "\n"
    }
    try folder.write("assessments.txt", text: texts.joined(separator: "\n"))
  }

  /// The documents to the byte as the ledger has them: terms by edition, and agreements; of those that a
  /// note relied on, also what they were when it was issued.
  private func writeClauses(
    cited: [Citation], by contract: Identifier, to folder: ExportFolder
  ) throws {
    try ledger.read { transaction in
      let notes = try transaction.notes(about: contract)
      var relied: Set<InputRecord> = []
      for citation in cited {
        relied.formUnion(try recorded(citation, before: .max, transaction))
      }
      for note in notes {
        let input = try transaction.input(of: note)
        try transaction.forEachLine(of: note.sequence, withSteps: false) { line in
          for citation in line.clauses {
            relied.formUnion(try recorded(citation, before: input, transaction))
          }
        }
      }
      for record in relied.sorted(by: { $0.sequence < $1.sequence }) {
        let name = record.fileName.replacing("/", with: "@")
        try folder.write("clauses/\(record.sequence)-\(name)") { write in
          try transaction.forEachPiece(of: record) { try write($0) }
        }
      }
    }
  }

  /// The terms or the agreement that a citation names, as last recorded up to an input.
  private func recorded(
    _ citation: Citation, before input: Int64, _ transaction: LedgerTransaction
  ) throws -> [InputRecord] {
    try [
      (Grounds.termsKind, "\(citation.terms)/\(citation.heldFrom).yaml"),
      (Grounds.agreementsKind, "\(citation.terms).yaml"),
    ].compactMap { try transaction.latestInput(kind: $0.0, name: $0.1, upTo: input) }
  }

  private func writeList(
    of inputs: [InputRecord], to folder: ExportFolder
  ) throws {
    let header = [
      "sequence", "kind", "file_name", "sha256", "received_at", "owner_uid", "owner_name",
    ]
    let rows = inputs.map { record in
      CSVLine.harmless([
        String(record.sequence), record.kind, record.fileName, record.sha256.description,
        record.received.rfc3339(), String(record.owner.uid), record.owner.name,
      ])
    }
    try folder.write("inputs.csv", text: "\u{FEFF}" + CSVLine.text(header) + rows.joined())
  }

  private func write(_ record: InputRecord, to folder: ExportFolder) throws {
    let name = "\(record.sequence)-\(record.kind)-\(Spool.shortened(record.fileName))"
    try folder.write("inputs/\(name)", size: record.size) { write in
      try ledger.read { transaction in
        try transaction.forEachPiece(of: record) { try write($0) }
      }
    }
  }

  private static func bundleReadme(_ contract: Identifier, hasInputs: Bool) -> String {
    let inputs =
      hasInputs
      ? """
      inputs/            受け取ったファイルの全体。ほかのお客様の記録を含むことがあります。社外に渡す前に除いてください。
                         Every file as it was received. They may name other customers: take them out before
                         handing this to anybody outside.

      """ : ""
    return """
      契約 \(contract) に関する記録 / Everything about contract \(contract)

      assessments.txt    査定と、その計算のすべての段階 / What is owed, with every step
      assessments.json   同じ内容（機械可読） / The same for programs
      clauses/           根拠とした約款・合意の版 / The editions of the documents relied on
      notes.csv, notes/  発行した通知と、その文書 / The notes issued, and their documents
      inputs.csv         受け取ったファイルの一覧（要約値、日時、所有者）
                         What was received: digest, time, and who owned the file
      \(inputs)SHA256SUMS         各ファイルの要約値（sha256sum --check で検査） / Digests of all files

      """
  }
}
