package import Formats
package import Leads
package import Outreach
package import Requests
internal import Scheduling
package import Storage

/// Checks files before they are dropped, with the sentences that a response would have.
package struct DropCheck {
  /// What is said of one file.
  package struct Checked: Sendable {
    package var path: String
    package var item: Drop.Item?
    package var verdict: Verdict
  }

  /// What would become of it.
  package enum Verdict: Sendable {
    case good(DryRun.Answer)
    /// In order as far as can be told: no lead book says who the lead is.
    case goodButUnknown
    /// It would be refused, and the no that it states be written down.
    case stop(DryRun.Answer)
    /// A bulk file that would be read, and what would come of its first rows.
    case rows(ColumnReport, defaults: [JSONMember])
    /// Defaults in order, for the bulk file whose name begins so.
    case defaults(stem: String)
    case refused(DryRun.Answer)
    /// It cannot be read at all.
    case unreadable(FileError)
    case directory
  }

  package let files: any CommandFileSystem
  package let rules: ClaimRules
  /// The user who would own the dropped copies.
  package let owner: UInt32
  package let hasLeadBooks: Bool
  package let bulk: BulkReading

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
  package func check(_ paths: [String], with dryRun: inout DryRun, now: Timestamp) throws(LeadBookError)
    -> [Checked]
  {
    let read = paths.map { ($0, contents($0)) }
    let leads = read.compactMap { path, contents -> LeadID? in
      guard case .bytes(let name, _) = contents else { return nil }
      return RequestName(name).lead
    }
    let books = hasLeadBooks ? try dryRun.facts(for: leads) : LeadBook.Lookup()
    let dropped = defaults(among: read.map(\.1))
    var findings: [Checked] = []
    for (path, contents) in read {
      var finding = Checked(path: path, item: nil, verdict: .directory)
      switch contents {
      case .failed(let error): finding.verdict = .unreadable(error)
      case .directory: break
      case .refused(let name, let refusal):
        finding.verdict = .refused(dryRun.refusal(refusal, of: name, now: now))
      case .bytes(let name, let bytes) where RequestName(name) == .defaults:
        finding.item = Drop.Item(name: name, bytes: bytes)
        finding.verdict = verdict(ofDefaults: bytes, name, dryRun: dryRun, now: now)
      case .bytes(let name, let bytes):
        finding.item = Drop.Item(name: name, bytes: bytes)
        finding.verdict = verdict(
          dryRun.answer(name, bytes, books: books, now: now), of: name, dryRun: dryRun, now: now)
      case .bulk(let name, let status):
        finding.item = Drop.Item(name: name, content: .copy(of: path, status))
        finding.verdict = try verdict(ofBulk: path, name, dropped: dropped, dryRun: &dryRun, now: now)
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

  /// The defaults among the dropped files, by name.
  private func defaults(among read: [Contents]) -> [FileName: [UInt8]] {
    var found: [FileName: [UInt8]] = [:]
    for case .bytes(let name, let bytes) in read where RequestName(name) == .defaults { found[name] = bytes }
    return found
  }

  private func verdict(ofDefaults bytes: [UInt8], _ name: FileName, dryRun: DryRun, now: Timestamp)
    -> Verdict
  {
    do throws(Refusal) {
      let defaults = try dryRun.defaults(bytes, named: name)
      let stem = String(name.description.dropLast(BulkName.defaultsEnding.count))
      do throws(Problem) {
        _ = try RowTable.verb(stem: stem, defaultCommand: defaults.command)
      } catch {
        throw Refusal([error])
      }
      return .defaults(stem: stem)
    } catch {
      return .refused(dryRun.refusal(error, of: name, now: now))
    }
  }

  /// Without any lead book, that the lead is in none says nothing about the file.
  private func verdict(_ answer: DryRun.Answer, of name: FileName, dryRun: DryRun, now: Timestamp)
    -> Verdict
  {
    guard let refusal = answer.refusal else { return .good(answer) }
    if refusal.stated != nil { return .stop(answer) }
    guard !hasLeadBooks else { return .refused(answer) }
    let rest = refusal.problems.filter { $0.code != .leadNotFound }
    if rest.isEmpty { return .goodButUnknown }
    return .refused(dryRun.refusal(Refusal(rest), of: name, now: now))
  }
}
