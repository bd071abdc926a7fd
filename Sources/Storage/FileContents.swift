#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The bytes of a file that nobody changes: mapped where that saves copying them, else held in memory.
package final class FileContents: @unchecked Sendable {
  // Sendable because the bytes are never written after init and freed only in deinit.
  package let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  package init(copying source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  /// Maps the first `count` bytes; nil if the system refuses.
  package init?(mapping descriptor: Int32, count: Int) {
    guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
      return nil
    }
    bytes = UnsafeRawBufferPointer(start: address, count: count)
    isMapped = true
  }

  /// The number of line ends.
  package var lines: Int {
    var count = 0
    guard var at = bytes.baseAddress else { return 0 }
    let end = at + bytes.count
    while at < end, let found = memchr(at, 0x0A, end - at) {
      count += 1
      at = UnsafeRawPointer(found) + 1
    }
    return count
  }

  /// The next line end from `start` on; nil if there is none.
  package func endOfLine(from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count, let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Calls `body` with each line, without its end, and its number from 1; the last one may have no end.
  package func forEachLine<Failure: Error>(_ body: (UnsafeRawBufferPointer, Int, Bool) throws(Failure) -> Void)
    throws(Failure)
  {
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = endOfLine(from: start)
      number += 1
      try body(UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)]), number, end != nil)
      start = (end ?? bytes.count) + 1
    }
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}
