package import Formats
package import Leads
package import Outreach
package import Requests

/// A job as its line in the calendar has it.
package struct PlannedJob {
  package var id: JobID
  package var to: String
  package var sendAt: Timestamp
  /// 0 as planned; one more each time it was moved.
  package var revision: Int
  /// Nil if its line names none that is known.
  package var zone: Zone?
  private var members: [JSONMember]

  /// Nil if the line is not a job's.
  package init?(_ line: JSONValue) {
    guard case .object(let members) = line, let id = line["job_id"]?.string.flatMap(JobID.init),
      let to = line["to"]?.string, let sendAt = line["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
    else { return nil }
    self.id = id
    self.to = to
    self.sendAt = sendAt
    revision = line["revision"]?.int ?? 0
    zone = line["time_zone"]?.string.flatMap { Zone(identifier: $0) }
    self.members = members
  }

  /// The same job at another time; its line counts instead of the one before.
  package func moved(to time: Timestamp) -> PlannedJob {
    var job = self
    job.sendAt = time
    job.revision = min(max(revision, 0), Int.max - 1) + 1
    job.members = members.filter { $0.key != "revision" }.map { member in
      member.key == "send_at" ? JSONMember(key: member.key, value: .string(time.iso8601)) : member
    }
    job.members.append(JSONMember(key: "revision", value: .number("\(job.revision)")))
    return job
  }

  /// The line for the calendar.
  package var line: [UInt8] {
    var out = JSONWriter(capacity: 1024)
    out.value(.object(members))
    out.raw("\n")
    return out.bytes
  }
}
