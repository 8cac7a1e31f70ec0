import Delivering
import Foundation
import Spooling
import Synchronization

/// What a command says, held until nothing of the ledger is open: who reads slowly, as in a pager that
/// is left open, must not keep SQLite from working off its log.
final class HeldOutput: Sendable {
  /// What becomes of a failure to take what is said.
  typealias Delivery = @Sendable (Frame.Kind, [UInt8]) throws(FileFailure) -> Void

  private struct State: ~Copyable {
    var waiting = SpillingBuffer()
    var failure: FileFailure?
  }

  private let state = Mutex(State())
  private let deliver: Delivery

  init(_ deliver: @escaping Delivery) {
    self.deliver = deliver
  }

  /// Holds bytes for ``flush()``, which tells when there was no room for them.
  func add(_ kind: Frame.Kind, _ bytes: [UInt8]) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do throws(FileFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
          let piece = Array(rest.prefix(Frame.limit))
          try state.waiting.append(Frame.header(kind, piece.count) + piece)
          rest = rest.dropFirst(piece.count)
        }
      } catch {
        state.failure = error
      }
    }
  }

  /// Delivers what is held, in order.
  ///
  /// - Throws: ``FileFailure`` when it could not be held, or not be delivered.
  func flush() throws(FileFailure) {
    var reader = Frame.Reader()
    while true {
      let piece = try take()
      if piece.isEmpty { return }
      reader.add(piece)
      while let (kind, bytes) = reader.next() { try deliver(kind, bytes) }
    }
  }

  private func take() throws(FileFailure) -> [UInt8] {
    try state.withLock { state throws(FileFailure) in
      if let failure = state.failure { throw failure }
      return try state.waiting.next(upTo: Frame.limit)
    }
  }
}

extension FileHandle {
  /// Standard output for results, standard error for messages; only an answering process says anything else.
  static func standard(_ kind: Frame.Kind) -> FileHandle {
    kind == .results ? .standardOutput : .standardError
  }

  /// Writes all of the bytes.
  ///
  /// - Throws: ``FileFailure``.
  func writeAll(_ bytes: [UInt8]) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Foundation.write(fileDescriptor, all.baseAddress.map { $0 + done }, all.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("write", "the result") }
      done += count
    }
  }
}
