internal import Formats

/// A line that a program that writes has said.
package struct GeneratorReply: Sendable {
  package enum Content: Sendable {
    case answer(WrittenAnswer)
    /// It could not; in its own words.
    case error(String)
    /// It is an answer, but none of the form that was asked for.
    case misshapen(AnswerFault)
  }

  /// Nil if it gave none.
  package var id: String?
  package var content: Content

  /// Nil if the line is no JSON object: nobody knows then what it belongs to.
  package init?(line: [UInt8]) {
    guard let value = try? JSONValue(parsing: line), case .object = value else { return nil }
    switch value["id"] {
    case .string(let text)?, .number(let text)?: id = text
    default: id = nil
    }
    if let error = value["error"], error != .null {
      content = .error(String((error.string ?? error["message"]?.string ?? "no reason given").prefix(300)))
      return
    }
    content = Self.answer(value)
  }

  private static func answer(_ value: JSONValue) -> Content {
    func misshapen(_ sentence: String) -> Content { .misshapen(AnswerFault(.schema, sentence)) }
    var whyNow: String?
    switch value["why_now"] {
    case .string(let text)?: whyNow = text
    case nil, .null?: break
    default: return misshapen("why_now should be a text.")
    }
    guard let sequence = value["sequence"], sequence != .null else {
      // What is approved needs no more than the one sentence.
      return whyNow == nil
        ? misshapen("there is neither \"sequence\" nor \"error\".")
        : .answer(WrittenAnswer(steps: [], whyNow: whyNow))
    }
    guard case .array(let items) = sequence else { return misshapen("\"sequence\" should be a list of steps.") }
    var steps: [WrittenAnswer.Step] = []
    for (index, item) in items.enumerated() {
      guard case .object = item, let message = item["message"]?.string else {
        return misshapen("step \(index + 1) should be an object with \"message\", a text.")
      }
      if let step = item["step"], step != .null, step.int != index + 1 {
        return .misshapen(AnswerFault(.steps, "step \(index + 1) says that it is another; give them in order."))
      }
      if let type = item["type"], type != .null, type.string != (index == 0 ? "initial" : "follow_up") {
        return .misshapen(
          AnswerFault(.steps, "step \(index + 1) should be of type \(index == 0 ? "initial" : "follow_up")."))
      }
      switch item["subject"] {
      case nil, .null?: steps.append(WrittenAnswer.Step(message: message))
      case .string(let subject)?: steps.append(WrittenAnswer.Step(subject: subject, message: message))
      default: return misshapen("the subject of step \(index + 1) should be a text.")
      }
    }
    return .answer(WrittenAnswer(steps: steps, whyNow: whyNow))
  }
}
