internal import Inspection
internal import Outreach
internal import Records
internal import Requests

/// What a spool holds as node_exporter's textfile collector reads it.
enum Metrics {
  static func text(of status: SpoolStatus, isStalled: Bool) -> String {
    var lines: [String] = []
    func gauge(_ name: String, help: String, values: [(labels: String, value: Double)]) {
      lines.append("# HELP outreach_\(name) \(help)")
      lines.append("# TYPE outreach_\(name) gauge")
      for (labels, value) in values { lines.append("outreach_\(name)\(labels) \(number(value))") }
    }
    gauge("waiting_requests", help: "Requests in the inbox.", values: [("", Double(status.waiting.requests))])
    gauge(
      "waiting_oldest_seconds", help: "Seconds since the oldest of them arrived.",
      values: [("", status.waiting.oldest ?? 0)])
    gauge(
      "processing_batches", help: "Batches that are being answered.", values: [("", Double(status.processing.count))])
    gauge(
      "processed_requests", help: "Requests answered, of days that are kept.",
      values: [("{day=\"today\"}", Double(status.processed.today)), ("{day=\"all\"}", Double(status.processed.total))])
    gauge(
      "failed_requests", help: "Requests refused, of days that are kept.",
      values: [("{day=\"today\"}", Double(status.failed.today)), ("{day=\"all\"}", Double(status.failed.total))])
    gauge(
      "refused_today", help: "Requests refused today, by code.",
      values: status.codesToday.map { ("{code=\"\(label($0.code))\"}", Double($0.count)) })
    gauge(
      "jobs", help: "Jobs by status.",
      values: CalendarJob.Status.allCases.map { ("{status=\"\($0.rawValue)\"}", Double(status.jobs.byStatus[$0] ?? 0)) }
    )
    gauge(
      "last_batch_timestamp_seconds", help: "When the last batch was claimed; 0: never.",
      values: [("", status.lastBatch.map { Double($0.time.microseconds) / 1e6 } ?? 0)])
    gauge("stalled", help: "1 while something waits and nobody works.", values: [("", isStalled ? 1 : 0)])
    gauge("as_of_timestamp_seconds", help: "When this was looked at.", values: [("", Double(status.asOf.seconds))])
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

  private static func label(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
