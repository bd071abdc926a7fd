import Formats
import Inspection
import Leads
// How long thinking takes, step by step, in microseconds a row on one core: from a row of an export to the bytes of its
// answer and of its jobs.
// swift run -c release generation-benchmark [tone] [channel] [language]
import Outreach
import Records
import Requests
import Scheduling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let rounds = 7

/// The best of a few rounds over all rows, in processor time, which other programs disturb least. The checksum keeps the
/// work from being optimised away.
func measure(_ name: String, per count: Int, _ body: () throws -> Int) rethrows {
  var checksum = 0
  var best = Double.infinity
  for _ in 0..<rounds {
    let start = clock()
    checksum = try body()
    best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e6)
  }
  let microseconds = best / Double(count)
  let hundredths = Int((microseconds * 100).rounded())
  print("\(name): \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) µs (checksum \(checksum))")
}

let asked = Array(CommandLine.arguments.dropFirst())
let tone = asked.isEmpty ? "kurumsal" : asked[0]
let channel = asked.count > 1 ? asked[1] : "whatsapp"
let language = asked.count > 2 ? asked[2] : "tr"

let table = BenchmarkTable(rows: 20_000)
var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
sender.offer = "müşteri takip yazılımı"
sender.phone = "+90 212 555 01 02"
sender.email = "elif@ufuk.example"
sender.tradeName = "Ufuk Yazılım A.Ş."
sender.unsubscribeURL = "https://ufuk.example/ret"
let batch = BatchID(time: Timestamp(microseconds: 1_795_000_000_345_678))
let ending = "-\(batch)"

var windowSettings = SendingWindowSettings()
windowSettings.from = "09:30"
var configuration = Configuration(
  sender: sender, windows: SendingWindows(try windowSettings.window(holidays: .none)))
configuration.defaults.tone = tone
configuration.defaults.language = Language(rawValue: language) ?? .tr
if let choice = ChannelChoice(channel) { configuration.defaults.channel = choice }
let generator = TemplateGenerator(sender: sender)
let planner = SequencePlanner(configuration: configuration, generator: generator)

measure("reading a row's fields", per: table.count) {
  table.read { reader, _ in reader.fieldCount }
}
measure("… and its facts", per: table.count) {
  table.read { reader, columns in RequestRow(number: 1, reader: reader, columns: columns).number }
}

let rows = table.rows()
let books = LeadBook.Lookup()
let now = batch.time
var facts: [(LeadID, LeadFacts)] = []
for row in rows { if let lead = row.lead { facts.append((lead, row.facts)) } }
measure("decoding the facts", per: rows.count) {
  facts.reduce(0) { $0 + (LeadDecoder.decode($1.0, $1.1).lead.employees ?? 0) }
}
let leads = facts.map { LeadDecoder.decode($0.0, $0.1).lead }
let asks = configuration.defaults.channel
let scored: Channel = if case .channels(let channels) = asks { channels.first ?? .whatsapp } else { .whatsapp }
let objective = configuration.defaults.objective
let words = configuration.defaults.language
measure("scoring", per: rows.count) {
  let suffixes = SuffixMemo()
  return leads.reduce(0) {
    $0
      + configuration.scoring.score(
        $1, channel: scored, objective: objective, language: words, asOf: now, explains: false, suffixes
      ).priority
  }
}
let score = configuration.scoring.score(leads[0], channel: scored, objective: objective, language: words, asOf: now)
try measure("writing three messages", per: rows.count) {
  let writer = generator.writer()
  return try leads.reduce(0) { sum, lead in
    let request = SequenceRequest(
      lead: lead, channel: scored, tone: tone, language: words, objective: objective, maxFollowUps: 2)
    return sum + (try writer.sequence(for: request, score: score).text.count)
  }
}
measure("planning", per: rows.count) {
  var memo = planner.memo()
  return rows.reduce(0) { sum, row in
    guard let lead = row.lead, let order = try? planner.plan(row, books: books, now: now, memo: &memo) else {
      return sum
    }
    return sum + order.parts.count + lead.text.utf8.count
  }
}
// A worker has tens of thousands of rows, so the first round is not the one that counts.
var memo = planner.memo()
measure("from the row to its answer and its jobs", per: rows.count) {
  var pages = DraftBuffer()
  var bytes = 0
  for row in rows {
    guard let lead = row.lead else { continue }
    _ = try? planner.draft(
      row, books: books, id: RequestID(lead: lead, batch: batch, ordinal: 1, batchEnding: ending), memo: &memo,
      to: &pages)
    if pages.responses.count > 1 << 18 { bytes += pages.turn() }
  }
  return bytes + pages.turn()
}

guard asked.isEmpty else { exit(0) }
// Two versions that print the same here write the same.
for tone in generator.tones {
  for channel in ["whatsapp", "email"] {
    for language in Language.builtIn {
      configuration.defaults.tone = tone
      configuration.defaults.language = language
      configuration.defaults.channel = ChannelChoice(channel) ?? .auto
      configuration.defaults.maxFollowUps = 10
      let planner = SequencePlanner(configuration: configuration, generator: generator)
      var memo = planner.memo()
      var pages = DraftBuffer()
      for row in rows.prefix(2000) {
        guard let lead = row.lead else { continue }
        _ = try? planner.draft(
          row, books: books, id: RequestID(lead: lead, batch: batch, ordinal: 1, batchEnding: ending), memo: &memo,
          to: &pages)
      }
      print("\(tone) \(channel) \(language.rawValue): \(pages.checksum)")
    }
  }
}
