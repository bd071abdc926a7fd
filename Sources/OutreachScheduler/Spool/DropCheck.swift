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

  package init(files: any CommandFileSystem, rules: ClaimRules, owner: UInt32, hasLeadBooks: Bool) {
    self.files = files
    self.rules = rules
    self.owner = owner
    self.hasLeadBooks = hasLeadBooks
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
    return read.map { path, contents in
      switch contents {
      case .failed(let error): return Finding(path: path, item: nil, verdict: .unreadable(error))
      case .directory: return Finding(path: path, item: nil, verdict: .directory)
      case .refused(let name, let refusal):
        return Finding(path: path, item: nil, verdict: .refused(rehearsal.refusal(refusal, of: name, now: now)))
      case .bytes(let name, let bytes):
        let verdict = verdict(rehearsal.answer(name, bytes, books: books, now: now), of: name, rehearsal, now)
        return Finding(path: path, item: Drop.Item(name: name, bytes: bytes), verdict: verdict)
      }
    }
  }

  private enum Contents {
    case bytes(FileName, [UInt8])
    case refused(FileName, Refusal)
    case directory
    case failed(FileError)
  }

  private func contents(_ path: String) -> Contents {
    let name = FileName(path.split(separator: "/").last.map(String.init) ?? path)
    do throws(FileError) {
      let file = try files.open(at: path)
      defer { files.close(file) }
      var status = try files.status(file)
      switch status.kind {
      case .directory: return .directory
      case .regular: break
      default:
        return .refused(
          name, Refusal(.notARegularFile, "\"\(name)\" is a pipe, socket or device; drop a regular file."))
      }
      status.owner = owner
      if let refusal = rules.refusal(of: name, RequestName(name), status) {
        return .refused(name, refusal)
      }
      return .bytes(name, try files.read(file, upTo: rules.largestRequest + 1))
    } catch {
      return .failed(error)
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
