package import Leads
package import Outreach
internal import Requests
package import Storage

/// Bulk files: how they would be read, and what would come of their first rows.
extension DropCheck {
  /// How bulk files are read.
  package struct BulkReading: Sendable {
    package var columns = ColumnMapping.standard
    /// Bytes that a row may have.
    package var rowBytes = 1 << 20
    /// Rows that are examined.
    package var rows = 1000
    /// Where defaults may be waiting already.
    package var inbox: Directory?

    package init() {}
  }

  /// - Parameter dropped: the defaults that are dropped with it.
  package func verdict(
    ofBulk path: String, _ name: FileName, dropped: [FileName: [UInt8]], dryRun: inout DryRun,
    now: Timestamp
  ) throws(LeadBookError) -> Verdict {
    var report: ColumnReport
    let defaults: RowDefaults
    do {
      defaults = try self.defaults(of: name, dropped, dryRun)
      report = try self.report(on: path, defaults)
    } catch let refusal as Refusal {
      return .refused(dryRun.refusal(refusal, of: name, now: now))
    } catch {
      return .unreadable(error as? FileError ?? FileError("read", path, code: FileError.damaged))
    }
    try dryRun.rehearse(&report, owner: RowOwner(owner, rules), knowsLeads: hasLeadBooks, now: now)
    if let refusal = report.wholeRefusal(of: name, knowsLeads: hasLeadBooks) {
      return .refused(dryRun.refusal(refusal, of: name, now: now))
    }
    return .rows(report, defaults: defaults.members)
  }

  /// Those that are dropped with the file, else those that wait for it already.
  private func defaults(
    of name: FileName, _ dropped: [FileName: [UInt8]], _ dryRun: DryRun
  ) throws -> RowDefaults {
    guard let wanted = BulkName(name)?.defaults else { return .none }
    // If these are wrong, that is said of them.
    if let bytes = dropped[wanted] { return (try? dryRun.defaults(bytes, named: wanted)) ?? .none }
    guard let inbox = bulk.inbox else { return .none }
    do {
      let bytes = try files.readFile(wanted, in: inbox, upTo: rules.largestRequest + 1)
      return try dryRun.defaults(bytes, named: wanted)
    } catch let error as FileError where error.isNotFound {
      return .none
    }
  }

  private func report(on path: String, _ defaults: RowDefaults) throws -> ColumnReport {
    let file = try files.open(at: path)
    defer { files.close(file) }
    var position: UInt64 = 0
    return try ColumnReport(
      name: path, mapping: bulk.columns, rowBytes: bulk.rowBytes, defaults: defaults, limit: bulk.rows
    ) { [files] buffer in
      let count = try files.read(file, at: position, into: buffer)
      position += UInt64(count)
      return count
    }
  }
}
