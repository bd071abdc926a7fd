internal import Generating
internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Spool
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a command works with: options, then the configuration, then defaults.
struct Setup {
  let arguments: Arguments
  let configuration: Configuration
  let inbox: String
  let outbox: String
  let planner: SequencePlanner
  let rules: ClaimRules
  let leadPaths: [String]
  let columns: ColumnMapping
  /// The wordings over the built-in ones; nil if there are none.
  let wordings: Wordings?

  /// Reads the configuration and the wordings; looks at neither inbox nor lead book yet.
  init(_ arguments: Arguments) throws(Exit) {
    self.arguments = arguments
    configuration = try Self.configuration(arguments)
    let places = Self.places(arguments, configuration)
    (inbox, outbox) = (places.inbox, places.outbox)
    let given = arguments.all("leads")
    leadPaths = given.isEmpty ? configuration.leads : given
    var columns = try Self.columns(configuration)
    wordings = try Wordings(arguments.value("templates") ?? configuration.templates)
    let catalog = try wordings?.catalog() ?? .builtIn
    let generator = TemplateGenerator(catalog: catalog, sender: configuration.sender, refusal: configuration.refusal)
    try Self.check(configuration.defaults, catalog)
    columns.reading.learn {
      [
        "tone": catalog.tones, "objective": catalog.objectives, "language": catalog.languages.map(\.rawValue),
      ]
    }
    self.columns = columns
    planner = SequencePlanner(configuration: configuration, generator: generator)
    rules = ClaimRules(
      largestRequest: configuration.largestRequest, settle: Int64(configuration.settleSeconds * 1e9),
      allowedOwners: try configuration.allowedOwners.map { names throws(Exit) in try Self.userIDs(names) },
      ownersByCommand: try Self.userIDs(byCommand: configuration.ownersByCommand))
  }

  /// The planner of whoever answers: the program that the configuration names writes, and the templates in its place.
  /// Whoever only looks has ``planner``, and asks nobody.
  ///
  /// - Parameter place: the directory in which `words/` is.
  func answeringPlanner(wordsIn place: String) -> SequencePlanner {
    guard let settings = configuration.generator else { return planner }
    let store = WordsStore(outbox: place, files: POSIXFileSystem.keepingOwner(of: place))
    let generator = WordsGenerator(
      templates: planner.generator, sender: configuration.sender,
      desk: WordsDesk(settings, store: store, clock: Clock.now))
    return SequencePlanner(configuration: configuration, generator: generator)
  }

  /// Says what is missed in every message, and which wordings are not read.
  func tellGaps() {
    for gap in configuration.gaps { Console.say("warning: \(gap)") }
    for file in wordings?.unread ?? [] { Console.say(file) }
  }

  /// Says that some wordings make messages that must not go out.
  func tellWordingErrors() {
    if let errors = wordings?.errors(offer: configuration.sender.offer) { Console.say("warning: \(errors)") }
  }

  var hasLeadBooks: Bool { !leadPaths.isEmpty }

  func leadBook(isLongRunning: Bool) -> LeadBook {
    LeadBook(
      paths: leadPaths, mapping: columns, rowBytes: configuration.largestRow, isLongRunning: isLongRunning,
      clock: { FileTime(Clock.now()) })
  }

  var settings: Worker.Settings {
    var settings = Worker.Settings(inbox: inbox, outbox: outbox, rules: rules)
    settings.columns = columns
    settings.keepsSkipped = configuration.keepsSkipped
    settings.slice.rowBytes = configuration.largestRow
    return settings
  }

  func worker(isLongRunning: Bool) -> Worker {
    Worker(
      settings: settings, files: POSIXFileSystem.keepingOwner(of: outbox),
      planner: answeringPlanner(wordsIn: outbox),
      leadBook: leadBook(isLongRunning: isLongRunning), prober: ChildCrashProbe(options: arguments.forwarded),
      clock: Clock.now)
  }

  /// Remakes a roster that an earlier version has left.
  func renewRoster(_ signals: Signals) throws(Exit) {
    do throws(FileError) {
      guard try FormerRoster.isThere(in: outbox, POSIXFileSystem()) else { return }
    } catch {
      throw Exit(error)
    }
    _ = try AuditCommand.rebuild((inbox, outbox), wait: 10, objective: configuration.defaults.objective, signals)
  }

  // MARK: Places

  /// Where the spool is, for commands that need no configuration.
  static func places(_ arguments: Arguments) throws(Exit) -> (inbox: String, outbox: String) {
    if let inbox = arguments.value("inbox"), let outbox = arguments.value("outbox") { return (inbox, outbox) }
    guard configurationPath(arguments) != nil else { return places(arguments, nil) }
    return places(arguments, try configuration(arguments))
  }

  /// What sequences are for unless their request says otherwise.
  static func defaultObjective(_ arguments: Arguments) throws(Exit) -> String {
    guard configurationPath(arguments) != nil else { return RequestDefaults().objective }
    return try configuration(arguments).defaults.objective
  }

  /// How long contacts and answers are remembered, in days.
  static func cooldownDays(_ arguments: Arguments) throws(Exit) -> Int {
    guard configurationPath(arguments) != nil else { return Configuration.usualCooldownDays }
    return try configuration(arguments).cooldownDays
  }

  /// When a planned message may go out; as by default where there is no configuration.
  static func dueRule(_ arguments: Arguments) throws(Exit) -> DueRule {
    guard configurationPath(arguments) != nil else { return .standard }
    return try configuration(arguments).dueRule
  }

  /// The same for who needs no configuration.
  static func leadBook(_ arguments: Arguments) throws(Exit) -> LeadBook {
    guard configurationPath(arguments) != nil else { return .none }
    return leadBook(try configuration(arguments), try columns(arguments))
  }

  /// The books that the configuration names, for whoever sends: they are asked again and again.
  static func leadBook(_ configuration: Configuration, _ columns: ColumnMapping) -> LeadBook {
    LeadBook(
      paths: configuration.leads, mapping: columns, rowBytes: configuration.largestRow, isLongRunning: true,
      clock: { FileTime(Clock.now()) })
  }

  /// What the headers of bulk files mean.
  static func columns(_ arguments: Arguments) throws(Exit) -> ColumnMapping {
    guard configurationPath(arguments) != nil else { return .standard }
    return try columns(configuration(arguments))
  }

  private static func columns(_ configuration: Configuration) throws(Exit) -> ColumnMapping {
    let (standard, unknown) = ColumnMapping.adding(configuration.columns.map { (header: $0.key, field: $0.value) })
    guard unknown.isEmpty else {
      throw .configuration("columns: there is no field \(unknown.sorted().joined(separator: ", "))")
    }
    var columns = standard
    columns.reading.encoding = configuration.encoding
    columns.reading.leadIDSource = configuration.leadIDSource
    return columns
  }

  private static func places(_ arguments: Arguments, _ configuration: Configuration?) -> (inbox: String, outbox: String)
  {
    (
      arguments.value("inbox") ?? configuration?.inbox ?? "inbox",
      arguments.value("outbox") ?? configuration?.outbox ?? "outbox"
    )
  }

  /// Makes inbox and outbox if `--create` asks for it; never silently, since cron's working directory is not yours.
  static func require(_ directories: [String], _ arguments: Arguments, isReadOnly: Bool = false) throws(Exit) {
    let files = POSIXFileSystem()
    for path in directories {
      do throws(FileError) {
        files.close(try files.openDirectory(at: path))
      } catch {
        guard error.isNotFound else { throw isReadOnly ? .unreadable(error) : Exit(error) }
        guard arguments.has("create") else {
          throw .noInput(
            "\(path) is not there; name the right directory, or make it: drop, run and watch do with --create")
        }
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else {
          throw .cannotCreate(FileError("make directory", path, code: errno).description)
        }
      }
    }
  }

  // MARK: Reading

  static func configurationPath(_ arguments: Arguments) -> String? {
    arguments.value("config") ?? environment("OUTREACH_CONFIG").flatMap { $0.isEmpty ? nil : $0 }
  }

  static func configuration(_ arguments: Arguments) throws(Exit) -> Configuration {
    guard let path = configurationPath(arguments) else {
      throw .configuration(
        "there is no configuration: say who is writing in a file such as {\"sender\":{\"name\":\"…\",\"company\":\"…\"}} "
          + "and give it with --config FILE or OUTREACH_CONFIG")
    }
    do {
      let files = POSIXFileSystem()
      let bytes = try files.readFile(at: path)
      let base = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      return try Configuration.parse(bytes, base: base) { (path) throws(FileError) in
        String(decoding: try files.readFile(at: path), as: UTF8.self)
      }
    } catch let error as ConfigurationError {
      throw .configuration(error.problems.map { "\(path): \($0)" }.joined(separator: "\n"))
    } catch {
      throw .configuration("the configuration cannot be used: \(error)")
    }
  }

  /// Tones and objectives are the wordings' own, so a default can only be checked once they are read.
  private static func check(_ defaults: RequestDefaults, _ catalog: TemplateCatalog) throws(Exit) {
    let objectives = catalog.has(objective: defaults.objective) ? [defaults.objective] : catalog.objectives
    for (key, value, known) in [
      ("tone", defaults.tone, catalog.tones), ("objective", defaults.objective, objectives),
      ("language", defaults.language.rawValue, catalog.languages.map(\.rawValue)),
    ] where !known.contains(value) {
      let nearest = NearestName.of(value, among: known).map { ", did you mean \"\($0)\"?" } ?? ""
      throw .configuration(
        "defaults.\(key) is \"\(value)\", which is none of \(known.joined(separator: ", "))\(nearest)")
    }
  }

  private static func userIDs(byCommand names: [String: [String]]) throws(Exit) -> [String: Set<UInt32>] {
    var ids: [String: Set<UInt32>] = [:]
    for (command, names) in names { ids[command] = try userIDs(names) }
    return ids
  }

  private static func userIDs(_ names: [String]) throws(Exit) -> Set<UInt32> {
    var ids: Set<UInt32> = []
    for name in names {
      // A name may be all digits; containers have users without names.
      if let user = getpwnam(name) {
        ids.insert(user.pointee.pw_uid)
      } else if let id = UInt32(name) {
        ids.insert(id)
      } else {
        throw .configuration("allowed_owners: there is no user \"\(name)\" here")
      }
    }
    return ids
  }
}
