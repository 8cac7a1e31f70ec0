/// A field of a journal entry (systemd.journal-fields(7)).
struct JournalField: Equatable {
  /// Upper-case letters, digits and underscores, beginning with a letter, at most 64 bytes.
  let name: String
  /// Any bytes.
  let value: String

  /// A field; what a name may not hold becomes an underscore.
  init(_ name: String, _ value: String) {
    self.name = JournalField.validName(name)
    self.value = value
  }

  private static func validName(_ name: String) -> String {
    var bytes = name.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    // A leading underscore marks fields that only the journal itself may set.
    if let first = bytes.first(where: { $0 != UInt8(ascii: "_") }),
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
    {
      bytes = Array(bytes.drop { $0 == UInt8(ascii: "_") })
    } else {
      bytes = Array("X_".utf8) + bytes
    }
    return String(decoding: bytes.prefix(64), as: UTF8.self)
  }

  /// `NAME=value`, as the journal takes it.
  var bytes: [UInt8] { Array((name + "=").utf8) + Array(value.utf8) }
}
