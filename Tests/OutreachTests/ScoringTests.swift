import Testing

@testable import Outreach

struct ScoringTests {
  static func score(
    _ lead: Lead, over channel: Channel = .whatsapp, objective: String = "ilk_temas", in language: Language = .tr,
    yearsOn: Int64 = 0, model: ScoringModel = ScoringModel()
  ) -> LeadScore {
    let now = SampleBook.now.adding(seconds: yearsOn * SampleBook.year)
    return model.score(lead, channel: channel, objective: objective, language: language, asOf: now)
  }

  @Test(arguments: [0, 1, 3, 10] as [Int64])
  func `the sample lead is what the contract says, whatever the year`(yearsOn: Int64) throws {
    let score = Self.score(try #require(SampleBook.lead("139")), yearsOn: yearsOn)
    #expect(score.band == .a)
    #expect(score.priority == 70)
    #expect(score.risk == .medium)
    #expect(score.idealEntryChannel == .whatsapp)
    #expect(score.whyNow == "Hane Mimarlık tavsiyeyle geldi; ortak bir tanıdık varken yazmak ilk adımı kolaylaştırır.")
  }

  @Test(arguments: [
    ("İNŞAAT", "alanı İnşaat"), ("GIDA TOPTANCILIĞI", "alanı Gıda Toptancılığı"), ("inşaat", "alanı inşaat"),
    ("OSGB", "alanı OSGB"), ("IT Hizmetleri", "alanı IT Hizmetleri"),
  ]) func `a trade in capitals is put right as company and city are`(sector: String, words: String) {
    var lead = Lead(id: LeadID(checked: "1"))
    (lead.company, lead.city, lead.sector) = ("YILDIZ YAPI", "BURSA", sector)
    #expect(Self.score(lead).whyNow.contains("\(words);") || Self.score(lead).whyNow.contains("\(words),"))
  }

  @Test func `a priority is the rounded sum of its contributions`() {
    for lead in SampleBook.leads {
      let score = Self.score(lead)
      let sum = score.contributions.reduce(0) { $0 + $1.points }
      #expect(score.priority == Int(sum.rounded()))
      #expect(score.contributions.map(\.name) == ScoringWeight.allCases.map(\.rawValue))
      #expect((0...100).contains(score.priority))
    }
    #expect(SampleBook.leads.count == 12)
  }

  @Test func `the standard weights add up to a hundred`() {
    #expect(ScoringWeight.allCases.reduce(0) { $0 + $1.standard } == 100)
  }

  @Test(arguments: [(70, LeadScore.Band.a), (69, .b), (50, .b), (49, .c), (30, .c), (29, .d), (0, .d), (100, .a)])
  func `bands begin at 70, 50 and 30`(priority: Int, band: LeadScore.Band) {
    #expect(LeadScore.Band(priority: priority) == band)
  }

  /// Each ladder goes from worse to better.
  @Test(arguments: [4, 400, 2_900_000]) func `an activity that lies ahead is none`(days: Int64) {
    for lead in SampleBook.leads {
      var (none, ahead) = (lead, lead)
      none.lastActivity = nil
      ahead.lastActivity = SampleBook.now.adding(seconds: days * 86_400)
      #expect(Self.score(none).priority == Self.score(ahead).priority, "\(lead.id)")
    }
  }

  @Test func `more of a good thing never lowers the score`() {
    let ladders: [[(inout Lead) -> Void]] = [
      [0, 1, 3, 7, 15, 40, 60, 120, 250, 9_999].map { value in { $0.employees = value } },
      [0, 1, 2, 2.5, 3.3, 4, 4.9, 5].map { value in { $0.rating = value } },
      [-5, 0, 10, 2e6, 2e7, 2e8, 1e300].map { value in { $0.revenue = value } },
      [800, 400, 300, 100, 60, 20, 3, 0, -1].map { days in
        { $0.lastActivity = SampleBook.now.adding(seconds: -days * 86_400) }
      },
      ["satın alınan liste", "LinkedIn", "fuar", "reklam", "web formu"].map { value in { $0.source = value } },
      ["kaybedildi", "yeni", "arandı", "nitelikli", "ilgili", "toplantı", "teklif", "pazarlık"].map { value in
        { $0.stage = value }
      },
      ["reddetti", "onay verildi"].map { value in { $0.consentStatus = value } },
      [nil, "+902125550101", "+905325550101"].map { value in { $0.phone = value.map(PhoneNumber.init(e164:)) } },
      [nil, "a@b.example"].map { value in { $0.email = value.map(EmailAddress.init(checked:)) } },
      [nil, "Ayşe"].map { value in { $0.contactName = value } },
      [nil, "www.a.example"].map { value in { $0.website = value } },
      [nil, "mimarlık"].map { value in { $0.sector = value } },
    ]
    for start in SampleBook.leads {
      for ladder in ladders {
        let scores = ladder.map { change in
          var lead = start
          change(&lead)
          return Self.score(lead).priority
        }
        #expect(scores == scores.sorted(), "\(start.id): \(scores)")
      }
    }
  }

  @Test func `what is missing lowers the confidence and does not count as the worst`() throws {
    let known = try #require(SampleBook.lead("140"))
    var missing = known
    missing.rating = nil
    var worst = known
    worst.rating = 0
    #expect(Self.score(missing).confidence < Self.score(known).confidence)
    #expect(Self.score(worst).priority < Self.score(missing).priority)
    let nothing = Lead(id: try #require(LeadID("1")))
    #expect(Self.score(nothing).confidence == 0)
  }

  @Test func `weights can be changed and are relative to each other`() throws {
    let lead = try #require(SampleBook.lead("139"))
    let doubled = try ScoringModel(
      weights: Dictionary(uniqueKeysWithValues: ScoringWeight.allCases.map { ($0.rawValue, $0.standard * 2) }))
    #expect(Self.score(lead, model: doubled).priority == 70)
    let onlyRating = try ScoringModel(
      weights: Dictionary(
        uniqueKeysWithValues: ScoringWeight.allCases.map { ($0.rawValue, $0 == .rating ? 1 : 0) }))
    #expect(Self.score(lead, model: onlyRating).priority == 90)
  }

  @Test func `a weight that does not exist is refused with the nearest that does`() {
    #expect {
      try ScoringModel(weights: ["size.employes": 3])
    } throws: {
      ($0 as? ScoringModel.InvalidWeight)?.suggestion == "size.employees"
    }
    #expect(throws: ScoringModel.InvalidWeight.self) { try ScoringModel(weights: ["fit.sector": -1]) }
    #expect(throws: ScoringModel.InvalidWeight.self) { try ScoringModel(weights: ["fit.sector": .nan]) }
    #expect(throws: ScoringModel.InvalidWeight.self) {
      try ScoringModel(weights: Dictionary(uniqueKeysWithValues: ScoringWeight.allCases.map { ($0.rawValue, 0) }))
    }
  }

  @Test func `refusals, silence and the wrong channel make contact risky`() throws {
    var lead = try #require(SampleBook.lead("140"))
    #expect(Self.score(lead).risk == .low)
    #expect(Self.score(lead, over: .email).risk == .low)
    #expect(Self.score(lead, over: .email).riskReasons == ["whatsapp would suit better than email"])
    lead.consentStatus = "onay yok"
    #expect(Self.score(lead).risk == .high)
    #expect(Self.score(lead).riskReasons == ["consent was refused"])
    lead.consentStatus = nil
    lead.recipientType = "tacir"
    #expect(Self.score(lead).risk == .low)
    lead.stage = "kaybedildi"
    #expect(Self.score(lead).risk == .medium)
  }

  @Test func `offers, large firms and leads abroad are better met by e-mail`() throws {
    let lead = try #require(SampleBook.lead("140"))
    #expect(Self.score(lead).idealEntryChannel == .whatsapp)
    #expect(Self.score(lead, objective: "teklif_takibi").idealEntryChannel == .email)
    #expect(Self.score(try #require(SampleBook.lead("143"))).idealEntryChannel == .email)
    #expect(Self.score(try #require(SampleBook.lead("147"))).idealEntryChannel == .email)
    #expect(Self.score(try #require(SampleBook.lead("150"))).idealEntryChannel == .email)
    #expect(Self.score(try #require(SampleBook.lead("144")), over: .email).idealEntryChannel == .whatsapp)
  }

  @Test func `the reason is one sentence in the language asked for`() throws {
    let turkish = SampleBook.leads.map { Self.score($0).whyNow }
    let english = SampleBook.leads.map { Self.score($0, in: .en).whyNow }
    for sentence in turkish + english {
      #expect(sentence.last == "." && !sentence.contains("  ") && !sentence.contains("()"))
      #expect(sentence.first?.isUppercase ?? false)
    }
    #expect(zip(turkish, english).allSatisfy { $0 != $1 })
    #expect(turkish[2] == "Akasya Butik Otel karar aşamasında (teklif verildi); gecikmek işi kaybettirebilir.")
    #expect(english[9] == "Northfield Dental Care got in touch first (web form); reply while the interest is fresh.")
  }
}
