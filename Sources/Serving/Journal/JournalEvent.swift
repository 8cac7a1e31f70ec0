/// The kinds of event that the service tells of, each with the identifier by which the journal's
/// catalogue explains it (docs/formats.md §6).
public enum JournalEvent: String, CaseIterable, Sendable {
  /// The service is ready.
  case started = "47eaa0992cb6416d86dc283cf0480ff9"
  /// The service was asked to end.
  case stopping = "1509bb0a9bf143318a118783593942a4"
  /// A file was taken in.
  case accepted = "f5ec52ed0108447592e1bc7656670b14"
  /// A report reaches no contract, or names some that the ledger has not.
  case unreached = "3a7c95e01bd24f68b90e52c7f4d186a3"
  /// A file had content that was taken in before.
  case duplicate = "59ba1b0d5c904158a909406c2e416788"
  /// A file was refused.
  case rejected = "5d32fe61985f44e7aa095ee82bb29976"
  /// Something in a drop directory is no file.
  case skipped = "9a1e40b458154a9999e2d15364c7a500"
  /// A drop directory cannot be listed; the others are.
  case unlistable = "5e2b8d17c6f04a39b1d7e80a94f3c265"
  /// A file stays where it is until it is whole, or may be read.
  case waits = "f2c80a6d5e1b4f93a7d4036b9e8c1d57"
  /// A credit note was issued.
  case issued = "68b4aef73eaa4e179d8a4eace693ae2d"
  /// A credit note was taken back.
  case reversed = "142c83647806457793e783e7eb04b39b"
  /// Corrections or new notes are held until somebody approves them.
  case held = "b8d3c5f2a1e74c0d9e6f4a7b2c8d1e90"
  /// An assessment that is not a credit.
  case notCredited = "3b041641178844f2a60df25453fe2e85"
  /// A summary of very many assessments.
  case assessed = "00a154d85ed84bccb5c719c2add9ca88"
  /// Documents were written.
  case delivered = "c0290103855d4f5599ec8712e8e3574f"
  /// Documents that were gone or damaged were made again.
  case repaired = "d41c7e0f93b64a2d8c5e1f6a7b903c28"
  /// A document was made again, and its bytes are not those that were issued.
  case reissued = "c7d1a94e5b0f4d7e8a62f3b19c5e7d04"
  /// A file that lay in the place of a document was kept under another name.
  case setAside = "8f3c1d6e0a5b47e2b9d47c20f6e1a853"
  /// What lies there tells of more than the ledger holds: nothing is taken in or issued any more.
  case lost = "3d9a7e51c2f04b68a1e60b7f94d82c35"
  /// What the ledger comes to, to be kept elsewhere.
  case anchored = "0d9c5be17a3f4e62b84d1f6a92c7e350"
  /// A row of the ledger is not what was written: what rests on it is left as it is.
  case corrupt = "e2f7b6a08d914c3b9f15a7d64c0b8e31"
  /// The file of the ledger is damaged: nothing is taken in any more.
  case damaged = "4c1f0e7a96d84b3ea5f2d08b7c63e914"
  /// Files older than their retention were removed from accepted/ or rejected/.
  case cleared = "5b0e9d3f7c614a0f8d27c1e64fa93b52"
  /// A form of a note asks for what nobody has set, or for characters that no font has.
  case notFormed = "92ab5d3ce8f14e6fb0c7a4d15e3f8b61"
  /// The disk failed, and intake waits.
  case paused = "6f0d0d6c2a5b4f7e9d3c8b1a7e5f4c32"
  /// The clock cannot be believed, and intake waits.
  case clock = "b1e74d5a9c3f4802a6f5d90e7c81b23d"
  /// The system watches no more directories: they are looked at again and again.
  case polling = "e94c2b7f10d84a6fb35e8d1c6a07f592"
  /// A file is being taken in.
  case taking = "7a50e3c8d6b14f29905d1f8e2b7c4a61"
  /// How far work has come that takes longer than a minute.
  case progress = "94f1b0c2e7d84a5ab63e1f0d8c52a7e6"
  /// A file at which the service ended by its own doing.
  case fatal = "c05f9b1e83d74a2c8e6d7304f1a9b5e8"
  /// A file for which the disk has no room steps behind the others.
  case postponed = "1d6f8a0c47e94b53a2c1e5b97f30d684"
  /// The disk works again, and intake goes on.
  case resumed = "a3b8f0e1d4c24a6b8e7f9c0d1b2a3f54"
  /// The service cannot go on.
  case failed = "6e704245a4ff41e3a7949b80dcb0b82e"

  /// The field MESSAGE_ID.
  public var messageID: String { rawValue }
}
