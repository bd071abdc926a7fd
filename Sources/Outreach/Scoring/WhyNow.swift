extension ScoringModel {
  /// One sentence for the salesperson about the fact that lifted the score most; nil means that none did.
  func whyNow(
    _ strongest: ScoringWeight?, _ lead: borrowing Lead, _ facts: LeadFacts, language: Language,
    _ suffixes: inout SuffixMemo
  ) -> String {
    let known = lead.company.flatMap(cleaned) ?? lead.contactName.flatMap(cleaned)
    switch language {
    case .tr: return turkishReason(strongest, lead, facts, name: known ?? "Bu aday", isName: known != nil, &suffixes)
    // Reasons are the program's own sentences, so languages that wordings add get the English ones.
    default: return englishReason(strongest, lead, facts, name: known ?? "This lead")
    }
  }

  private func turkishReason(
    _ strongest: ScoringWeight?, _ lead: borrowing Lead, _ facts: LeadFacts, name: String, isName: Bool,
    _ suffixes: inout SuffixMemo
  ) -> String {
    func with(_ suffix: TurkishSuffix) -> String { suffixes.applied(suffix, to: name, plain: !isName) }
    switch strongest {
    case .source?:
      switch facts.origin {
      case .recommended?: return "\(name) tavsiyeyle geldi; ortak bir tanıdık varken yazmak ilk adımı kolaylaştırır."
      case .inbound?: return "\(name) kendisi ulaştı (\(value(lead.source))); ilgisi tazeyken dönmek gerekir."
      case .event?:
        return "\(with(.instrumental)) bir etkinlikte tanışıldı (\(value(lead.source))); hatırlanırken yazmalı."
      case .campaign?: return "\(name) bir kampanyaya karşılık verdi (\(value(lead.source))); konu aklındayken yazmalı."
      case .social?, .list?, nil: return "\(name) \(value(lead.source)) üzerinden bulundu ve arananlara uyuyor."
      }
    case .stage?:
      switch facts.stage {
      case .negotiation?, .proposal?:
        return "\(name) karar aşamasında (\(value(lead.stage))); gecikmek işi kaybettirebilir."
      case .meeting?:
        return "\(with(.instrumental)) görüşme aşamasına gelindi (\(value(lead.stage))); arayı soğutmamalı."
      case .customer?: return "\(name) zaten müşteri; yeni bir konuyu açmak için güven hazır."
      default: return "\(name) ilgili görünüyor (\(value(lead.stage))); ilgisi sürerken yazmalı."
      }
    case .recency?:
      let days = facts.daysSinceActivity ?? 0
      let when = days == 0 ? "bugün" : days == 1 ? "dün" : "\(days) gün önce"
      return "\(with(.instrumental)) son temas \(when) oldu; konu henüz sıcak."
    case .employees?: return "\(with(.locative)) \(lead.employees ?? 0) kişi çalışıyor; iş büyüklüğü öne almaya değer."
    case .revenue?: return "\(with(.genitive)) cirosu bu listedeki çoğu işletmenin üzerinde; öne almaya değer."
    case .rating?:
      let stars = lead.rating.flatMap { oneDecimal($0, language: .tr) } ?? ""
      return "\(with(.genitive)) müşteri puanı 5 üzerinden \(stars); işini önemseyen bir işletme."
    case .consent?: return "\(name) kendisine yazılmasına onay vermiş; kapı açık."
    case .mobile?: return "\(with(.dative)) doğrudan cep telefonundan ulaşılabiliyor; yanıt hızlı gelebilir."
    case .email?: return "\(with(.genitive)) e-posta adresi elde; bir ilk mesaj için yeterli."
    case .person?: return "\(with(.locative)) kime yazılacağı belli: \(value(lead.contactName ?? lead.salutation))."
    case .sector?: return "\(with(.genitive)) alanı belli (\(value(lead.sector))); mesaj doğrudan işinden söz edebilir."
    case .website?: return "\(with(.genitive)) web sitesi var; işini oradan tanıyıp yazılabilir."
    case nil: return "\(name) hakkında henüz az şey biliniyor; ilk mesaj tanışmak için."
    }
  }

  private func englishReason(
    _ strongest: ScoringWeight?, _ lead: borrowing Lead, _ facts: LeadFacts, name: String
  ) -> String {
    switch strongest {
    case .source?:
      switch facts.origin {
      case .recommended?: return "\(name) was recommended; a shared acquaintance makes the first step easy."
      case .inbound?: return "\(name) got in touch first (\(value(lead.source))); reply while the interest is fresh."
      case .event?: return "\(name) was met at an event (\(value(lead.source))); write while they remember it."
      case .campaign?:
        return "\(name) responded to a campaign (\(value(lead.source))); write while it is on their mind."
      case .social?, .list?, nil: return "\(name) was found through \(value(lead.source)) and fits the profile."
      }
    case .stage?:
      switch facts.stage {
      case .negotiation?, .proposal?:
        return "\(name) is close to a decision (\(value(lead.stage))); a delay could lose it."
      case .meeting?: return "\(name) has reached the meeting stage (\(value(lead.stage))); keep the thread warm."
      case .customer?: return "\(name) is a customer already; the trust for a new subject is there."
      default: return "\(name) looks interested (\(value(lead.stage))); write while that lasts."
      }
    case .recency?:
      let days = facts.daysSinceActivity ?? 0
      let when = days == 0 ? "today" : days == 1 ? "yesterday" : "\(days) days ago"
      return "The last contact with \(name) was \(when); the subject is still warm."
    case .employees?:
      return "\(name) employs \(counted(lead.employees ?? 0, "person", "people")); its size is worth putting it first."
    case .revenue?: return "The revenue of \(name) is worth putting it first."
    case .rating?:
      let stars = lead.rating.flatMap { oneDecimal($0, language: .en) } ?? ""
      return "Customers rate \(name) \(stars) out of 5; they care about their work."
    case .consent?: return "\(name) has agreed to be written to; the door is open."
    case .mobile?: return "\(name) can be reached directly on a mobile phone; an answer may come quickly."
    case .email?: return "There is an e-mail address for \(name); enough for a first message."
    case .person?: return "At \(name) it is clear whom to write to: \(value(lead.contactName ?? lead.salutation))."
    case .sector?: return "The trade of \(name) is known (\(value(lead.sector))); the message can speak of it."
    case .website?: return "\(name) has a website; a look at it gives the message its subject."
    case nil: return "Little is known about \(name) yet; the first message is for getting acquainted."
    }
  }

  private func value(_ fact: String?) -> String { fact.flatMap(cleaned) ?? "" }
}
