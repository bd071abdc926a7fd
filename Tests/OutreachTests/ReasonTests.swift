import Testing

@testable import Outreach

/// Why to write now: what is urgent before what is much, and nothing that is not so.
struct ReasonTests {
  private static func reason(_ change: (inout Lead) -> Void) throws -> Reason? {
    let lead = try lead(change)
    return Reason(lead, LeadFacts(lead, asOf: SampleBook.now))
  }

  private static func lead(_ change: (inout Lead) -> Void) throws -> Lead {
    var lead = Lead(id: try #require(LeadID("1")))
    lead.company = "Güneş Mobilya"
    lead.sector = "mobilya"
    lead.city = "Bursa"
    lead.phone = PhoneNumber(e164: "+905325550101")
    lead.employees = 120
    change(&lead)
    return lead
  }

  @Test(arguments: [
    ("web formu", "teklif verildi", Reason.offered), ("web formu", "yeni", .inbound), ("web formu", "ilgili", .inbound),
    ("EMITT 2026", "yeni", .event), ("Agroexpo 2026", "", .event), ("bayi", "", .partner),
    ("eski müşteri", "", .formerCustomer),
    ("müşteri tavsiyesi", "", .recommended), ("telefon", "", .manyEmployees), ("arama", "", .manyEmployees),
    ("bizi aradı", "", .inbound), ("fuar", "toplantı", .meeting), ("", "kapandı", .manyEmployees),
    ("web formu", "iptal", .lost),
    ("", "teklif istendi", .asked), ("", "toplantı planlandı", .planned), ("", "şikayet", .complaint),
    ("mevcut müşteri", "", .customer), ("e-bülten", "", .newsletter),
    ("", "teklif reddedildi", .lost), ("", "beklemede", .paused), ("", "kayıp", .lost), ("", "müşteri", .customer),
    ("", "müşteri adayı", .manyEmployees), ("", "closed won", .customer), ("", "closed lost", .lost),
    ("Instagram", "", .manyEmployees),
  ])
  func `the most urgent is named`(source: String, stage: String, expected: Reason) throws {
    let reason = try Self.reason {
      $0.source = source.isEmpty ? nil : source
      $0.stage = stage.isEmpty ? nil : stage
    }
    #expect(reason == expected)
  }

  @Test func `a middling rating is no praise, and a mobile number no reason where another is known`() throws {
    let reason = try Self.reason {
      $0.employees = nil
      $0.rating = 3.4
    }
    #expect(reason == .placeAndTrade)
  }

  @Test(arguments: [
    ("BURSA", "Bursa"), ("çorum", "Çorum"), ("izmir", "İzmir"), ("ISTANBUL", "İstanbul"),
    ("BURSA/NİLÜFER", "Bursa/Nilüfer"),
    ("Kahramanmaraş", "Kahramanmaraş"), ("kuşadası - aydın", "Kuşadası - Aydın"), ("", ""), ("34", "34"),
  ])
  func `a place is written as it is on a map`(typed: String, written: String) {
    #expect(placeName(typed, isAbroad: false) == written)
  }

  @Test func `a lost lead is not among those to write to first`() throws {
    let lead = try Self.lead {
      $0.stage = "kayıp"
      $0.source = "web formu"
      $0.rating = 4.9
      $0.website = "gunes.example"
      $0.email = EmailAddress(checked: "a@gunes.example")
      $0.lastActivity = SampleBook.now
      $0.consentStatus = "onaylı"
    }
    let score = ScoringTests.score(lead)
    #expect(score.band != .a && score.band != .b)
    #expect(Int(score.contributions.reduce(0) { $0 + $1.points }.rounded()) == score.priority)
  }

  @Test(arguments: [
    ("Karar aşamasında", "", "Güneş Mobilya karar aşamasında; gecikmek işi kaybettirebilir."),
    ("teklif verildi", "", "Güneş Mobilya karar aşamasında (teklif verildi); gecikmek işi kaybettirebilir."),
    ("", "fuar", "Güneş Mobilya'yla bir fuarda tanışıldı; hatırlanırken yazmalı."),
    ("", "soğuk arama", "Güneş Mobilya soğuk aramayla bulundu; ilk mesaj tanışmak için."),
    ("Demo talebi", "", "Güneş Mobilya bizden yanıt bekliyor (Demo talebi); ilgisi tazeyken dönmek gerekir."),
    ("", "mevcut müşteri", "Güneş Mobilya zaten müşteri; yeni bir konuyu açmak için güven hazır."),
  ])
  func `nothing is said twice or crookedly`(stage: String, source: String, sentence: String) throws {
    let lead = try Self.lead {
      ($0.sector, $0.employees) = (nil, nil)
      $0.stage = stage.isEmpty ? nil : stage
      $0.source = source.isEmpty ? nil : source
    }
    #expect(ScoringTests.score(lead).whyNow == sentence)
  }

  @Test(arguments: ["ulaşılamadı", "arandı - cevap yok", "aranacak"])
  func `an attempt is no contact`(stage: String) throws {
    let reason = try Self.reason {
      $0.stage = stage
      $0.lastActivity = SampleBook.now
    }
    #expect(reason == .manyEmployees)
  }

  @Test func `a cold address out of a bought list is not among the better ones`() throws {
    func score(_ source: String, _ stage: String) throws -> LeadScore {
      ScoringTests.score(
        try Self.lead {
          ($0.source, $0.stage, $0.contactName) = (source, stage, "Ayşe Kaya")
          ($0.website, $0.email, $0.employees) = ("gunes.example", EmailAddress(checked: "a@gunes.example"), nil)
        })
    }
    #expect(try score("satın alınan liste", "Soğuk").band == .c)
    let customer = try score("müşteri", "müşteri")
    #expect(customer.band == .a || customer.band == .b)
    let angry = try score("müşteri", "şikayet")
    #expect(angry.band == .c || angry.band == .d)
    #expect(angry.riskReasons.contains("the lead has complained"))
  }

  /// Leads as lists hold them: no level of risk may say nothing by being everybody's.
  @Test func `risk tells leads apart`() throws {
    let sources = ["web formu", "tavsiye", "satın alınan liste", "Google Haritalar", "fuar", "LinkedIn", "", "müşteri"]
    let stages = ["yeni", "teklif verildi", "kayıp", ""]
    var levels: [LeadScore.Risk: Int] = [:]
    for source in sources {
      for stage in stages {
        let lead = try Self.lead {
          $0.source = source.isEmpty ? nil : source
          $0.stage = stage.isEmpty ? nil : stage
          if source == "Google Haritalar" { $0.employees = nil }
        }
        levels[ScoringTests.score(lead).risk, default: 0] += 1
      }
    }
    for (level, count) in levels { #expect(count * 10 <= sources.count * stages.count * 6, "\(level): \(count)") }
    #expect(levels.count == 3)
  }
}
