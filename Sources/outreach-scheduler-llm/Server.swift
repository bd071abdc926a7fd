internal import Curl
internal import Formats

/// A chat-completions server: what it is sent, and what its answers come to.
struct Server: Sendable {
  let options: Options
  let key: String?

  func request(for prompt: Prompt) -> HTTPRequest {
    var headers = [HTTPRequest.Header("Content-Type", "application/json")]
    if let key { headers.append(HTTPRequest.Header("Authorization", "Bearer \(key)")) }
    var request = HTTPRequest(options.endpoint, headers: headers, body: body(for: prompt))
    request.timeLimit = options.timeLimit
    return request
  }

  func body(for prompt: Prompt) -> [UInt8] {
    var out = JSONWriter(capacity: 4096)
    out.raw(#"{"model":"#)
    out.string(options.model)
    out.raw(#","temperature":"#)
    out.double(options.temperature)
    out.raw(#","max_tokens":"#)
    out.int(options.largestAnswer)
    out.raw(#","messages":[{"role":"system","content":"#)
    out.string(prompt.system)
    out.raw(#"},{"role":"user","content":"#)
    out.string(prompt.user)
    out.raw("}]")
    if options.hasSchema {
      out.raw(#","response_format":{"type":"json_schema","json_schema":{"name":"sequence","strict":true,"schema":"#)
      schema(prompt, &out)
      out.raw("}}")
    }
    out.raw("}")
    return out.bytes
  }

  private func schema(_ prompt: Prompt, _ out: inout JSONWriter) {
    if prompt.isWhyNowOnly {
      out.raw(
        #"{"type":"object","properties":{"why_now":{"type":"string"}},"required":["why_now"],"additionalProperties":false}"#
      )
      return
    }
    out.raw(#"{"type":"object","properties":{"why_now":{"type":"string"},"sequence":{"type":"array","minItems":"#)
    out.int(prompt.steps)
    out.raw(#","maxItems":"#)
    out.int(prompt.steps)
    out.raw(#","items":{"type":"object","properties":{"#)
    if prompt.hasSubjects { out.raw(#""subject":{"type":"string"},"#) }
    out.raw(#""message":{"type":"string"}},"required":["#)
    if prompt.hasSubjects { out.raw(#""subject","#) }
    out.raw(
      #""message"],"additionalProperties":false}}},"required":["why_now","sequence"],"additionalProperties":false}"#)
  }

  /// The most that a prompt and its answer may take, as a guess: three bytes a token is a low one.
  private func most(_ prompt: Prompt) -> (input: Int, output: Int) {
    (input: body(for: prompt).count / 3, output: options.largestAnswer)
  }

  /// What is answered for a prompt, and the tokens that it took. Where the server does not say how many, or may have worked
  /// without an answer getting here, they are counted as the most that they can be: a budget is never overdrawn unseen.
  func answer(_ outcome: HTTPOutcome, to prompt: Prompt) -> (line: [UInt8], tokens: (input: Int, output: Int)?) {
    switch outcome {
    case .answered(let answer):
      guard (200..<300).contains(answer.status) else {
        return (Self.error("the server answered \(answer.status): \(Self.said(answer.body))", prompt), nil)
      }
      guard let value = try? JSONValue(parsing: answer.body) else {
        return (Self.error("the server's answer is no JSON", prompt), most(prompt))
      }
      let most = most(prompt)
      let usage = value["usage"]
      let tokens = (
        usage?["prompt_tokens"]?.int ?? most.input, usage?["completion_tokens"]?.int ?? most.output
      )
      guard case .array(let choices)? = value["choices"], let content = choices.first?["message"]?["content"]?.string
      else {
        return (Self.error("the server's answer has no message", prompt), tokens)
      }
      return (Self.line(content, prompt), tokens)
    case .notSent(let reason): return (Self.error("the server cannot be reached: \(reason)", prompt), nil)
    case .perhapsSent(let reason, _):
      return (Self.error("the server did not answer: \(reason)", prompt), most(prompt))
    case .refused(let reason): return (Self.error(reason, prompt), nil)
    }
  }

  /// The model's JSON as the scheduler wants it.
  private static func line(_ content: String, _ prompt: Prompt) -> [UInt8] {
    guard let value = try? JSONValue(parsing: Array(object(in: content).utf8)) else {
      return error("the model's answer is no JSON object", prompt)
    }
    var out = JSONWriter(capacity: 2048)
    out.raw(#"{"id":"#)
    out.string(prompt.id)
    if let whyNow = value["why_now"]?.string, !whyNow.isEmpty {
      out.raw(#","why_now":"#)
      out.string(whyNow)
    }
    if case .array(let items)? = value["sequence"], !prompt.isWhyNowOnly {
      out.raw(#","sequence":["#)
      for (index, item) in items.enumerated() {
        if index > 0 { out.raw(",") }
        out.raw(#"{"step":"#)
        out.int(index + 1)
        if prompt.hasSubjects {
          out.raw(#","subject":"#)
          out.string(item["subject"]?.string ?? "")
        }
        out.raw(#","message":"#)
        out.string(prompt.dressed(item["message"]?.string ?? "", step: index))
        out.raw("}")
      }
      out.raw("]")
    }
    out.raw("}\n")
    return out.bytes
  }

  /// Models without a schema put words around it.
  private static func object(in text: String) -> Substring {
    guard let first = text.firstIndex(of: "{"), let last = text.lastIndex(of: "}"), first < last else {
      return text[...]
    }
    return text[first...last]
  }

  static func error(_ sentence: String, _ prompt: Prompt) -> [UInt8] {
    var out = JSONWriter(capacity: 256)
    out.raw(#"{"id":"#)
    out.string(prompt.id)
    out.raw(#","error":"#)
    out.string(sentence)
    out.raw("}\n")
    return out.bytes
  }

  private static func said(_ body: [UInt8]) -> String {
    let value = try? JSONValue(parsing: body)
    return value?["error"]?["message"]?.string ?? value?["error"]?.string
      ?? String(decoding: body.prefix(160), as: UTF8.self)
  }
}
