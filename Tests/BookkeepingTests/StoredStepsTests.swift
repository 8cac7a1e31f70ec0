import Notation
import Testing

@testable import Bookkeeping

/// Steps are kept beside their body, compressed by what is expected of them.
@Suite struct StoredStepsTests {
  private static let usual = Array(
    #"""
    [{"fact":{"attribution":"provider","fault":"negligence","from":"2026-05-02T07:11:00+09:00","impact":"total","incident":"INC-7","to":"2026-05-05T08:03:00+09:00"}},{"clock":{"clause":"第8条第6項(1)","clock":"began","from":"2026-05-02T07:11:00+09:00"}},{"threshold":{"clause":"第8条第6項(1)","elapsed":262320000,"needed":86400000}}]
    """#.utf8)

  private struct Row {
    let kept: KeptRow
    init(_ value: SQLValue) { kept = KeptRow(names: ["steps"], values: [value]) }
  }

  @Test func `what was kept comes back, and is a third of what it was or less`() throws {
    let steps = try #require(StoredSteps(Self.usual))
    #expect(steps.bytes.count * 3 < Self.usual.count)
    let read = try #require(try StoredSteps(Row(.bytes(steps.bytes)).kept))
    #expect(try read == steps && read.text() == Self.usual)
  }

  @Test func `they come back to their place in the body, whatever else it says`() throws {
    let steps = try #require(StoredSteps(Array("[1]".utf8)))
    #expect(
      try steps.joined(to: #"{"a":"\"steps\":[]","steps":[],"z":{"steps":[]}}"#)
        == #"{"a":"\"steps\":[]","steps":[1],"z":{"steps":[]}}"#)
    #expect(throws: CanonicalError.self) { try steps.joined(to: #"{"steps":[2]}"#) }
  }

  @Test func `where there are none, nothing is kept`() throws {
    #expect(StoredSteps(Array("[]".utf8)) == nil)
    #expect(try StoredSteps(Row(.null).kept) == nil)
  }

  @Test func `steps that are not what was written are not read`() throws {
    let steps = try #require(StoredSteps(Self.usual))
    for place in [0, 32, 33, steps.bytes.count - 1] {
      var bytes = steps.bytes
      bytes[place] ^= 1
      let read = try StoredSteps(Row(.bytes(bytes)).kept)
      #expect(throws: CanonicalError.self, "byte \(place)") { try read?.text() }
    }
    for bytes in [[], Array(steps.bytes.prefix(33))] {
      #expect(throws: CanonicalError.self) { try StoredSteps(Row(.bytes(bytes)).kept) }
    }
    let longer = try StoredSteps(Row(.bytes(steps.bytes + [0])).kept)
    #expect(throws: CanonicalError.self) { try longer?.text() }
  }

  /// What was compressed with a dictionary cannot be read with another one.
  @Test func `the dictionary of a number stays as it is`() {
    #expect(
      Digest(of: Array(StepsDictionary.firstText.utf8)).description
        == "acdf86d436ce310fc61ada03301c387a279310f00c11ad9fa843ff49b58be268")
    #expect(StepsDictionary.numbered(0) == nil && StepsDictionary.numbered(2) == nil)
  }
}
