import IngestingSupport
import Spooling
import Testing

/// Moving a refused file beside its reasons, in the face of what lies there already.
@Suite struct RefusalTests {
  private let reasons = [
    (suffix: "reason.json", text: "{}\n"), (suffix: "reason.txt", text: "no\n"),
  ]

  /// What `rejected/` holds after a file is refused there, with some files in place before.
  private func refuse(beside files: [String: String]) throws -> [String] {
    let place = try ServiceHarness()
    let spool = Spool(root: place.path("spool"), kinds: ["incidents"])
    try spool.prepare()
    for (name, text) in files { try place.drop("rejected/incidents/2026-05-10/\(name)", text) }
    try place.drop(".taking/incidents/i.json", "{")
    try spool.reject("i.json", kind: "incidents", day: "2026-05-10", reasons: reasons)
    return place.files("spool").map { $0.replacing("rejected/incidents/2026-05-10/", with: "") }
  }

  @Test func `a refusal that was interrupted after its first reason is finished in its place`()
    throws
  {
    #expect(
      try refuse(beside: ["i.json.reason.json": "{}\n"])
        == ["i.json", "i.json.reason.json", "i.json.reason.txt"])
  }

  @Test func `other reasons under the name are left as they are`() throws {
    #expect(
      try refuse(beside: ["i.json.reason.txt": "because\n"])
        == ["2-i.json", "2-i.json.reason.json", "2-i.json.reason.txt", "i.json.reason.txt"])
  }

  @Test func `a file refused before under the name keeps its reasons, be they the same`() throws {
    #expect(
      try refuse(beside: [
        "i.json": "{", "i.json.reason.json": "{}\n", "i.json.reason.txt": "no\n",
      ]) == [
        "2-i.json", "2-i.json.reason.json", "2-i.json.reason.txt", "i.json", "i.json.reason.json",
        "i.json.reason.txt",
      ])
  }
}
