internal import Inspection
internal import Outreach
internal import Records
internal import Requests

/// What a spool holds as node_exporter's textfile collector reads it.
enum Metrics {
  static func text(of status: SpoolStatus, isStalled: Bool) -> String {
    var lines: [String] = []
    func gauge(_ name: String, _ help: String, _ values: [(labels: String, value: Double)]) {
      lines.append("# HELP outreach_\(name) \(help)")
      lines.append("# TYPE outreach_\(name) gauge")
      for (labels, value) in values { lines.append("outreach_\(name)\(labels) \(number(value))") }
    }
    gauge("waiting_requests", "Requests in the inbox.", [("", Double(status.waiting.requests))])
    gauge(
      "waiting_oldest_seconds", "Seconds since the oldest of them arrived.", [("", status.waiting.oldest ?? 0)])
    gauge("processing_batches", "Batches that are being answered.", [("", Double(status.processing.count))])
    gauge(
      "processed_requests", "Requests answered, of days that are kept.",
      [("{day=\"today\"}", Double(status.processed.today)), ("{day=\"all\"}", Double(status.processed.total))])
    gauge(
      "failed_requests", "Requests refused, of days that are kept.",
      [("{day=\"today\"}", Double(status.failed.today)), ("{day=\"all\"}", Double(status.failed.total))])
    gauge(
      "refused_today", "Requests refused today, by code.",
      status.codesToday.map { ("{code=\"\(label($0.code))\"}", Double($0.count)) })
    gauge(
      "jobs", "Jobs by status.",
      CalendarJob.Status.allCases.map { ("{status=\"\($0.rawValue)\"}", Double(status.jobs.byStatus[$0] ?? 0)) })
    gauge(
      "last_batch_timestamp_seconds", "When the last batch was claimed; 0: never.",
      [("", status.lastBatch.map { Double($0.time.microseconds) / 1e6 } ?? 0)])
    gauge("stalled", "1 while something waits and nobody works.", [("", isStalled ? 1 : 0)])
    gauge("as_of_timestamp_seconds", "When this was looked at.", [("", Double(status.asOf.seconds))])
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

  private static func label(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
