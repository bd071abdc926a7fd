import Outreach

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling

/// What a spool holds after a step of a history, and what the model says.
extension HistoryRun {
  /// - Parameter isWhole: whether the program's own readers are asked in any case, which is dear.
  mutating func compare(isWhole: Bool) {
    guard (try? spool.disk.find(path: "outbox/jobs")) != nil else { return }
    do {
      if isWhole || wasPruned {
        let found = try spool.jobs { $0.status = .pending }.map(\.job)
        check(found.map(\.id), "pending are")
        faults += Self.doubles(found.map { ($0.lead.text, $0.to, $0.channel.rawValue, $0.request) })
      }
      if isWhole {
        // A report on a job that never was is kept, and found strange by an audit.
        faults += try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files()).findings.map(\.description)
          .filter { !$0.contains(Self.noJob) }
      }
      if !wasPruned {
        let state = look()
        check(state.pending.map(\.id), "by the contract pending are")
        faults += Self.doubles(state.pending.map { ($0.lead, $0.to, $0.channel, $0.request) })
        faults += SpoolInvariants.atRest(state, spool.disk, spool.dropped)
      }
    } catch {
      faults.append("\(error)")
    }
  }

  private mutating func check(_ pending: [String], _ what: String) {
    if Set(pending) != model.pending || pending.count != model.pending.count {
      faults.append("\(what) \(pending.sorted()), by the model \(model.pending.sorted())")
    }
  }

  /// I7
  private static func doubles(_ pending: [(lead: String, to: String, channel: String, request: String)]) -> [String] {
    var active: [String: Set<String>] = [:]
    for job in pending {
      for holder in ["lead \(job.lead)", job.to] {
        active["\(holder) on \(job.channel)", default: []].insert(job.request)
      }
    }
    return active.filter { $0.value.count > 1 }.map { "\($0.key) has two sequences: \($0.value.sorted())" }
  }

  /// Who may be written to now, asked without asking for it, and who has opted out.
  mutating func compareAdmission() throws {
    guard (try? spool.disk.find(path: "outbox/jobs")) != nil else { return }
    let files = spool.files()
    let directories = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    let roster = try RosterStore.load(directories, files, known: Roster())
    for lead in HistoryMaker.leads {
      guard let id = LeadID("\(lead)") else { continue }
      for channel in Channel.allCases {
        let holders =
          [(HistoryModel.Holder.lead(lead), Roster.Holder.lead(id))]
          + (HistoryModel.address(of: lead, on: channel).map { [(.address($0), .address($0))] } ?? [])
        for (place, holder) in holders {
          let expected = model.isOptedOut(HistoryModel.Place(holder: place, channel: channel))
          let known = roster.notice(holder, on: channel)?.isOptedOut ?? false
          if known != expected {
            faults.append("\(place) on \(channel) has opted out: \(known), by the model \(expected)")
          }
        }
      }
    }
    let batch = BatchID.next(after: roster.segments.map(\.last).max(), now: now)
    if Self.probes.count != 18 { faults.append("only \(Self.probes.count) requests could be asked for") }
    let planned = PlannedSequences(spool: directories, files: files, now: now)
    let planner = Setting.usual.planner
    for (wish, lead, asked) in Self.probes {
      let proposal = asked.keyed(for: roster)
      let sequences = ActiveSequencesOnFile(
        roster: roster, batch: batch, now: moment(of: batch), objectives: planner.generator.objectives,
        planned: planned)
      let admission = Admission(sequences, cooldownDays: 90)
      let expected = model.refusals(wish, lead: lead, now: moment(of: batch))
      var real: String?
      if case .failure(let refusal) = try admission.admit(proposal, id: sequences.identify(proposal.leadID)) {
        real = refusal.code.rawValue
      }
      if real.map({ !expected.contains($0) }) ?? !expected.isEmpty, !isCautious(real) {
        faults.append("\(lead) \(wish) would be \(real ?? "ok"), by the model \(expected.sorted())")
      }
    }
  }

  /// When they are planned for does not matter to whether they may be.
  private static let probes: [(wish: HistoryRequest.Wish, lead: Int, proposal: Proposal)] = {
    let wishes = [
      HistoryRequest.Wish(channels: [.whatsapp]), HistoryRequest.Wish(channels: [.email]),
      HistoryRequest.Wish(channels: [.whatsapp], objective: "tanitim", replaces: true),
      HistoryRequest.Wish(channels: [.email], objective: "ilk_temas", replaces: true),
    ]
    let now = Timestamp(seconds: SimulatedSpool.start)
    var book = Setting.usual.leadBook
    let ids = HistoryMaker.leads.compactMap { LeadID("\($0)") }
    guard let books = try? book.facts(for: ids) else { return [] }
    return wishes.flatMap { wish in
      zip(HistoryMaker.leads, ids).compactMap { lead, id in
        let request = HistoryRequest(ask: .enqueue(wish), lead: lead)
        guard let document = try? JSONValue(parsing: Array(request.document(now: now).utf8)),
          let order = try? Setting.usual.planner.plan(document, leadID: id, ref: nil, books: books, now: now)
        else { return nil }
        return (wish, lead, Proposal(order))
      }
    }
  }()
}
