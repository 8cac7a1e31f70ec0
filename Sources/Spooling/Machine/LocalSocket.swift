import Glibc

/// A connection to a socket of this machine.
public final class LocalSocket: Sendable {
  private let descriptor: Int32

  /// Takes a connection that was made.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Connects.
  ///
  /// - Throws: ``FileFailure``, with `EACCES` where the caller may not.
  public static func connect(to path: String) throws(FileFailure) -> LocalSocket {
    let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard made >= 0 else { throw FileFailure("connect to", path) }
    let connection = LocalSocket(made)
    let status = try withAddress(of: path) { Glibc.connect(made, $0, $1) }
    guard status == 0 else { throw FileFailure("connect to", path) }
    return connection
  }

  /// Listens at a place; for those who have no service manager that does it.
  ///
  /// - Throws: ``FileFailure``.
  public static func listen(at path: String) throws(FileFailure) -> LocalSocket {
    let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard made >= 0 else { throw FileFailure("listen at", path) }
    let listener = LocalSocket(made)
    let status = try withAddress(of: path) { bind(made, $0, $1) }
    guard status == 0, Glibc.listen(made, 16) == 0 else { throw FileFailure("listen at", path) }
    return listener
  }

  /// Waits for a connection.
  ///
  /// - Throws: ``FileFailure``.
  public func accept() throws(FileFailure) -> Int32 {
    let made = Glibc.accept(descriptor, nil, nil)
    guard made >= 0 else { throw FileFailure("accept", "a connection") }
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    return made
  }

  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(FileFailure) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw FileFailure("connect to", path, code: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// How long sending, and receiving, may take without getting on.
  ///
  /// - Throws: ``FileFailure``.
  public func limit(toSeconds seconds: Int) throws(FileFailure) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
      guard
        setsockopt(
          descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size)) == 0
      else { throw FileFailure("limit", "a connection") }
    }
  }

  /// Ends the process once the other side is gone: nobody is left to answer.
  public func endProcessOnHangUp() {
    let descriptor = descriptor
    var thread = pthread_t()
    let context = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    context.initialize(to: descriptor)
    pthread_create(
      &thread, nil,
      { context in
        guard let descriptor = context?.load(as: Int32.self) else { return nil }
        var watched = pollfd(fd: descriptor, events: 0, revents: 0)
        while poll(&watched, 1, -1) < 0, errno == EINTR {}
        if watched.revents & Int16(POLLHUP) != 0 { _exit(1) }
        return nil
      }, context)
    pthread_detach(thread)
  }

  /// Sends all of the bytes.
  ///
  /// - Throws: ``FileFailure``, with `EAGAIN` when the other side does not take them in time.
  public func send(_ bytes: [UInt8]) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.send(
          descriptor, all.baseAddress.map { $0 + done }, all.count - done,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure("send to", "the other side") }
      done += count
    }
  }

  /// Receives what is there, and waits for it.
  ///
  /// - Returns: at most so many bytes; none at the end.
  /// - Throws: ``FileFailure``, with `EAGAIN` when nothing comes in time.
  public func receive(upTo limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    while true {
      let count = recv(descriptor, &bytes, limit, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure("receive from", "the other side") }
      return Array(bytes.prefix(count))
    }
  }

  /// Whether something waits to be received, at once or within a time.
  ///
  /// - Parameters:
  ///   - other: a descriptor to write to; waited for as well, where there is one.
  ///   - milliseconds: for how long to wait; negative for as long as it takes.
  /// - Returns: whether there is something to receive, and whether the other can be written to.
  public func wait(orUntilWritable other: Int32?, milliseconds: Int32 = -1) -> (Bool, Bool) {
    var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if let other { watched.append(pollfd(fd: other, events: Int16(POLLOUT), revents: 0)) }
    guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return (false, false) }
    return (watched[0].revents != 0, watched.count > 1 && watched[1].revents != 0)
  }

  /// The user at the other side; `nil` where it is no socket.
  public var peer: UInt32? {
    // Of Swift's Glibc `ucred` is no part: process, user and group.
    var found: [Int32] = [0, 0, 0]
    var size = socklen_t(12)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &found, &size) == 0 else { return nil }
    return UInt32(bitPattern: found[1])
  }
}
