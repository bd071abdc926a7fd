internal import Generating
internal import Inspection
internal import Leads
internal import Outreach
internal import Scheduling
internal import Storage

/// What `doctor` says about configuration, wordings and lead books.
enum SetupFindings {
  /// The setup, if it can be used, for what else depends on it.
  static func examine(_ arguments: Arguments) -> (findings: [Finding], setup: Setup?) {
    guard let path = Setup.configurationPath(arguments) else {
      let finding = Finding(
        .warning, "configuration", because: "there is no configuration (--config or OUTREACH_CONFIG)",
        cost: "run, watch and drop need one: who is writing stands in every message.")
      return ([finding], nil)
    }
    let setup: Setup
    do throws(Exit) {
      setup = try Setup(arguments)
    } catch {
      let finding = Finding(
        .failure, "configuration", because: error.message,
        cost: "Nothing is answered. The directories are tried if --inbox and --outbox name them.")
      return ([finding], nil)
    }
    var findings = [
      Finding(.ok, "configuration", because: "\(path) can be used; \(setup.configuration.sender.name) is writing")
    ]
    findings += setup.configuration.gaps.map { Finding(.warning, "sender", because: $0) }
    findings.append(wordings(setup))
    let generator = generator(setup)
    findings.append(generator)
    if generator.level != .failure, let settings = setup.configuration.generator,
      let finding = GeneratorTrial.finding(settings)
    {
      findings.append(finding)
    }
    findings += senders(setup)
    if let finding = approval(setup) { findings.append(finding) }
    findings += leadBook(setup)
    findings.append(owners(setup))
    if let problem = setup.ownInboxProblem() {
      findings.append(
        Finding(
          .failure, "inbox.own_files", because: problem.because, cost: "Nothing is answered; \(problem.advice)."))
    }
    return (findings, setup)
  }

  private static func wordings(_ setup: Setup) -> Finding {
    let tones = setup.planner.generator.tones.joined(separator: ", ")
    guard let wordings = setup.wordings else {
      return Finding(.ok, "templates", because: "the built-in wordings are used, in the tones \(tones)")
    }
    let path = wordings.path
    let problems = wordings.problems(offer: setup.configuration.sender.offer)
    let errors = problems.filter { $0.severity == .error }
    guard let first = errors.first ?? problems.first else {
      return Finding(
        .ok, "templates",
        because: "\(counted(wordings.files.count, "file")) of wordings in \(path); the tones are \(tones)")
    }
    let count = "\(counted(errors.count, "error")) and \(counted(problems.count - errors.count, "warning"))"
    return Finding(
      .warning, "templates", because: "\(count) in \(path): \(first)",
      cost: errors.isEmpty
        ? "Some messages would not read as they should, or be refused; templates check \(path) tells all."
        : "Messages go out that must not; templates check \(path) tells all.")
  }

  /// Whether what is to send is there, with its secrets; nothing is sent.
  private static func senders(_ setup: Setup) -> [Finding] {
    setup.configuration.delivery.values.sorted { $0.channel.rawValue < $1.channel.rawValue }.map { settings in
      let topic = "delivery.\(settings.channel.rawValue)"
      let kind = settings.kind.rawValue
      do throws(Exit) {
        try Senders.check(settings, setup.configuration.sender)
      } catch {
        return Finding(
          .failure, topic, because: error.message,
          cost: "Nothing is sent on \(settings.channel.rawValue); it stays pending.")
      }
      return Finding(
        .ok, topic,
        because: settings.kind == .spool
          ? "messages wait in \(setup.outbox)/due/\(settings.channel.rawValue) for another program to send them"
          : "messages go out by \(([kind] + settings.command + [settings.url].compactMap(\.self)).joined(separator: " "))"
      )
    }
  }

  /// Without an approved wording whatsapp-cloud holds every first message.
  private static func approval(_ setup: Setup) -> Finding? {
    guard setup.configuration.delivery[.whatsapp]?.kind == .whatsAppCloud else { return nil }
    guard !ProviderTemplate.coverFirstMessages(in: setup.wordings?.files ?? []) else { return nil }
    return Finding(
      .warning, "delivery.whatsapp.templates",
      because: "no wording of a first message names a template that Meta has approved",
      cost:
        "First messages are held until the person writes, and given up in the end. Write wordings with a first line \"Template: name\", and "
        + "register them: templates whatsapp DIR prints what Meta wants.")
  }

  /// Who writes, and what is sent where for it.
  private static func generator(_ setup: Setup) -> Finding {
    guard let settings = setup.configuration.generator else {
      return Finding(
        .ok, "generator", because: "the templates write; nothing about a lead is sent anywhere to be written")
    }
    let program = settings.command.joined(separator: " ")
    guard ChildProgram(settings.command).isThere else {
      return Finding(
        .failure, "generator", because: "the program \(settings.command.first ?? "") is not there or cannot be run",
        cost: settings.fallback == .fail
          ? "Every request is refused with GENERATION_FAILED." : "The templates write in its place.")
    }
    let told =
      "\(settings.name) (\(program)) is told the facts about each lead without phone and e-mail address, the sender, the "
      + "template's draft and what was written to the address before"
    guard let place = GeneratorPlace(settings.command) else {
      return Finding(.ok, "generator", because: "\(told); what it sends on is its own affair")
    }
    if place.isThisMachine {
      return Finding(.ok, "generator", because: "\(told); it asks \(place.host), on this machine")
    }
    return Finding(
      .warning, "generator", because: "\(told); it sends them to \(place.host)",
      cost: "Facts about people leave this machine: make sure that you may do that.")
  }

  private static func leadBook(_ setup: Setup) -> [Finding] {
    guard setup.hasLeadBooks else {
      return [
        Finding(
          .warning, "leads", because: "there is no lead book",
          cost: "Every request must say who the lead is under \"lead\", or is refused with LEAD_NOT_FOUND.")
      ]
    }
    var book = setup.leadBook(isLongRunning: true)
    let unreadable: [String]
    do throws(LeadBookError) {
      unreadable = try book.examine()
    } catch {
      return [Finding(.failure, "leads", because: error.message, cost: "Nothing is answered until it can be read.")]
    }
    guard let first = unreadable.first else { return [Finding(.ok, "leads", because: "the lead books can be read")] }
    let others = unreadable.count > 1 ? " So it is with \(counted(unreadable.count - 1, "other lead"))." : ""
    return [
      Finding(
        .warning, "leads", because: first + others,
        cost: "What is asked for them is refused with LEAD_NOT_FOUND, unless it says itself who the lead is.")
    ]
  }

  private static func owners(_ setup: Setup) -> Finding {
    let byCommand = setup.configuration.ownersByCommand.sorted { $0.key < $1.key }
    if !byCommand.isEmpty {
      let list = byCommand.map { "\($0.key) from \($0.value.joined(separator: ", "))" }.joined(separator: "; ")
      return Finding(.ok, "owners", because: "accepted are \(list); anything else from everybody")
    }
    guard let owners = setup.configuration.allowedOwners else {
      return Finding(.ok, "owners", because: "requests of every owner are accepted (allowed_owners is not set)")
    }
    return Finding(.ok, "owners", because: "requests are accepted from \(owners.joined(separator: ", ")) only")
  }
}
