internal import Formats
internal import Outreach
internal import Requests

/// The body of a request to Meta's Cloud API for one message.
struct WhatsAppMessage {
  /// Why there is nothing that may be sent to this person now.
  enum Fault: Error, Hashable {
    case needsTemplate
    case invalid(String)
  }

  /// Hours for which anything may be said to a person who has written.
  private static let openFor = 24
  /// Characters of a text.
  private static let longestText = 4096
  /// Characters of a template's text with its values in place.
  private static let longestTemplate = 1024

  static func body(_ job: SenderJob, now: Timestamp) throws(Fault) -> [UInt8] {
    var out = JSONWriter(capacity: 1024)
    out.raw(#"{"messaging_product":"whatsapp","recipient_type":"individual","#)
    // A user id in "to" would be answered with 200, and nobody would get the message.
    out.raw(isUserID(job.to) ? #""recipient":"# : #""to":"#)
    out.string(job.to)
    if let repliedAt = job.repliedAt, now < repliedAt.adding(hours: openFor) {
      guard job.message.unicodeScalars.count <= longestText else {
        throw .invalid("the text has more than \(longestText) characters")
      }
      out.raw(#","type":"text","text":{"preview_url":false,"body":"#)
      out.string(job.message)
      out.raw("}")
    } else {
      guard let template = job.template else { throw .needsTemplate }
      try append(template, of: job, to: &out)
    }
    out.raw(#","biz_opaque_callback_data":"#)
    out.string(job.id.description)
    out.raw("}")
    return out.bytes
  }

  private static func append(
    _ template: SenderJob.ApprovedTemplate, of job: SenderJob, to out: inout JSONWriter
  ) throws(Fault) {
    guard job.message.unicodeScalars.count <= longestTemplate else {
      throw .invalid("the template's text has more than \(longestTemplate) characters with its values")
    }
    out.raw(#","type":"template","template":{"name":"#)
    out.string(template.name)
    out.raw(#","language":{"code":"#)
    out.string(template.language)
    out.raw("}")
    if !template.parameters.isEmpty {
      out.raw(#","components":[{"type":"body","parameters":["#)
      for (index, parameter) in template.parameters.enumerated() {
        let value = cleaned(parameter)
        guard !value.isEmpty else { throw .invalid("parameter \(index + 1) of the template is empty") }
        if index > 0 { out.raw(",") }
        out.raw(#"{"type":"text","text":"#)
        out.string(value)
        out.raw("}")
      }
      out.raw("]}]")
    }
    out.raw("}")
  }

  /// As Meta takes it: no line ends, no tabs, not more than four spaces in a row.
  static func cleaned(_ parameter: String) -> String {
    parameter.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
  }

  /// A business-scoped user id: `TR.13491208655302741918`, `TR.ENT.…`.
  static func isUserID(_ to: String) -> Bool {
    let parts = to.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count >= 2 && parts[0].count == 2
      && parts[0].allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
  }
}
