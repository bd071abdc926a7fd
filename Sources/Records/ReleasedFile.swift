package import Outreach
package import Storage

/// `outbox/due/<channel>/<job_id>.json`: a message that another program may fetch, by which it is told that it may still be
/// taken back.
package enum ReleasedFile {
  package static let directory: FileName = "due"

  package static func directory(of channel: Channel) -> FileName { FileName(channel.rawValue) }

  package static func name(of job: String) -> FileName { FileName("\(job).json") }

  /// Until it is shown, and again while it is taken back.
  package static func stagedName(of job: String) -> FileName { FileName(".\(job).json") }
}
