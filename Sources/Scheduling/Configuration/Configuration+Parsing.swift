internal import Formats
internal import Leads
internal import Outreach
internal import Requests
package import Storage

extension Configuration {
  /// Reads the configuration file's content.
  ///
  /// - Parameters:
  ///   - base: the directory that relative paths in the file start from: the file's own, since cron's is not yours.
  ///   - readText: the content of a file that the configuration names (holidays), by its path.
  package static func parse(
    _ bytes: [UInt8], base: String, readText: FileTextReader
  ) throws(ConfigurationError) -> Configuration {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch { throw ConfigurationError([error.message]) }
    var reader = ConfigurationReader(value)
    let resolve = { (path: String) in path.hasPrefix("/") || base.isEmpty ? path : base + "/" + path }

    var sender = Sender(name: "", company: "")
    if reader.problems.isEmpty, (value["sender"] ?? .null) == .null {
      reader.note("sender", "is missing: give at least {\"sender\":{\"name\":\"…\",\"company\":\"…\"}}, who is writing")
    }
    reader.nested("sender") { sender = Sender(&$0) }
    var windows = SendingWindows(.always)
    let window = reader.value("window")
    do throws(ConfigurationError) {
      windows = try Self.windows(window, resolve: resolve, readText: readText)
    } catch {
      reader.note(error.problems)
    }

    var configuration = Configuration(sender: sender, windows: windows)
    configuration.inbox = reader.string("inbox").map(resolve)
    configuration.outbox = reader.string("outbox").map(resolve)
    configuration.leads = (reader.strings("leads") ?? []).map(resolve)
    configuration.templates = reader.string("templates").map(resolve)
    reader.nested("defaults") { configuration.defaults = Self.defaults(&$0) }
    if let hours = reader.value("send_after_hours") { configuration.setHours(hours, &reader) }
    configuration.fitFollowUps(isGiven: (value["defaults"]?["max_followups"] ?? .null) != .null, &reader)
    configuration.cooldownDays = reader.int("cooldown_days", in: 0...36_500) ?? configuration.cooldownDays
    configuration.pollSeconds = reader.double("poll_seconds", in: 0.01...3600) ?? configuration.pollSeconds
    configuration.settleSeconds = reader.double("settle_seconds", in: 0...3600) ?? configuration.settleSeconds
    if case .object? = value["allowed_owners"] {
      reader.nested("allowed_owners") { owners in
        for command in [RequestName.enqueueCommand] + CommandVerb.names {
          configuration.ownersByCommand[command] = owners.users(command)
        }
      }
    } else {
      configuration.allowedOwners = reader.users("allowed_owners")
    }
    reader.nested("limits") { limits in
      configuration.largestRequest = limits.int("request_bytes", in: 1...(1 << 30)) ?? configuration.largestRequest
      configuration.largestRow = limits.int("row_bytes", in: 1...(1 << 30)) ?? configuration.largestRow
    }
    for member in reader.object("columns") {
      if let field = member.value.string {
        configuration.columns[member.key] = field
      } else {
        reader.note("columns.\(member.key)", "should be the name of a field")
      }
    }
    configuration.encoding = reader.choice("encoding", among: TextEncoding.names, TextEncoding.init(named:))
    configuration.leadIDSource = reader.choice(
      LeadIDSource.name, among: LeadIDSource.allCases.map(\.rawValue), LeadIDSource.init(rawValue:))
    configuration.keepsSkipped = reader.bool("keep_skipped") ?? configuration.keepsSkipped
    var weights: [String: Double] = [:]
    for member in reader.object("scoring") {
      if let weight = member.value.double {
        weights[member.key] = weight
      } else {
        reader.note("scoring.\(member.key)", "should be a number")
      }
    }
    do throws(ScoringModel.InvalidWeight) {
      configuration.scoring = try ScoringModel(weights: weights)
    } catch {
      reader.note("scoring.\(error.name)", ": \(error.message)")
    }
    configuration.refusal =
      reader.choice("refusal", among: RefusalLine.allCases.map(\.rawValue), RefusalLine.init(rawValue:))
      ?? configuration.refusal
    configuration.readGenerator(value["generator"], &reader)
    configuration.readDelivery(&reader, resolve)
    reader.refuseUnknown()
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    return configuration
  }

  private static func defaults(_ reader: inout ConfigurationReader) -> RequestDefaults {
    var defaults = RequestDefaults()
    defaults.channel =
      reader.choice("channel", among: ChannelChoice.names, ChannelChoice.init) ?? defaults.channel
    defaults.tone = reader.string("tone") ?? defaults.tone
    defaults.language =
      reader.choice("language", among: Language.builtIn.map(\.rawValue), Language.init(rawValue:)) ?? defaults.language
    defaults.objective = reader.string("objective") ?? defaults.objective
    defaults.maxFollowUps = reader.int("max_followups", in: 0...10) ?? defaults.maxFollowUps
    return defaults
  }

  private mutating func setHours(_ value: JSONValue, _ reader: inout ConfigurationReader) {
    guard case .array(let items) = value, !items.isEmpty,
      items.allSatisfy({ ($0.int ?? -1) >= 0 && ($0.int ?? 0) <= 87_600 })
    else {
      return reader.note(
        "send_after_hours", "should be a list of hours from 0 to 87600, the first for the initial message")
    }
    let hours = items.compactMap(\.int)
    guard zip(hours, hours.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      return reader.note(
        "send_after_hours", "should never fall: a follow-up cannot go out before the message it follows")
    }
    sendAfterHours = hours
  }

  /// A sequence has no more follow-ups than there are hours for.
  private mutating func fitFollowUps(isGiven: Bool, _ reader: inout ConfigurationReader) {
    let planned = sendAfterHours.count - 1
    guard defaults.maxFollowUps > planned else { return }
    if isGiven {
      reader.note(
        "defaults.max_followups",
        "is \(defaults.maxFollowUps), and send_after_hours has times for only \(counted(planned, "follow-up"))")
    } else {
      defaults.maxFollowUps = planned
    }
  }

  private static func windows(
    _ value: JSONValue?, resolve: (String) -> String, readText: FileTextReader
  ) throws(ConfigurationError) -> SendingWindows {
    var settings = SendingWindowSettings()
    var names = ["tr"]
    var byChannel: [Channel: JSONValue] = [:]
    if value == .string("always") { return SendingWindows(.always) }
    var reader = ConfigurationReader(value ?? .object([]), path: "window")
    read(&settings, holidays: &names, reader: &reader)
    reader.nested("channels") { channels in
      for channel in Channel.allCases { byChannel[channel] = channels.value(channel.rawValue) }
    }
    reader.refuseUnknown()
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    let standard = try window(settings, holidayNames: names, resolve: resolve, readText: readText)
    var own: [Channel: SendingWindow] = [:]
    for (channel, value) in byChannel {
      if value == .string("always") {
        own[channel] = .always
        continue
      }
      // A channel's window differs from the common one only in what it says.
      var (settings, names) = (settings, names)
      var reader = ConfigurationReader(value, path: "window.channels.\(channel.rawValue)")
      read(&settings, holidays: &names, reader: &reader)
      reader.refuseUnknown()
      guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
      own[channel] = try window(settings, holidayNames: names, resolve: resolve, readText: readText)
    }
    return SendingWindows(standard, byChannel: own)
  }

  private static func read(
    _ settings: inout SendingWindowSettings, holidays: inout [String], reader: inout ConfigurationReader
  ) {
    settings.days = reader.strings("days") ?? settings.days
    settings.from = reader.string("from") ?? settings.from
    settings.to = reader.string("to") ?? settings.to
    settings.timeZone = reader.string("time_zone") ?? settings.timeZone
    holidays = reader.strings("holidays") ?? holidays
  }

  private static func window(
    _ settings: SendingWindowSettings, holidayNames: [String], resolve: (String) -> String,
    readText: FileTextReader
  ) throws(ConfigurationError) -> SendingWindow {
    var holidays = Holidays.none
    for name in holidayNames {
      if let builtIn = Holidays.builtIn(name) {
        holidays = holidays.union(builtIn)
        continue
      }
      do {
        holidays = holidays.union(try Holidays.parse(try readText(resolve(name))))
      } catch let error as FileError {
        throw ConfigurationError([
          "window.holidays: \"\(name)\" is neither a built-in calendar (\(Holidays.builtInNames.joined(separator: ", "))) "
            + "nor a readable file: \(error)"
        ])
      } catch {
        throw ConfigurationError(["window.holidays: \(name): \(error)"])
      }
    }
    do throws(InvalidSendingWindow) {
      return try settings.window(holidays: holidays)
    } catch {
      throw ConfigurationError(error.problems.map(\.description))
    }
  }
}
