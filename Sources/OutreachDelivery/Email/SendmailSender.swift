package import Outreach
internal import Requests
internal import Storage

/// Gives each e-mail to a program that speaks as sendmail does: Postfix's, Exim's, msmtp, a script.
package struct SendmailSender: MessageSender {
  private let words: [String]
  private let settings: EmailSettings
  private let parallel: Int
  private let timeLimit: Double
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - words: `/usr/sbin/sendmail -t -i`
  ///   - parallel: messages at once: each waits for a server far away.
  ///   - timeLimit: seconds for one of them.
  package init(
    _ words: [String], _ settings: EmailSettings, parallel: Int = 6, timeLimit: Double = 120,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.words = words
    self.settings = settings
    self.parallel = parallel
    self.timeLimit = timeLimit
    self.now = now
  }

  package var atOnce: Int { parallel }

  package func send(_ jobs: [SenderJob], _ report: (SenderOutcome) -> Void) throws(SenderUnavailable) {
    var messages: [(job: SenderJob, bytes: [UInt8])] = []
    for job in jobs {
      do throws(EmailMessage.Invalid) {
        messages.append((job, try EmailMessage(job: job, settings: settings, date: now()).bytes()))
      } catch {
        report(SenderOutcome(job.id.description, .failed, error: error.message))
      }
    }
    ChildProgram.runAll(messages.count, parallel: parallel) { place in
      (ChildProgram(words(for: messages[place].job.id), timeLimit: timeLimit), input: messages[place].bytes)
    } onEnd: { place, result in
      let id = messages[place].job.id.description
      switch result {
      case .failure(let error): report(SenderOutcome(id, .account, error: error.description))
      case .success(let (ending, _)): report(SendmailResult.outcome(id, ending))
      }
    }
  }

  private func words(for job: JobID) -> [String] {
    settings.bounceAddress(job).map { words + ["-f", $0] } ?? words
  }
}

/// What sendmail's end says of a message: what the server answered if that is told, else the exit status.
enum SendmailResult {
  static func outcome(_ id: String, _ ending: ChildProgram.Ending) -> SenderOutcome {
    let said = HTTPErrorText.of(ending.complaint)
    switch ending.end {
    case .exited(0): return SenderOutcome(id, .sent)
    case .timedOut: return SenderOutcome(id, .unknown, error: "sendmail did not end in time\(said)")
    case .signalled(let signal):
      return SenderOutcome(id, .unknown, error: "sendmail was ended by signal \(signal)\(said)")
    case .exited(let status):
      let error = "exit status \(status)\(said)"
      guard let code = serverCode(ending.complaint) else {
        // No host: mail goes to names that a resolver may not know for a while.
        return SenderOutcome(
          id, status == 68 ? .retry : ExitCode.kind(status), error: error, cause: status == 67 ? .unreachable : nil)
      }
      switch code {
      // Not logged in, or not with these words.
      case 530, 534, 535, 538: return SenderOutcome(id, .account, error: error)
      case 400..<500: return SenderOutcome(id, .retry, error: error)
      // The mailbox; after the message itself (554) it may be its content.
      case 550, 551, 553: return SenderOutcome(id, .failed, error: error, cause: .unreachable)
      default: return SenderOutcome(id, .failed, error: error)
      }
    }
  }

  /// Of `msmtp: server message: 550 5.1.1 …`, the last.
  private static func serverCode(_ complaint: [UInt8]) -> Int? {
    let text = String(decoding: complaint, as: UTF8.self)
    guard let found = text.ranges(of: "server message: ").last, let code = Int(text[found.upperBound...].prefix(3)),
      400..<600 ~= code
    else { return nil }
    return code
  }
}
