import Logging
import Notation

/// A field of a journal entry (systemd.journal-fields(7)).
struct JournalField: Equatable {
  /// Upper-case letters, digits and underscores, beginning with a letter, at most 64 bytes.
  let name: String
  /// Text without control characters but line breaks and tabs: with others the journal takes it for bytes,
  /// and `journalctl` does not show it.
  let value: String

  /// The most characters that a value has: journalctl cuts longer ones itself.
  static let limit = 16_384

  /// A field; what a name may not hold becomes an underscore.
  init(_ name: String, _ value: String) {
    self.name = JournalField.validName(name)
    self.value = value.visible(upTo: JournalField.limit, keepingLines: true)
  }

  /// The fields of a key: a list gives each of its values a field of that name, as the journal finds an entry
  /// by any of them.
  static func all(_ name: String, _ value: Logger.MetadataValue) -> [JournalField] {
    guard case .array(let values) = value else { return [JournalField(name, value.description)] }
    return values.map { JournalField(name, $0.description) }
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
