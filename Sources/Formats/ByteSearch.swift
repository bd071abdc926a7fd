internal import COutreachPlatform

extension UnsafeRawBufferPointer {
  /// Where the bytes stand for the first time from `start` on, found at the speed of memory; nil if nowhere.
  package func firstOffset(of needle: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let base = baseAddress, let wanted = needle.baseAddress, start < count,
      let found = outreach_find(base + start, count - start, wanted, needle.count)
    else { return nil }
    return found - base
  }

  /// The same for a text of ASCII.
  package func firstOffset(of needle: StaticString, from start: Int = 0) -> Int? {
    firstOffset(of: UnsafeRawBufferPointer(start: needle.utf8Start, count: needle.utf8CodeUnitCount), from: start)
  }
}
