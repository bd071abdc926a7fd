package import Storage

/// The machine's own curl, and the words it is called with.
struct CurlProgram {
  /// Everything before curl's own options.
  let words: [String]

  /// Looks for curl and for the two programs that make it safer where the system has them.
  ///
  /// - `setpriv --pdeathsig KILL`: if this process is killed, curl sends no more either. It holds for the *thread* that starts
  ///   curl, so batches are sent from one that lives as long as the process. macOS has no such thing: there, what curl was
  ///   given is sent to its end.
  /// - `stdbuf -oL`: results arrive as they come, so that they are known even of a curl that is killed.
  init(environment: [String: String]) throws(CurlError) {
    let line = ["stdbuf", "-oL", "curl"]
    let forms = [["setpriv", "--pdeathsig", "KILL", "--"] + line, line, ["curl"]]
    var found: String?
    for form in forms where ChildProgram([form[0]]).isThere {
      guard let version = try? Self.version(form, environment) else { continue }
      found = version
      if Self.isNewEnough(version) {
        words = form
        return
      }
    }
    throw found.map { .tooOld($0) } ?? .missing
  }

  private static func version(_ words: [String], _ environment: [String: String]) throws(FileError) -> String? {
    var program = ChildProgram(words + ["-q", "-V"])
    program.environment = environment
    program.timeLimit = 30
    let (ending, output) = try program.run()
    let parts = output.split(separator: 0x20, maxSplits: 2).map { String(decoding: $0, as: UTF8.self) }
    guard ending.end == .exited(0), parts.count == 3, parts[0] == "curl" else { return nil }
    return parts[1]
  }

  /// 7.84 brought `%header{…}`, by which a server's wish to wait is heard.
  static func isNewEnough(_ version: String) -> Bool {
    let numbers = version.split(separator: ".").prefix(2).map { Int($0.prefix { $0.isNumber }) ?? 0 }
    guard numbers.count == 2 else { return false }
    return numbers[0] > 7 || numbers[0] == 7 && numbers[1] >= 84
  }
}

/// Why nothing could be sent at all.
package enum CurlError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing
  case tooOld(String)
  case file(FileError)

  package var description: String {
    switch self {
    case .missing: "the program curl is not there: install it (version 7.84 or newer), or put it on the PATH"
    case .tooOld(let version): "curl is of version \(version), and 7.84 or newer is needed: install a newer one"
    case .file(let error): error.description
    }
  }
}
