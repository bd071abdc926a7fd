internal import Formats
package import Outreach
package import Requests

/// A message that is to be sent: a line of the calendar, read.
package struct SenderJob: Hashable, Sendable {
  package var id: JobID
  /// A phone number in E.164, a business-scoped user id, an e-mail address.
  package var to: String
  package var subject: String?
  package var message: String
  package var template: ApprovedTemplate?
  /// When the person last wrote on this channel, as far as that is known: for a day anything may be answered by WhatsApp.
  package var repliedAt: Timestamp?
  /// As it came, without its line end.
  package var line: [UInt8]

  /// What the provider has approved, and what stands in its places.
  package struct ApprovedTemplate: Hashable, Sendable {
    package var name: String
    package var language: String
    package var parameters: [String]
  }

  /// What is wrong with a line, and which job it is about as far as that can be told.
  package struct Unreadable: Error, Hashable, Sendable {
    package var job: String?
    package var message: String
  }

  package init(line: [UInt8]) throws(Unreadable) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: line) } catch {
      throw Unreadable(job: nil, message: "the job is no JSON: \(error.message)")
    }
    let name = value["job_id"]?.string
    guard let name, let id = JobID(name) else { throw Unreadable(job: name, message: "\"job_id\" is no job's id") }
    guard let to = value["to"]?.string, !to.isEmpty else { throw Unreadable(job: name, message: "\"to\" is missing") }
    guard let message = value["message"]?.string, !message.isEmpty else {
      throw Unreadable(job: name, message: "\"message\" is missing")
    }
    self.id = id
    self.to = to
    self.message = message
    self.line = line
    subject = value["subject"]?.string
    repliedAt = value["replied_at"]?.string.flatMap { Timestamp(rfc3339: $0) }
    if let template = value["template"], template != .null {
      guard let read = ApprovedTemplate(template) else {
        throw Unreadable(job: name, message: "\"template\" should be {\"name\":…,\"language\":…,\"parameters\":[…]}")
      }
      self.template = read
    }
  }
}

extension SenderJob.ApprovedTemplate {
  init?(_ value: JSONValue) {
    guard let name = value["name"]?.string, let language = value["language"]?.string,
      case .array(let parameters) = value["parameters"] ?? .array([]), parameters.allSatisfy({ $0.string != nil })
    else { return nil }
    self.init(name: name, language: language, parameters: parameters.compactMap(\.string))
  }
}
