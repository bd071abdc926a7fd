internal import Outreach

/// `<name>.defaults.json`: the fields of a request, for a bulk file's rows that lack them.
enum BulkDefaults {
  /// - Throws: all that is wrong with them, which refuses the whole file.
  static func decode(_ bytes: [UInt8], named name: FileName, _ planner: SequencePlanner, largest: Int) throws(Refusal)
    -> [JSONMember]
  {
    guard bytes.count <= largest else {
      throw Refusal(.fileTooLarge, "\"\(name)\" has more than \(largest) bytes (limits.request_bytes).")
    }
    let document: JSONValue
    do throws(JSONError) {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw Refusal(
        error.reason == .invalidEncoding ? .invalidEncoding : .invalidJSON, "\"\(name)\": \(error.message).")
    }
    guard case .object(let members) = document else {
      throw Refusal(
        .invalidJSON,
        "\"\(name)\" should hold an object such as {\"tone\":\"samimi\"}, and this is \(document.kindName).")
    }
    let own = members.filter { $0.key != "command" }
    var problems = planner.problems(of: .object(own))
    for member in own where member.key == "lead" || member.key == "lead_id" || member.key == "ref" {
      problems.append(
        Problem(
          .unknownField, "\"\(member.key)\" is a row's own; it cannot be a default.", field: member.key,
          value: member.value))
    }
    if let command = members.first(where: { $0.key == "command" }), command.value != .null,
      command.value.string.flatMap(CommandVerb.init) == nil
    {
      problems.append(
        Problem(
          .invalidField, "\"command\" should be one of \(CommandVerb.names.joined(separator: ", ")).", field: "command",
          value: command.value, allowed: CommandVerb.names,
          suggestion: command.value.string.flatMap { NearestName.of($0, among: CommandVerb.names) }))
    }
    guard problems.isEmpty else {
      throw Refusal(
        problems.map { problem in
          var problem = problem
          problem.message = "\"\(name)\": " + problem.message
          return problem
        })
    }
    return members.filter { $0.value != .null }
  }
}
