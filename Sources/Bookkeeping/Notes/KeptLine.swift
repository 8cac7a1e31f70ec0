import Crediting
import Notation

/// A line as it is kept, before it has its place on a note.
struct KeptLine: Sendable {
  /// Its text without its steps.
  let text: String
  let steps: StoredSteps?

  init(_ line: NoteLine) throws {
    let (text, apart, _) = try CanonicalJSON.encode(line, apart: StoredSteps.name)
    self.init(text: text, steps: apart.flatMap { StoredSteps($0) })
  }

  init(text: String, steps: StoredSteps?) {
    (self.text, self.steps) = (text, steps)
  }

  /// The body of the ``LineRecord`` that it becomes.
  func body(note: Int64, ordinal: Int64) -> StoredBody {
    let format = LineRecord.table.format ?? 0
    return StoredBody(
      text: #"{"format":\#(format),"line":\#(text),"note":\#(note),"ordinal":\#(ordinal)}"#,
      steps: steps)
  }
}
