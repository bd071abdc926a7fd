package import Formats

/// Writes refused lines of NDJSON back, each with the reason, so that they can be mended and dropped again.
package struct RejectedLines: Sendable {
  private let defaults: [JSONMember]

  /// - Parameter defaults: the members of `<name>.defaults.json`.
  package init(defaults: [JSONMember]) { self.defaults = defaults.filter { $0.value != .null } }

  /// Appends the line's object with the defaults it lacks and the reason at its end. A line that is no object stays as it
  /// came: there is no place in it for a reason.
  package func append(_ line: UnsafeBufferPointer<UInt8>, code: String, message: String, to out: inout [UInt8]) {
    guard case .object(let members)? = try? JSONValue(parsing: line) else {
      out += line.trimmed
      out.append(0x0A)
      return
    }
    var merged = Self.filled(members.filter { $0.key != "error_code" && $0.key != "error_message" }, from: defaults)
    merged.append(JSONMember(key: "error_code", value: .string(code)))
    merged.append(JSONMember(key: "error_message", value: .string(message)))
    var json = JSONWriter(capacity: line.count + 128)
    json.value(.object(merged))
    out += json.bytes
    out.append(0x0A)
  }

  /// What a request says wins, and null says as little as nothing; facts about the lead are filled in one by one.
  private static func filled(_ members: [JSONMember], from defaults: [JSONMember]) -> [JSONMember] {
    var filled = members
    for value in defaults {
      guard let i = filled.firstIndex(where: { $0.key == value.key }) else {
        filled.append(value)
        continue
      }
      if filled[i].value == .null {
        filled[i] = value
      } else if value.key == "lead", case .object(let own) = filled[i].value, case .object(let given) = value.value {
        // Null takes a fact away here, so it counts as said.
        let missing = given.filter { fact in !own.contains { $0.key == fact.key } }
        filled[i].value = .object(own + missing)
      }
    }
    return filled
  }
}
