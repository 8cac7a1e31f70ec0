import Domain
import Foundation
import Quantities
import Reading
import Testing

/// CSV as spreadsheets and terminals write it.
@Suite struct CSVDialectTests {
  /// The rows of a file, each cell as `column=value`; problems by place and what was found.
  private func rows(_ bytes: [UInt8], cut size: Int = .max, name: String = "c.csv") throws
    -> [String]
  {
    let file = try RecordFile(
      name: name,
      pieces: {
        var rest = bytes[...]
        return {
          defer { rest = rest.dropFirst(size) }
          return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
      })
    var found: [String] = []
    try file.forEachRecord { record in
      guard case .map(let members) = record.value else { return }
      found.append(
        members.map { "\($0.key)=\($0.value.excerpt ?? "")" }.joined(separator: " "))
    }
    return found
      + file.problems.list.map {
        "\($0.position.map { "\($0.line):\($0.column)" } ?? "-") \($0.found ?? "")"
      }
  }

  private func rows(_ text: String) throws -> [String] { try rows(Array(text.utf8)) }

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n", "sep=;\na;b\n1;2\n3;4\n",
    "sep=,\r\na,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r\n", "\u{FEFF}a,b\n1,2\n3,4",
    "a,b\n\n1,2\n,\n\n3,4\n,\n", "a,b,,\n1,2,,\n3,4,,\n", "a,b\n1,2,\n3,4,,\n",
    " a , b \n 1, 2\u{3000}\n3 ,4\n",
    "a,b\n1,2\n3,4\n\u{1A}", "a,b\n1,2\n3,4\n#rows=2\n", "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"",
  ])
  func `however it is separated, ended and filled up, it says the same`(_ text: String) throws {
    #expect(try rows(text) == ["a=1 b=2", "a=3 b=4"])
  }

  @Test func `a line break in a cell becomes a space`() throws {
    #expect(try rows("a,b\n\"1\r\n2\",\"3\n4\"\n") == ["a=1 2 b=3 4"])
  }

  @Test func `a separator in quotes separates nothing`() throws {
    #expect(try rows("a;b\n\"1;2\";3\n") == ["a=1;2 b=3"])
    #expect(try rows("a,b\n\"1,2\",3\n") == ["a=1,2 b=3"])
  }

  @Test func `a day may be written with slashes, in a column of days alone`() throws {
    #expect(try charges("2026/5/12", "2026/5/12") == ["2026-05-12 2026/5/12"])
    #expect(try charges("2026/05/12", "x") == ["2026-05-12 x"])
    for wrong in ["2026/2/30", "26/5/12", "2026/5", "5/12/2026", "2026/005/12"] {
      #expect(try charges(wrong, "x") == [])
    }
  }

  /// The day of an invoice and its number, as a charge has them.
  private func charges(_ day: String, _ number: String) throws -> [String] {
    let text = "contract_id,fee_month,amount,invoiced_on,invoice_no\nC,2026-04,1,\(day),\(number)\n"
    let file = RecordFile(name: "c.csv", bytes: ByteReader(Array(text.utf8)))
    var found: [String] = []
    try file.readCharges(received: Receipt(Moment(milliseconds: 1_780_200_000_000))) { charge, _ in
      guard file.problems.isEmpty else { return }
      found.append("\(charge.invoicedOn?.description ?? "") \(charge.invoiceNumber ?? "")")
    }
    return found
  }

  // MARK: Encodings

  private static let text = "a,b\n大阪,表示〜能力ソ\n東京,ｱｲｳ\n"

  private static func bytes(_ encoding: String.Encoding, _ text: String = text) -> [UInt8] {
    Array(text.data(using: encoding) ?? Data())
  }

  @Test(arguments: [1, 2, 3, 5, 7, 1_000])
  func `CP932 is read where the whole decodes as that, however it comes in pieces`(_ size: Int)
    throws
  {
    let text = "a,b\n大阪,表示能力ソ\n東京,ｱｲｳ\n"
    let expected = ["a=大阪 b=表示能力ソ", "a=東京 b=ｱｲｳ"]
    #expect(try rows(Self.bytes(.shiftJIS, text), cut: size) == expected)
    #expect(try rows(Array(text.utf8), cut: size) == expected)
  }

  @Test(arguments: [("c.csv", 2), ("c.json", 0), ("c.yaml", 0)])
  func `what is in no encoding that is read says which it looks like`(
    _ name: String, _ known: Int
  ) throws {
    func found(_ encoding: String.Encoding) throws -> String? {
      try rows(Self.bytes(encoding, "{\"大阪\": \"全断のため\"}"), name: name).last
    }
    #expect(try found(.utf16)?.hasSuffix("UTF-16") == true)
    #expect(try found(.iso2022JP)?.hasSuffix("ISO-2022-JP") == true)
    if known == 0 {
      #expect(try found(.shiftJIS)?.hasSuffix("Shift_JIS") == true)
      let euc = Array("{\"a\": \"".utf8) + [0xC1, 0xB4, 0xC3, 0xC7] + Array("\"}".utf8)
      #expect(try rows(euc, name: name).last?.hasSuffix("EUC-JP") == true)
    }
  }

  @Test func `a file that is cut within a character, or mixes encodings, is neither`() throws {
    let whole = Self.bytes(.shiftJIS, "a\n大阪")
    #expect(try rows(whole) == ["a=大阪"])
    #expect(try rows(Array(whole.dropLast())).first?.hasPrefix("2:1") == true)
    let mixed = Self.bytes(.shiftJIS, "a\n大阪\n") + [0xFF, 0xFE, 0x0A]
    #expect(try rows(mixed).first?.hasPrefix("2:1") == true)
  }
}
