internal import Formats
internal import Outreach

/// What Meta wants posted for a template (`POST /<WABA_ID>/message_templates`), as a line of JSON.
enum TemplateRegistration {
  static func line(_ template: ProviderTemplate) -> [UInt8] {
    var out = JSONWriter(capacity: 1024)
    out.raw(#"{"name":"#)
    out.string(template.name)
    out.raw(#","language":"#)
    out.string(template.language.rawValue)
    out.raw(#","category":"MARKETING","components":[{"type":"BODY","text":"#)
    out.string(template.text)
    if !template.examples.isEmpty {
      out.raw(#","example":{"body_text":[["#)
      for (index, example) in template.examples.enumerated() {
        if index > 0 { out.raw(",") }
        out.string(example)
      }
      out.raw("]]}")
    }
    // The way to refuse that every first message needs, as a button.
    out.raw(#"},{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"#)
    out.string(template.language == .tr ? "RET" : "STOP")
    out.raw("}]}]}\n")
    return out.bytes
  }
}
