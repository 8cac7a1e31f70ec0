import Domain
import Ingesting
import Querying

/// Why the service waits: it goes on by itself once that is over, and no file is refused for it.
enum Trouble {
  case storage(StorageError)
  /// Nothing but files for which there is no room.
  case room(NoRoomError)
  case clock(ClockError)

  /// The trouble that an error tells of; `nil` for any other error.
  init?(_ error: any Error) {
    if let fault = error as? ClockError {
      self = .clock(fault)
    } else if let fault = error as? NoRoomError {
      self = .room(fault)
    } else if let storage = StorageError(error) {
      self = .storage(storage)
    } else {
      return nil
    }
  }

  /// Whether another is of the same kind, and need not be told again.
  func isLike(_ other: Trouble) -> Bool {
    switch (self, other) {
    case (.storage, .storage), (.room, .room): true
    // Of a clock that still goes wrong the time differs.
    case (.clock(let one), .clock(let two)): (one.gap == nil) == (two.gap == nil)
    default: false
    }
  }

  /// Whether something may have been left half done.
  var leavesWork: Bool {
    switch self {
    case .storage: true
    case .room, .clock: false
    }
  }

  /// Why it waits.
  var pause: ServiceReport.Pause {
    switch self {
    case .storage(let storage): storage.isOfRoom ? .room : .disk
    case .room: .room
    case .clock: .clock
    }
  }

  /// What the service is at, in a line.
  var status: LocalizedText {
    switch self {
    case .storage(let storage):
      LocalizedText(
        ja: "受付を中断中: \(storage.description)", en: "intake is paused: \(storage.description)")
    case .room(let fault):
      LocalizedText(ja: "受付を中断中: \(fault)", en: "intake is paused: \(fault)")
    case .clock(let fault):
      LocalizedText(ja: "受付を中断中: \(fault.words.ja)", en: "intake is paused: \(fault.words.en)")
    }
  }
}
