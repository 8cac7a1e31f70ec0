import Foundation
import Notation
import Testing

/// What comes from outside is shown so that nothing in it is hidden, and nothing else changes by it.
@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain 株式会社甲", "plain 株式会社甲"), ("", ""),
    ("\u{1B}[2J", "\\u{1B}[2J"), ("\u{9B}31m", "\\u{9B}31m"), ("a\u{0}b", "a\\u{0}b"),
    ("a\u{7F}", "a\\u{7F}"), ("one\ntwo\r", "one\\u{A}two\\u{D}"), ("a\tb", "a\\u{9}b"),
    ("CN\u{202E}3000", "CN\\u{202E}3000"), ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
    ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
    (
      "A\u{200B}-1\u{200C}\u{200D}\u{2060}\u{FEFF}",
      "A\\u{200B}-1\\u{200C}\\u{200D}\\u{2060}\\u{FEFF}"
    ),
    ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"), ("\u{E0041}", "\\u{E0041}"),
    ("\u{AD}", "\\u{AD}"),
    // Variants of characters, voicing marks and private characters are part of names.
    ("葛\u{E0100}城", "葛\u{E0100}城"), ("カ\u{3099}", "カ\u{3099}"), ("\u{E000}", "\u{E000}"),
  ])
  func `what is hidden, controls or turns is written out`(_ text: String, _ shown: String) {
    #expect(text.visible().unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func `line breaks and tabs are kept where a text has lines`() {
    #expect("a\n\tb\u{1B}".visible(keepingLines: true) == "a\n\tb\\u{1B}")
  }

  @Test(arguments: [(4, "abcd…"), (5, "abcde"), (6, "abcde")])
  func `a long text is cut`(_ limit: Int, _ shown: String) {
    #expect("abcde".visible(upTo: limit) == shown)
  }

  @Test func `JSON means the same with its own escapes`() throws {
    let text = "\u{202E}甲\u{9B}\u{E0041}\n葛\u{E0100}"
    let json = JSONValue.object([("name", .text(text))]).compact.visibleJSON
    #expect(json.contains("\\u202e甲\\u009b\\udb40\\udc41"))
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
    #expect(parsed?["name"] == text)
  }
}
