package import Outreach

/// Checks files before they are dropped, with the sentences that a response would have.
package struct DropCheck {
  package struct Finding: Sendable {
    package var path: String
    package var item: Drop.Item?
    package var verdict: Verdict
  }

  package enum Verdict: Sendable {
    case good(Rehearsal.Answer)
    /// In order as far as can be told: no lead book says who the lead is.
    case goodButUnknown
    /// A bulk file that would be read, and what would come of its first rows.
    case rows(ColumnReport, defaults: [JSONMember])
    /// Defaults in order, for the bulk file whose name begins so.
    case defaults(stem: String)
    case refused(Rehearsal.Answer)
    /// It cannot be read at all.
    case unreadable(FileError)
    case directory
  }

  private let files: any CommandFileSystem
  private let rules: ClaimRules
  /// The user who would own the dropped copies.
  private let owner: UInt32
  private let hasLeadBooks: Bool
  private let bulk: BulkReading

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

  package init(
    files: any CommandFileSystem, rules: ClaimRules, owner: UInt32, hasLeadBooks: Bool,
    bulk: BulkReading = BulkReading()
  ) {
    self.files = files
    self.rules = rules
    self.owner = owner
    self.hasLeadBooks = hasLeadBooks
    self.bulk = bulk
  }

  /// Looks at every file, whatever is wrong with the others.
  package func check(_ paths: [String], with rehearsal: inout Rehearsal, now: Timestamp) throws(LeadBookError)
    -> [Finding]
  {
    let read = paths.map { ($0, contents($0)) }
    let leads = read.compactMap { path, contents -> LeadID? in
      guard case .bytes(let name, _) = contents else { return nil }
      return RequestName(name).lead
    }
    let books = hasLeadBooks ? try rehearsal.facts(for: leads) : LeadBook.Answer()
    let dropped = defaults(among: read.map(\.1))
    var findings: [Finding] = []
    for (path, contents) in read {
      var finding = Finding(path: path, item: nil, verdict: .directory)
      switch contents {
      case .failed(let error): finding.verdict = .unreadable(error)
      case .directory: break
      case .refused(let name, let refusal):
        finding.verdict = .refused(rehearsal.refusal(refusal, of: name, now: now))
      case .bytes(let name, let bytes) where RequestName(name) == .defaults:
        finding.item = Drop.Item(name: name, bytes: bytes)
        finding.verdict = verdict(ofDefaults: bytes, name, rehearsal, now)
      case .bytes(let name, let bytes):
        finding.item = Drop.Item(name: name, bytes: bytes)
        finding.verdict = verdict(rehearsal.answer(name, bytes, books: books, now: now), of: name, rehearsal, now)
      case .bulk(let name, let status):
        finding.item = Drop.Item(name: name, content: .copy(of: path, status))
        finding.verdict = try verdict(ofBulk: path, name, dropped, &rehearsal, now)
      }
      findings.append(finding)
    }
    return findings
  }

  private enum Contents {
    case bytes(FileName, [UInt8])
    case bulk(FileName, FileStatus)
    case refused(FileName, Refusal)
    case directory
    case failed(FileError)
  }

  private func contents(_ path: String) -> Contents {
    let name = FileName(path.split(separator: "/").last.map(String.init) ?? path)
    do throws(FileError) {
      let file = try files.open(at: path)
      defer { files.close(file) }
      let found = try files.status(file)
      switch found.kind {
      case .directory: return .directory
      case .regular: break
      default:
        return .refused(
          name, Refusal(.notARegularFile, "\"\(name)\" is a pipe, socket or device; drop a regular file."))
      }
      var status = found
      status.owner = owner
      if let refusal = rules.refusal(of: name, RequestName(name), status) {
        return .refused(name, refusal)
      }
      if RequestName(name).bulk != nil { return .bulk(name, found) }
      return .bytes(name, try files.read(file, upTo: rules.largestRequest + 1))
    } catch {
      return .failed(error)
    }
  }

  // MARK: Bulk files

  private func defaults(among read: [Contents]) -> [FileName: [UInt8]] {
    var found: [FileName: [UInt8]] = [:]
    for case .bytes(let name, let bytes) in read where RequestName(name) == .defaults { found[name] = bytes }
    return found
  }

  private func verdict(ofDefaults bytes: [UInt8], _ name: FileName, _ rehearsal: Rehearsal, _ now: Timestamp)
    -> Verdict
  {
    do throws(Refusal) {
      let defaults = try rehearsal.defaults(bytes, named: name)
      let stem = String(name.description.dropLast(BulkName.defaultsEnding.count))
      do throws(Problem) {
        _ = try RowTable.verb(stem: stem, defaultCommand: defaults.command)
      } catch {
        throw Refusal([error])
      }
      return .defaults(stem: stem)
    } catch {
      return .refused(rehearsal.refusal(error, of: name, now: now))
    }
  }

  private func verdict(
    ofBulk path: String, _ name: FileName, _ dropped: [FileName: [UInt8]], _ rehearsal: inout Rehearsal,
    _ now: Timestamp
  ) throws(LeadBookError) -> Verdict {
    var report: ColumnReport
    let defaults: RowDefaults
    do {
      defaults = try self.defaults(of: name, dropped, rehearsal)
      report = try self.report(on: path, defaults)
    } catch let refusal as Refusal {
      return .refused(rehearsal.refusal(refusal, of: name, now: now))
    } catch {
      return .unreadable(error as? FileError ?? FileError("read", path, code: FileError.damaged))
    }
    try rehearsal.rehearse(&report, owner: RowOwner(owner, rules), knowsLeads: hasLeadBooks, now: now)
    if let refusal = report.wholeRefusal(of: name, knowsLeads: hasLeadBooks) {
      return .refused(rehearsal.refusal(refusal, of: name, now: now))
    }
    return .rows(report, defaults: defaults.members)
  }

  /// Those that are dropped with the file, else those that wait for it already.
  private func defaults(
    of name: FileName, _ dropped: [FileName: [UInt8]], _ rehearsal: Rehearsal
  ) throws -> RowDefaults {
    guard let wanted = BulkName(name)?.defaults else { return .none }
    // If these are wrong, that is said of them.
    if let bytes = dropped[wanted] { return (try? rehearsal.defaults(bytes, named: wanted)) ?? .none }
    guard let inbox = bulk.inbox else { return .none }
    do {
      let bytes = try files.readFile(wanted, in: inbox, upTo: rules.largestRequest + 1)
      return try rehearsal.defaults(bytes, named: wanted)
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

  /// Without any lead book, that the lead is in none says nothing about the file.
  private func verdict(_ answer: Rehearsal.Answer, of name: FileName, _ rehearsal: Rehearsal, _ now: Timestamp)
    -> Verdict
  {
    guard let refusal = answer.refusal else { return .good(answer) }
    guard !hasLeadBooks else { return .refused(answer) }
    let rest = refusal.problems.filter { $0.code != .leadNotFound }
    if rest.isEmpty { return .goodButUnknown }
    return .refused(rehearsal.refusal(Refusal(rest), of: name, now: now))
  }
}
