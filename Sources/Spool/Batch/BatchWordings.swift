internal import Outreach
package import Records
package import Requests
internal import Storage

/// What the sequences of a batch were written with, which their jobs do not say.
///
/// Most of a batch are alike: what most were written with is kept once, and by request only where it differs.
package struct BatchWordings: Hashable, Sendable {
  package private(set) var common: Wording?
  /// By request id.
  private(set) var exceptions: [String: Wording] = [:]

  package init() {}

  package init(_ requests: [Wording: [RequestID]]) {
    let most = requests.max { ($0.value.count, $1.key.line) < ($1.value.count, $0.key.line) }
    common = most?.key
    for (wording, ids) in requests where wording != common {
      for id in ids { exceptions[id.description] = wording }
    }
  }

  /// Notes one more request. The first one's wording is taken for what most are written with.
  package mutating func add(_ wording: Wording, _ id: RequestID) {
    guard let common else {
      common = wording
      return
    }
    if wording != common { exceptions[id.description] = wording }
  }

  /// Forgets those of some requests, by their ids.
  package mutating func forget(where isToGo: (String) -> Bool) { exceptions = exceptions.filter { !isToGo($0.key) } }

  /// - Parameter request: the id of a request of this batch.
  package func wording(of request: String) -> Wording? { exceptions.isEmpty ? common : exceptions[request] ?? common }

  // MARK: Lines of text

  /// `wording <tone> <language> <objective> *` for what most were written with, then a line with the ids of the
  /// requests for each other one.
  package func append(to out: inout [UInt8]) {
    if let common { out += Array("\(common.line) *\n".utf8) }
    for (wording, requests) in Dictionary(grouping: exceptions, by: \.value).sorted(by: { $0.key.line < $1.key.line }) {
      out += Array("\(wording.line) \(requests.map(\.key).sorted().joined(separator: " "))\n".utf8)
    }
  }

  /// Takes one of these lines, split at its blanks; false if it is none.
  package mutating func note(_ words: [String]) -> Bool {
    guard words.count >= 5, words[0] == Wording.keyword else { return false }
    let names = words[1...3].compactMap { BatchRecord.unescape($0).text }
    guard names.count == 3 else { return false }
    let wording = Wording(tone: names[0], language: names[1], objective: names[2])
    if words[4] == "*" { common = wording } else { for id in words[4...] { exceptions[id] = wording } }
    return true
  }
}

extension Wording {
  fileprivate static let keyword = "wording"

  /// Names that somebody has added may hold blanks.
  fileprivate var line: String {
    let names = [tone, language, objective].map { String(decoding: BatchRecord.escape(FileName($0)), as: UTF8.self) }
    return "\(Self.keyword) \(names.joined(separator: " "))"
  }
}
