@testable import Outreach

/// Leads as CRMs have them, each with an offer made to it.
enum MessyLeads {
  struct Messy: Sendable {
    var name: String
    var language: Language = .tr
    var lead: Lead
    var offer: LocalText
  }

  static let all: [Messy] = [
    Messy(
      name: "caps",
      lead: lead {
        $0.company = "KARAHAN ÇELİK SAN. VE TİC. A.Ş."
        $0.contactName = "MEHMET YILMAZ"
        $0.sector = "demir çelik"
        $0.source = "Metal Expo fuarı"
      }, offer: "endüstriyel zemin kaplama"),
    Messy(
      name: "municipality",
      lead: lead {
        $0.company = "Akçaova Belediyesi"
        $0.contactName = "Destek Hizmetleri Müdürlüğü"
        $0.sector = "belediye"
      }, offer: "ISO 9001 danışmanlığı"),
    Messy(
      name: "form",
      lead: lead {
        $0.company = "Mavi Koy Otel"
        $0.contactName = "zeynep acar"
        $0.sector = "otel"
        $0.source = "web formu"
        $0.custom = ["mesaj": "Sezon öncesi fiyat almak istiyoruz."]
      }, offer: "baskılı ambalaj malzemeleri"),
    Messy(
      name: "customer",
      lead: lead {
        $0.company = "Şifa Eczanesi"
        $0.contactName = "Ecz. Hülya Tunç"
        $0.sector = "eczane"
        $0.stage = "müşteri"
        $0.lastActivity = SampleBook.now.adding(seconds: -200 * 86_400)
      }, offer: "kurumsal sağlık sigortası"),
    Messy(
      name: "offered", language: .en,
      lead: lead {
        $0.company = "Yıldız Otelleri A.Ş."
        $0.contactName = "SMITH, John"
        $0.sector = "hotel"
        $0.stage = "proposal sent"
        $0.lastActivity = SampleBook.now.adding(seconds: -20 * 86_400)
      }, offer: "rooftop solar installation"),
  ]

  private static func lead(_ change: (inout Lead) -> Void) -> Lead {
    var lead = Lead(id: LeadID(checked: "messy"))
    change(&lead)
    return lead
  }
}
