internal import Generating
internal import Outreach

/// Leads and a sender of nobody, and sequences of good texts for them.
struct CheckCase {
  var task: WritingTask
  var answer: WrittenAnswer
}

enum CheckWorld {
  static let now = Timestamp(seconds: 1_795_342_512)

  static func sender(_ language: Language) -> Sender {
    var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
    sender.phone = "+90 212 555 01 02"
    sender.email = "elif@ufuk.example"
    sender.offer = language == .tr ? "müşteri takip yazılımı" : "customer follow-up software"
    sender.tradeName = "Ufuk Yazılım A.Ş."
    sender.mersis = "0123456789012345"
    sender.unsubscribeURL = language == .tr ? "https://ufuk.example/ret" : "https://ufuk.example/stop"
    return sender
  }

  static let leads: [Lead] = [
    ("Yıldız Diş Kliniği", "Ayşe Demirci", "Ayşe Hanım", "Diş sağlığı", "Antalya", 18),
    ("Hane Mimarlık", nil, nil, "mimarlık", "İstanbul", 12),
    ("Akasya Butik Otel", "Murat Koçak", "Murat Bey", "turizm", "Çeşme", 35),
    (
      "Karadeniz Endüstriyel Mutfak San. ve Tic. Ltd. Şti.", "Emin Karaosmanoğlu", nil, "mutfak imalatı", "Trabzon", 140
    ),
    ("Nar Danışmanlık", "Selin Aydın", "Selin Hanım", nil, nil, nil),
    (nil, "Kerem Toprak", nil, "lojistik", "Mersin", nil),
    (nil, nil, nil, nil, nil, nil),
    ("Harbour Logistics", "Jane Cooper", "Ms Cooper", "logistics", "İzmir", 60),
  ].enumerated().compactMap { index, row in
    guard let id = LeadID("\(200 + index)") else { return nil }
    var lead = Lead(id: id)
    (lead.company, lead.contactName, lead.salutation, lead.sector, lead.city, lead.employees) = row
    return lead
  }

  static func task(
    _ lead: Lead, _ language: Language, _ channel: Channel, tone: String = "kurumsal", objective: String = "ilk_temas",
    followUps: Int = 2, recent: [String] = []
  ) throws -> WritingTask {
    let sender = sender(language)
    let request = SequenceRequest(
      lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: followUps)
    let score = ScoringModel().score(
      lead, channel: channel, objective: objective, language: language, asOf: now)
    let draft = try TemplateGenerator(sender: sender).sequence(for: request, score: score)
    return WritingTask(request: request, score: score, sender: sender, draft: draft, recent: recent)
  }

  /// A body with the draft's own greeting and ending around it.
  static func dressed(_ body: String, _ draft: OutreachSequence.Step, _ lead: Lead) -> WrittenAnswer.Step {
    let paragraphs = draft.message.split(separator: "\n\n", omittingEmptySubsequences: false)
    let refusal = paragraphs.last ?? ""
    let signature =
      draft.subject == nil ? [] : ["Elif Karahan", "Ufuk Yazılım A.Ş."]
    let text =
      [String(paragraphs[0]), body.replacing("FIRMA", with: lead.company ?? "ekibiniz")]
      + (signature.isEmpty ? [] : [signature.joined(separator: "\n")]) + [String(refusal)]
    return WrittenAnswer.Step(
      subject: draft.subject.map { _ in lead.company == nil ? "Ufuk Yazılım" : "Ufuk Yazılım ve \(lead.company ?? "")"
      },
      message: text.joined(separator: "\n\n"))
  }

  /// 200 and more sequences of good texts, each another one.
  static func good() throws -> [CheckCase] {
    var cases: [CheckCase] = []
    func add(
      _ count: Int, _ language: Language, tone: String, _ openings: [String], _ followUps: [String], _ lasts: [String],
      leads: [Lead]
    ) throws {
      for index in 0..<count {
        let lead = leads[index % leads.count]
        let channel = index % 3 == 2 ? Channel.email : .whatsapp
        let task = try task(lead, language, channel, tone: tone)
        let bodies = [
          openings[index % openings.count], followUps[(index * 7 + index / openings.count) % followUps.count],
          lasts[(index * 5 + index / openings.count) % lasts.count],
        ]
        let steps = zip(bodies, task.draft.steps).map { dressed($0, $1, lead) }
        cases.append(CheckCase(task: task, answer: WrittenAnswer(steps: steps)))
      }
    }
    try add(
      110, .tr, tone: "kurumsal", GoodTexts.turkishOpenings + GoodTexts.otherTurkishOpenings,
      GoodTexts.turkishFollowUps + GoodTexts.otherTurkishFollowUps,
      GoodTexts.turkishLasts + GoodTexts.otherTurkishLasts, leads: leads)
    try add(
      30, .tr, tone: "samimi_sen", GoodTexts.informalOpenings, GoodTexts.informalFollowUps, GoodTexts.informalLasts,
      leads: leads.filter { $0.contactName != nil && $0.contactName != "Jane Cooper" })
    try add(
      90, .en, tone: "kurumsal", GoodTexts.englishOpenings + GoodTexts.otherEnglishOpenings,
      GoodTexts.englishFollowUps + GoodTexts.otherEnglishFollowUps,
      GoodTexts.englishLasts + GoodTexts.otherEnglishLasts, leads: leads)
    return cases
  }
}
