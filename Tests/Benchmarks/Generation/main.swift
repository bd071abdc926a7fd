// How long thinking takes: scoring a lead and writing its sequence, in microseconds on one core.
// swift run -c release generation-benchmark
import Outreach

func measure(_ name: String, per unit: Int, _ body: (Int) throws -> Int) rethrows {
  let rounds = 20_000
  var checksum = try body(0)
  var best = Duration.seconds(3600)
  for _ in 0..<5 {
    let elapsed = try ContinuousClock().measure {
      for round in 0..<rounds { checksum &+= try body(round) }
    }
    best = min(best, elapsed)
  }
  let microseconds = best / .microseconds(1) / Double(rounds * unit)
  let tenths = Int((microseconds * 100).rounded())
  print("\(name): \(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100) µs (checksum \(checksum % 1000))")
}

var leads: [Lead] = []
for number in 0..<64 {
  guard let id = LeadID("\(1000 + number)") else { continue }
  var lead = Lead(id: id)
  lead.company = ["Hane Mimarlık", "Yıldız Diş Kliniği", "ABC Lojistik A.Ş.", "Stüdyo 34"][number % 4]
  lead.contactName = number % 3 == 0 ? "Ayşe Demirci" : nil
  lead.sector = ["mimarlık", "Diş sağlığı", "lojistik", "architecture"][number % 4]
  lead.city = "İstanbul"
  lead.employees = number
  lead.rating = 4.5
  lead.source = "web formu"
  lead.stage = "yeni"
  leads.append(lead)
}
var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
sender.offer = "müşteri takip yazılımı"
sender.phone = "+90 212 555 01 02"
sender.email = "elif@ufuk.example"

let opened = ContinuousClock().now
let generator = TemplateGenerator(sender: sender)
print("opening the catalogue: \((ContinuousClock().now - opened) / .milliseconds(1)) ms")
let model = ScoringModel()
let now = Timestamp(seconds: 1_795_000_000)

let asked = ContinuousClock().now
_ = (generator.tones.count, generator.objectives.count)
print("what can be asked for: \((ContinuousClock().now - asked) / .milliseconds(1)) ms")

let start = ContinuousClock().now
let score = model.score(leads[0], channel: .whatsapp, objective: "ilk_temas", language: .tr, asOf: now)
_ = try generator.sequence(
  for: SequenceRequest(
    lead: leads[0], channel: .whatsapp, tone: "kurumsal", language: .tr, objective: "ilk_temas", maxFollowUps: 2),
  score: score)
print("first sequence, compiling its tone and the sectors: \((ContinuousClock().now - start) / .milliseconds(1)) ms")

measure("score", per: 1) { round in
  model.score(
    leads[round % leads.count], channel: .whatsapp, objective: "ilk_temas", language: .tr, asOf: now
  ).priority
}
for (channel, followUps) in [(Channel.whatsapp, 2), (.email, 2), (.whatsapp, 10)] {
  for language in Language.builtIn {
    try measure(
      "a message, \(language.rawValue) \(channel.rawValue), sequence of \(followUps + 1)", per: followUps + 1
    ) { round in
      let request = SequenceRequest(
        lead: leads[round % leads.count], channel: channel, tone: "kurumsal", language: language,
        objective: "ilk_temas", maxFollowUps: followUps)
      return try generator.sequence(for: request, score: score).steps.reduce(0) { $0 + $1.message.utf8.count }
    }
  }
}
