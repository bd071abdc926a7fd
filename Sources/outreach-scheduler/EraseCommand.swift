internal import Formats
internal import Inspection
internal import Leads
internal import Outreach
internal import Storage

/// Removes what is held of leads.
enum EraseCommand: Command {
  static let name = "erase"
  static let summary = "Removes all that is held of leads; only a hash stays, so that they are not contacted again."
  static let synopsis = "LEAD… [options]"
  static let options =
    Option.spool + [
      Option("dry-run", nil, help: "say what is held and would go, and touch nothing"),
      Option("wait", "SECONDS", help: "how long to wait for a worker's lock (default: 10)"),
      .json,
    ]
  static let example = "outreach-scheduler erase 139 --dry-run --config /etc/outreach.json"
  static let diagnostics = """
    0 erased, or one that was cut short was brought to its end; 64 no lead id; 66 no such inbox or outbox, or nothing is held of any of the leads; 73 or 74 something
      could not be written or read: what was begun is brought to its end by the next erase, run or dispatch; 75 a message to
      one of them is being sent, a bulk file is being answered, a prune is at work, or a worker held the lock: nothing was
      erased. Requests, answers, jobs, events, kept rows and archives, for good: there is no copy. Lead books, waiting bulk
      files and what other programs have fetched are not ours, and are for you to see to.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard !arguments.operands.isEmpty else { throw .usage("needs a lead id", name) }
    var leads: Set<LeadID> = []
    for text in arguments.operands {
      guard let lead = LeadID(text) else {
        throw .usage("\"\(text)\" is no lead id: 1 to 64 of A-Z a-z 0-9 _ -", name)
      }
      leads.insert(lead)
    }
    let erasing = try Erasing(
      arguments, patience: try arguments.number("wait", else: 10, command: name), signals: Signals())
    let isDry = arguments.has("dry-run")
    try Setup.require([erasing.places.inbox, erasing.places.outbox], arguments, isReadOnly: isDry)
    let survey: ErasureSurvey
    let erasure: Erasure?
    if isDry {
      (survey, erasure) = (try look(leads, erasing), nil)
    } else {
      (survey, erasure) = try erase(leads, erasing)
    }
    let finished = leads.intersection(erasure?.finished ?? [])
    for lead in finished.map(\.text).sorted() {
      Console.say("an erasure of lead \(lead) that was cut short was brought to its end")
    }
    let unknown = survey.unknown.subtracting(finished)
    for (address, other) in survey.shared.sorted(by: { $0.key < $1.key }) {
      Console.say(
        "lead \(other) has the address \(address), too: what is held of that lead stays, and what is planned for it goes out "
          + "unless it is cancelled; nothing new is planned for the address until lead \(other) opts in")
    }
    for lead in unknown.map(\.text).sorted() { Console.say("nothing is held of lead \(lead) here") }
    guard unknown != leads else {
      let advice = leads.map { "outreach-scheduler opt-out \($0)" }.sorted().joined(separator: "; ")
      throw .noInput("nothing was erased; so that nobody writes to them: \(advice)")
    }
    report(survey, outcome: erasure?.outcome, known: leads.subtracting(unknown), json: arguments.has("json"))
    return Exit.ok
  }

  private static func look(_ leads: Set<LeadID>, _ erasing: Erasing) throws(Exit) -> ErasureSurvey {
    do throws(FileError) {
      let view = try SpoolView.open(
        inbox: erasing.places.inbox, outbox: erasing.places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      return try ErasureSurvey(leads, view, columns: erasing.columns, now: Clock.now())
    } catch {
      throw .unreadable(error)
    }
  }

  private static func erase(
    _ leads: Set<LeadID>, _ erasing: Erasing
  ) throws(Exit) -> (ErasureSurvey, Erasure?) {
    try erasing.perform { erasure in
      guard try erasure.finish(), try erasure.isAtRest() else { throw Exit.tryLater(Erasing.atWork) }
      let survey = try erasure.survey(leads, now: Clock.now())
      guard survey.beingSent.isEmpty else {
        throw Exit.tryLater(
          "\(survey.beingSent.joined(separator: ", ")) \(survey.beingSent.count == 1 ? "is" : "are") being sent; nothing was "
            + "erased. When dispatch, or sent and failed, have said what became of it, it can be")
      }
      if survey.unknown != leads { try erasure.run(survey.persons) }
      return (survey, Optional(erasure))
    }
  }

  private static func report(
    _ survey: ErasureSurvey, outcome: Erasure.Erased?, known: Set<LeadID>, json: Bool
  ) {
    guard json else {
      let held =
        "\(counted(survey.jobs, "job line")), \(counted(survey.events, "event")), \(counted(survey.files, "file")) of "
        + counted(known.count, "lead")
      return Console.print(
        outcome.map { "\(held) erased; \(counted($0.removed, "file")) removed, \($0.rewritten) rewritten" }
          ?? "\(held) would go; \(counted(survey.bulkFiles, "bulk file")) would be looked through")
    }
    var out = JSONWriter(capacity: 256)
    out.raw(#"{"erased":"#)
    out.raw(outcome == nil ? "false" : "true")
    out.raw(#","leads":"#)
    out.value(.array(known.map(\.text).sorted().map { .string($0) }))
    let counts: [(StaticString, Int)] = [("jobs", survey.jobs), ("events", survey.events), ("files", survey.files)]
    for (key, count) in counts {
      out.nextKey(key)
      out.int(count)
    }
    out.raw("}")
    Console.print(String(decoding: out.bytes, as: UTF8.self))
  }
}
