internal import Formats
package import Outreach
package import Records
package import Requests
package import Storage

/// What a batch has decided: which staged file becomes which final one, and which requests are refused.
///
/// Once it is durable the batch can be finished by anybody, whatever has become of the lead book, the
/// configuration or the program since. Lines of text, for people: one per output and per refused request, what the
/// sequences were written with, which references its rows have used up, then the checksum of everything above it.
package struct BatchRecord: Hashable, Sendable {
  package static let name: FileName = ".record"

  /// In a bulk file's directory, the record of a slice that is being published …
  static func sliceName(_ batch: BatchID) -> FileName { FileName(slicePrefix + batch.description) }
  /// … and of one that has been.
  package static func settledSliceName(_ batch: BatchID) -> FileName {
    FileName(settledSlicePrefix + batch.description)
  }

  private static let slicePrefix = ".slice-"
  private static let settledSlicePrefix = ".record-"

  /// The slice whose unsettled record has this name.
  package static func slice(_ name: FileName) -> BatchID? { batch(of: name, slicePrefix) }
  /// The slice whose record bears this name since it was published; nil for other names.
  package static func settledSlice(_ name: FileName) -> BatchID? { batch(of: name, settledSlicePrefix) }

  private static func batch(of name: FileName, _ prefix: String) -> BatchID? {
    guard name.bytes.starts(with: prefix.utf8) else { return nil }
    return BatchID(name.bytes.dropFirst(prefix.utf8.count))
  }

  /// A file that the batch makes: where it belongs, and by what it is known to be whole.
  package struct Output: Hashable, Sendable {
    package var place: OutputPlace
    package var name: FileName
    package var size: Int
    package var checksum: UInt64
  }

  package var outputs: [Output]
  /// Names in the batch directory that go to `failed/`.
  package var refused: [FileName]
  /// Roster tables that the published one has made superfluous.
  var absorbed: [FileName]
  package var wordings = BatchWordings()
  /// Of a bulk file's slice: how far the file is answered with it.
  package var slice: BulkProgress?
  /// The accepted rows that have a reference.
  package var referenced = RowReferences()

  /// The record's bytes, which end with their own checksum.
  package func encode() -> [UInt8] {
    var lines = JSONWriter(capacity: 64 + outputs.count * 64)
    lines.raw("outreach-batch 1\n")
    for output in outputs {
      lines.raw("output ")
      lines.escaped(output.place.description)
      lines.raw(" ")
      lines.int(output.size)
      lines.raw(" ")
      lines.escaped(String(output.checksum, radix: 16))
      lines.raw(" ")
      lines.raw(Self.escape(output.name))
      lines.raw("\n")
    }
    var out = lines.bytes
    for name in refused { out += Array("refused ".utf8) + Self.escape(name) + [UInt8(ascii: "\n")] }
    for name in absorbed { out += Array("absorbed ".utf8) + Self.escape(name) + [UInt8(ascii: "\n")] }
    wordings.append(to: &out)
    if let slice { out += Array((slice.encoded + "\n").utf8) }
    referenced.append(to: &out)
    out += Array("end \(String(Checksum.of(out), radix: 16))\n".utf8)
    return out
  }

  /// Nil if the bytes are not a whole, undamaged record, or a name in it is none that a batch gives.
  package init?(_ bytes: [UInt8]) {
    guard bytes.last == UInt8(ascii: "\n") else { return nil }
    var lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 2, lines.removeFirst().elementsEqual("outreach-batch 1".utf8) else { return nil }
    let end = lines.removeLast()
    let sum = Checksum.of(Array(bytes[..<end.startIndex]))
    guard end.elementsEqual("end \(String(sum, radix: 16))".utf8) else { return nil }
    self.init(outputs: [], refused: [], absorbed: [])
    for line in lines {
      // Of many rows: taken apart for those who ask.
      if let references = RowReferences(line: line) {
        referenced = references
        continue
      }
      let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      switch (words.first, words.count) {
      case ("output", 5):
        let name = Self.unescape(words[4])
        guard let place = OutputPlace(words[1]), let size = Int(words[2]), let checksum = UInt64(words[3], radix: 16),
          place.mayHold(name)
        else { return nil }
        outputs.append(Output(place: place, name: name, size: size, checksum: checksum))
      case ("refused", 2):
        let name = Self.unescape(words[1])
        guard name.isPlain, !name.hasPrefix(".") else { return nil }
        refused.append(name)
      case ("absorbed", 2):
        let name = Self.unescape(words[1])
        guard OutputPlace.roster.mayHold(name) else { return nil }
        absorbed.append(name)
      case ("slice", _):
        guard let progress = BulkProgress(words: words.dropFirst()) else { return nil }
        slice = progress
      default: guard wordings.note(words) else { return nil }
      }
    }
  }

  package init(
    outputs: [Output], refused: [FileName], absorbed: [FileName], wordings: BatchWordings = BatchWordings(),
    slice: BulkProgress? = nil, referenced: RowReferences = RowReferences()
  ) {
    self.outputs = outputs
    self.refused = refused
    self.absorbed = absorbed
    self.wordings = wordings
    self.slice = slice
    self.referenced = referenced
  }

  /// File names hold anything but a slash; here they must hold neither blanks nor line ends.
  static func escape(_ name: FileName) -> [UInt8] {
    if name.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }) { return Array(name.bytes) }
    return name.bytes.flatMap { byte -> [UInt8] in
      if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") { return [byte] }
      let hex = String(byte, radix: 16)
      return Array(("%" + (hex.count == 1 ? "0" : "") + hex).utf8)
    }
  }

  static func unescape(_ text: String) -> FileName {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return FileName(bytes: out)
  }
}

/// The directory an output goes to; the text form is its path below the spool.
package enum OutputPlace: Hashable, Sendable, CustomStringConvertible {
  case responses
  case jobs(day: CivilDay)
  case ledger(day: CivilDay)
  case roster
  /// `failed/<day>/<batch>/`, of the batch whose record this is.
  case failed
  /// The batch directory itself: first answers, kept for when the same request comes again.
  case batch

  /// The order in which a batch becomes visible: an answer last, when all it speaks of is there.
  package var rank: Int {
    switch self {
    case .jobs: 0
    case .ledger: 1
    case .roster: 2
    case .failed: 3
    case .batch: 4
    case .responses: 5
    }
  }

  /// Open for as long as the spool is, not only for one batch.
  var isStanding: Bool {
    switch self {
    case .responses, .roster, .batch: true
    case .jobs, .ledger, .failed: false
    }
  }

  /// Whether the final name is this batch's alone, so that its being there proves that the batch was published.
  var bearsBatchName: Bool {
    switch self {
    case .jobs, .ledger, .roster, .failed, .batch: true
    case .responses: false
    }
  }

  /// Whether a batch gives such names there. None leads to another directory.
  package func mayHold(_ name: FileName) -> Bool {
    switch self {
    case .roster: name.isPlain && Roster.span(of: name) != nil
    case .batch: name.isPlain
    case .responses, .jobs, .ledger, .failed: name.isPlain && !name.hasPrefix(".")
    }
  }

  package var description: String {
    switch self {
    case .responses: "responses"
    case .jobs(let day): "jobs/\(day.iso8601)"
    case .ledger(let day): "ledger/\(day.iso8601)"
    case .roster: "roster"
    case .failed: "failed"
    case .batch: "batch"
    }
  }

  package init?(_ text: String) {
    switch text {
    case "responses": self = .responses
    case "roster": self = .roster
    case "failed": self = .failed
    case "batch": self = .batch
    default:
      let parts = text.split(separator: "/")
      guard parts.count == 2, let day = CivilDay(iso8601: String(parts[1])) else { return nil }
      switch parts[0] {
      case "jobs": self = .jobs(day: day)
      case "ledger": self = .ledger(day: day)
      default: return nil
      }
    }
  }
}

extension BatchRecord.Output {
  /// The batch's table of the roster.
  package init(_ fold: Roster.Fold) {
    self.init(place: .roster, name: fold.name, size: fold.size, checksum: fold.checksum)
  }
}
