@testable import Formats
@testable import Storage

/// Puts a mark and a checksum before the bytes, which is enough to be another file, and to notice damage.
struct MemoryCompressor: Compressor {
  let files: MemoryFileSystem

  func compress(
    into target: OpenFile, _ produce: ((UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws(FileError) {
    var bytes: [UInt8] = []
    try produce { (piece) throws(FileError) in bytes += piece }
    try files.write(Array("small \(Checksum.of(bytes))\n".utf8) + bytes, to: target)
  }

  func expand(
    _ source: OpenFile, _ consume: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let all = try files.read(source, upTo: .max)
    let head = all.prefix { $0 != UInt8(ascii: "\n") }
    let bytes = Array(all.dropFirst(head.count + 1))
    guard head.elementsEqual("small \(Checksum.of(bytes))".utf8) else {
      throw FileError("read", source.path, code: FileError.damaged)
    }
    let contents = FileContents(copying: bytes)
    for start in stride(from: 0, to: bytes.count, by: 700) {
      try consume(UnsafeRawBufferPointer(rebasing: contents.bytes[start..<min(start + 700, bytes.count)]))
    }
  }
}
