internal import Formats
internal import Leads
package import Outreach
package import Requests

/// The answer to a request that was refused.
extension ResponseEnvelope {
  /// The whole envelope, a line.
  package static func refused(
    _ refusal: Refusal, leadID: LeadID?, requestID: String?, ref: String?, row: Int? = nil
  ) -> [UInt8] {
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"ok":false,"error":"#)
    out.raw(error(refusal, leadID: leadID, requestID: requestID, ref: ref, row: row))
    out.raw("}\n")
    return out.bytes
  }

  /// The inner object of a refusal.
  package static func error(
    _ refusal: Refusal, leadID: LeadID?, requestID: String?, ref: String?, row: Int? = nil
  ) -> [UInt8] {
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"code":"#)
    out.string(refusal.code.rawValue)
    out.raw(#","message":"#)
    out.string(refusal.message)
    out.raw(#","lead_id":"#)
    if let leadID { out.leadID(leadID) } else { out.null() }
    out.raw(#","request_id":"#)
    out.string(requestID)
    out.raw(#","ref":"#)
    out.string(ref)
    append(row: row, &out)
    out.raw(#","details":["#)
    for (index, problem) in refusal.problems.enumerated() {
      if index > 0 { out.raw(",") }
      detail(problem, &out)
    }
    out.raw("]}")
    return out.bytes
  }

  private static func detail(_ problem: Problem, _ out: inout JSONWriter) {
    out.raw(#"{"field":"#)
    out.string(problem.field)
    if let value = problem.value {
      out.raw(#","value":"#)
      out.value(value)
    }
    out.raw(#","message":"#)
    out.string(problem.message)
    if !problem.allowed.isEmpty {
      out.raw(#","allowed":["#)
      for (index, allowed) in problem.allowed.enumerated() {
        if index > 0 { out.raw(",") }
        out.string(allowed)
      }
      out.raw("]")
    }
    if let suggestion = problem.suggestion {
      out.raw(#","suggestion":"#)
      out.string(suggestion)
    }
    out.raw("}")
  }
}
