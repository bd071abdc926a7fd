internal import Requests

/// Says a trouble when it comes up, not at every try, and again if it comes back.
struct TroubleVoice {
  private var standing: Set<[UInt8]> = []

  mutating func say(_ troubles: [String]) {
    let gists = troubles.map(Self.gist)
    for (trouble, gist) in zip(troubles, gists) where !standing.contains(gist) { Console.say(trouble) }
    standing = Set(gists)
  }

  /// A batch that is answered afresh has another name at every try.
  private static func gist(_ trouble: String) -> [UInt8] {
    let bytes = Array(trouble.utf8)
    var gist: [UInt8] = []
    var next = 0
    while next < bytes.count {
      let isName = BatchID(bytes[next...].prefix(BatchID.length)) != nil
      if !isName { gist.append(bytes[next]) }
      next += isName ? BatchID.length : 1
    }
    return gist
  }
}
