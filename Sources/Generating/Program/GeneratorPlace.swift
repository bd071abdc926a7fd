internal import Outreach

/// Where a program sends what it is told, as far as its arguments say: those of `outreach-scheduler-llm`.
package struct GeneratorPlace: Hashable, Sendable {
  package var host: String

  /// Nil if they do not say.
  package init?(_ command: [String]) {
    var address: String?
    for (index, word) in command.enumerated() {
      if word == "--base-url", index + 1 < command.count { address = command[index + 1] }
      if word.hasPrefix("--base-url=") { address = String(word.dropFirst(11)) }
    }
    if address == nil, command.contains(where: { $0.split(separator: "/").last == "outreach-scheduler-llm" }) {
      address = "http://127.0.0.1:8080/v1"
    }
    guard let address, let scheme = address.firstRange(of: "://") else { return nil }
    var rest = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    host = rest.hasPrefix("[") ? String(rest.prefix { $0 != "]" }.dropFirst()) : String(rest.prefix { $0 != ":" })
  }

  package var isThisMachine: Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "::1" || name.hasSuffix(".localhost") { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}
