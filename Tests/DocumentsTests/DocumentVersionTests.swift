import Documents
import TestSupport
import Testing

@Suite struct DocumentVersionTests {
  @Test func `electronic forms change with the number of what makes them, and only with it`() throws
  {
    let record = VersionRecord(
      "Documents", version: DocumentMaker.version, named: "documents.txt", beside: #filePath)
    var notes = RandomNotes(seed: 1)
    let examples = try (1...60).flatMap { index in
      let note = try notes.next()
      let form = NoteJSON(note.document)
      let lines = note.lines.map { form.line($0, isFirst: false) }
      let rows = note.lines.map { RegisterForm.row(note.document, $0) }
      return [
        ("\(index).json", form.opening + lines.joined() + form.closing),
        ("\(index).pint.xml", try note.pintXML), ("\(index).ubl.xml", try note.ublXML),
        ("\(index).csv", rows.joined()),
      ]
    }
    let faults = try record.faults(examples)
    #expect(faults.isEmpty, "\(faults)")
  }
}
