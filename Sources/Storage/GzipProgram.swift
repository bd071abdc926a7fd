internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// `gzip`, run as the program that every system has, without a shell.
struct GzipProgram: Compressor {
  package func compress(
    into target: OpenFile, _ produce: ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) {
    let pipe = try Pipe(for: target.path)
    let child: pid_t
    do throws(FileError) {
      // -n: neither name nor time, so that the same content gives the same bytes.
      child = try start(["-cn"], input: pipe.reading, output: target.descriptor, for: target.path)
    } catch {
      pipe.closeBoth()
      throw error
    }
    close(pipe.reading)
    var failure: FileError?
    do throws(FileError) {
      try produce { (piece) throws(FileError) in try write(piece, to: pipe.writing, for: target.path) }
    } catch {
      failure = error
    }
    close(pipe.writing)
    let end = Spawn.end(of: child, isAwaited: true)
    // That it takes no more is told by how it ended.
    if let failure, failure.code != EPIPE { throw failure }
    guard failure == nil, end == .exited(0) else {
      throw FileError("compress into", target.path, code: hasRoom(target) ? EIO : ENOSPC)
    }
  }

  /// Whether its file system has room left. The program says what was wrong in words only.
  private func hasRoom(_ file: OpenFile) -> Bool {
    var found = statvfs()
    return fstatvfs(file.descriptor, &found) != 0 || found.f_bavail > 0
  }

  func expand(
    _ source: OpenFile, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let pipe = try Pipe(for: source.path)
    let child: pid_t
    do throws(FileError) {
      child = try start(["-dc"], input: source.descriptor, output: pipe.writing, for: source.path)
    } catch {
      pipe.closeBoth()
      throw error
    }
    close(pipe.writing)
    var failure: FileError?
    do throws(FileError) {
      try readAll(pipe.reading, for: source.path, consume)
    } catch {
      failure = error
    }
    close(pipe.reading)
    let end = Spawn.end(of: child, isAwaited: true)
    if let failure { throw failure }
    guard end == .exited(0) else { throw FileError("read", source.path, code: FileError.damaged) }
  }

  // MARK: The child

  private func start(_ arguments: [String], input: Int32, output: Int32, for path: String) throws(FileError) -> pid_t {
    do throws(Spawn.Failure) {
      return try Spawn.start(
        ["gzip"] + arguments,
        // Only the path: GZIP in the environment would add options.
        environment: ["PATH=\(getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")"],
        streams: [input, output, nil], hasOwnGroup: false)
    } catch {
      throw FileError("find the program gzip for", path, code: error.code)
    }
  }

  // MARK: Pipes

  private struct Pipe {
    package var reading: Int32
    package var writing: Int32

    /// Neither end reaches a child but as its input or output: one that held another's writing end would keep it waiting
    /// for the end for ever.
    package init(for path: String) throws(FileError) {
      var ends: [Int32] = [-1, -1]
      guard outreach_pipe(&ends) == 0 else { throw FileError("open a pipe to gzip for", path, code: errno) }
      (reading, writing) = (ends[0], ends[1])
    }

    func closeBoth() {
      close(reading)
      close(writing)
    }
  }

  private func write(_ piece: UnsafeRawBufferPointer, to descriptor: Int32, for path: String) throws(FileError) {
    var rest = piece[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = outreach_write_quietly(descriptor, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError("compress into", path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  private func readAll(
    _ descriptor: Int32, for path: String, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path, code: errno) }
      guard count > 0 else { return }
      try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
