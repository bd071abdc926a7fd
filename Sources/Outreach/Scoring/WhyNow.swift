extension ScoringModel {
  /// One sentence for the salesperson about the most urgent of what is known.
  func whyNow(
    _ lead: borrowing Lead, facts: LeadFacts, language: Language, suffixes: SuffixMemo
  ) -> String {
    let known = suffixes.names.firm(of: lead) ?? lead.contactName.flatMap(cleaned)
    let reason = Reason(lead, facts)
    switch language {
    case .tr:
      return turkishSentence(
        reason, lead: lead, facts: facts, name: known ?? "Bu aday", isName: known != nil, suffixes: suffixes
      ).text
    // Reasons are the program's own sentences, so languages that wordings add get the English ones.
    default: return englishSentence(reason, lead: lead, facts: facts, name: known ?? "This lead").text
    }
  }

  private func turkishSentence(
    _ reason: Reason?, lead: borrowing Lead, facts: LeadFacts, name: String, isName: Bool,
    suffixes: SuffixMemo
  ) -> Sentence {
    func with(_ suffix: TurkishSuffix) -> String { suffixes.applied(suffix, to: name, plain: !isName) }
    func inCity() -> String { suffixes.applied(.locative, to: city(lead), plain: false) }
    switch reason {
    case .lost?:
      return "\(name) \(noting(lead.stage, "daha önce hayır dedi")); yazmak için yeni bir neden gerekir."
    case .complaint?:
      return "\(with(.genitive)) \(noting(lead.stage, "bir şikâyeti var")); yeni bir konudan önce o çözülmeli."
    case .paused?:
      return "\(with(.genitive)) durumu “\(value(lead.stage))”; ne zaman dönüleceğini sormanın sırası gelmiş olabilir."
    case .offered?: return "\(name) \(noting(lead.stage, "karar aşamasında")); gecikmek işi kaybettirebilir."
    case .asked?: return "\(name) \(noting(lead.stage, "bizden yanıt bekliyor")); ilgisi tazeyken dönmek gerekir."
    case .sampled?: return "\(with(.locative)) \(noting(lead.stage, "numunemiz var")); ne düşündüğünü sormalı."
    case .planned?:
      return "\(with(.instrumental)) \(noting(lead.stage, "görüşülecek")); öncesinde kısa bir mesaj iyi olur."
    case .meeting?:
      return "\(with(.instrumental)) \(noting(lead.stage, "görüşme aşamasına gelindi")); arayı soğutmamalı."
    case .inbound?: return "\(name) \(noting(lead.source, "kendisi ulaştı")); ilgisi tazeyken dönmek gerekir."
    case .interested?: return "\(name) \(noting(lead.stage, "ilgili görünüyor")); ilgisi sürerken yazmalı."
    case .campaign?:
      return "\(name) \(noting(lead.source, "bir kampanyaya karşılık verdi")); konu aklındayken yazmalı."
    case .recommended?: return "\(name) tavsiyeyle geldi; ortak bir tanıdık varken yazmak ilk adımı kolaylaştırır."
    case .partner?:
      return "\(name) \(noting(lead.source, "bir iş ortağı üzerinden geldi")); onun adı kapıyı açabilir."
    case .newsletter?: return "\(name) \(noting(lead.source, "bültenimizi alıyor")); adımız ona yabancı değil."
    case .event?:
      let place = isFair(lead) ? "bir fuarda" : "bir etkinlikte"
      let advice = isOld(facts) ? "nerede tanışıldığı hatırlatılmalı" : "hatırlanırken yazmalı"
      return "\(with(.instrumental)) \(noting(lead.source, "\(place) tanışıldı")); \(advice)."
    case .customer?: return "\(name) zaten müşteri; yeni bir konuyu açmak için güven hazır."
    case .formerCustomer?: return "\(with(.instrumental)) daha önce çalışıldı; yeniden başlamak tanışmaktan kolaydır."
    case .recentContact?:
      let days = facts.daysSinceContact ?? 0
      let when = days == 0 ? "bugün" : days == 1 ? "dün" : "\(days) gün önce"
      return "\(with(.instrumental)) son temas \(when) oldu; konu henüz sıcak."
    case .qualified?: return "\(name) \(noting(lead.stage, "uygun bulundu")); sıra ilk adımda."
    case .manyEmployees?:
      return "\(with(.locative)) \(lead.employees ?? 0) kişi çalışıyor; iş büyüklüğü öne almaya değer."
    case .employees?:
      return "\(with(.locative)) \(lead.employees ?? 0) kişi çalışıyor; küçük bir ekipte karar hızlı çıkabilir."
    case .goodRating?:
      let stars = lead.rating.flatMap { oneDecimal($0, language: .tr) } ?? ""
      return "\(with(.genitive)) müşteri puanı 5 üzerinden \(stars); işini önemseyen bir işletme."
    case .revenue?:
      return "\(with(.genitive)) yıllık cirosu \(groupedDigits(whole(lead.revenue), language: .tr)); öne almaya değer."
    case .silence?:
      let days = facts.daysSinceContact ?? 0
      return "\(with(.instrumental)) son temasın üzerinden \(days) gün geçti; konu kapanmadan yoklamakta yarar var."
    case .placeAndTrade?:
      let source = lead.source.flatMap(cleaned).map { ", kaynağı “\($0)”" } ?? ""
      let advice =
        facts.isUntouched ? "kayıtlı bir temas yok, önce tanışmak gerekir" : "mesaj doğrudan işinden söz edebilir"
      return "\(name) \(inCity()), alanı \(trade(lead))\(source); \(advice)."
    case .consent?: return "\(name) kendisine yazılmasına onay vermiş; kapı açık."
    case .found?:
      let source = value(lead.source)
      // "Soğuk aramayla" is how, "LinkedIn üzerinden" where.
      let way =
        fold(source).hasSuffix("arama")
        ? suffixes.applied(.instrumental, to: source, plain: true) : source + " üzerinden"
      return "\(name) \(way) bulundu; ilk mesaj tanışmak için."
    case .person?:
      let person = Addressee(lead, firm: lead.company).fullName
      return
        "\(with(.locative)) muhatap \(person ?? value(lead.salutation)); adıyla yazılan mesaj daha kolay yanıt alır."
    case .trade?: return "\(with(.genitive)) alanı belli (\(trade(lead))); mesaj doğrudan işinden söz edebilir."
    case .place?: return "\(name) \(inCity()); yakındaki işlerden söz etmek ilk mesajı kolaylaştırır."
    case .mobile?: return "\(with(.dative)) doğrudan cep telefonundan ulaşılabiliyor; yanıt hızlı gelebilir."
    case .email?: return "\(with(.genitive)) e-posta adresi elde; bir ilk mesaj için yeterli."
    case .website?: return "\(with(.genitive)) web sitesi var; işini oradan tanıyıp yazılabilir."
    case nil: return "\(name) hakkında henüz az şey biliniyor; ilk mesaj tanışmak için."
    }
  }

  private func englishSentence(
    _ reason: Reason?, lead: borrowing Lead, facts: LeadFacts, name: String
  ) -> Sentence {
    switch reason {
    case .lost?: return "\(name) \(noting(lead.stage, "said no before")); writing again needs a new reason."
    case .complaint?:
      return "\(name) \(noting(lead.stage, "is not content")); settle that before anything new."
    case .paused?: return "\(name) stands at “\(value(lead.stage))”; it may be time to ask when to come back."
    case .offered?: return "\(name) \(noting(lead.stage, "is close to a decision")); a delay could lose it."
    case .asked?: return "\(name) \(noting(lead.stage, "waits for our answer")); reply while the interest is fresh."
    case .sampled?: return "\(name) \(noting(lead.stage, "has our sample")); ask what it thinks of it."
    case .planned?: return "\(name) \(noting(lead.stage, "will meet us")); a short message before that helps."
    case .meeting?: return "\(name) \(noting(lead.stage, "has reached the meeting stage")); keep the thread warm."
    case .inbound?: return "\(name) \(noting(lead.source, "got in touch first")); reply while the interest is fresh."
    case .interested?: return "\(name) \(noting(lead.stage, "looks interested")); write while that lasts."
    case .campaign?:
      return "\(name) \(noting(lead.source, "responded to a campaign")); write while it is on their mind."
    case .recommended?: return "\(name) was recommended; a shared acquaintance makes the first step easy."
    case .partner?: return "\(name) \(noting(lead.source, "came through a partner")), whose name may open the door."
    case .newsletter?: return "\(name) \(noting(lead.source, "gets our newsletter")); our name is no news there."
    case .event?:
      let place = isFair(lead) ? "a fair" : "an event"
      let advice = isOld(facts) ? "remind them of it" : "write while they remember it"
      return "\(name) \(noting(lead.source, "was met at \(place)")); \(advice)."
    case .customer?: return "\(name) is a customer already; the trust for a new subject is there."
    case .formerCustomer?: return "\(name) was a customer before; beginning again is easier than getting acquainted."
    case .recentContact?:
      let days = facts.daysSinceContact ?? 0
      let when = days == 0 ? "today" : days == 1 ? "yesterday" : "\(days) days ago"
      return "The last contact with \(name) was \(when); the subject is still warm."
    case .qualified?: return "\(name) \(noting(lead.stage, "was found to fit")); the first step comes next."
    case .manyEmployees?:
      return
        "\(name) employs \(counted(lead.employees ?? 0, "person", plural: "people")); its size is worth putting it first."
    case .employees?:
      return
        "\(name) employs \(counted(lead.employees ?? 0, "person", plural: "people")); a small team may decide quickly."
    case .goodRating?:
      let stars = lead.rating.flatMap { oneDecimal($0, language: .en) } ?? ""
      return "Customers rate \(name) \(stars) out of 5; they care about their work."
    case .revenue?:
      return
        "\(name) has a yearly revenue of \(groupedDigits(whole(lead.revenue), language: .en)); worth putting it first."
    case .silence?:
      let days = counted(facts.daysSinceContact ?? 0, "day")
      return "The last contact with \(name) was \(days) ago; ask before the subject is forgotten."
    case .placeAndTrade?:
      let source = lead.source.flatMap(cleaned).map { ", source “\($0)”" } ?? ""
      let advice = facts.isUntouched ? "no contact is on record, so begin by getting acquainted" : "speak of its work"
      return "\(name) is in \(city(lead)), trade \(trade(lead))\(source); \(advice)."
    case .consent?: return "\(name) has agreed to be written to; the door is open."
    case .found?: return "\(name) was found through \(value(lead.source)); the first message is for getting acquainted."
    case .person?:
      let person = Addressee(lead, firm: lead.company).fullName
      return "At \(name) write to \(person ?? value(lead.salutation)); a message to a person is answered sooner."
    case .trade?: return "The trade of \(name) is known (\(trade(lead))); the message can speak of it."
    case .place?: return "\(name) is in \(city(lead)); work done nearby makes a first message easier."
    case .mobile?: return "\(name) can be reached directly on a mobile phone; an answer may come quickly."
    case .email?: return "There is an e-mail address for \(name); enough for a first message."
    case .website?: return "\(name) has a website; a look at it gives the message its subject."
    case nil: return "Little is known about \(name) yet; the first message is for getting acquainted."
    }
  }

  /// What the CRM says behind what that means, unless it says the same: "karar aşamasında (teklif verildi)".
  private func noting(_ fact: String?, _ meaning: String) -> String {
    let fact = value(fact)
    return fold(meaning).contains(fold(fact)) ? meaning : "\(meaning) (\(fact))"
  }

  private func value(_ fact: String?) -> String { fact.flatMap(cleaned) ?? "" }

  private func whole(_ value: Double?) -> Int { value.flatMap { Int(exactly: $0.rounded()) } ?? 0 }

  /// Half a season later nobody remembers a stand by itself.
  private func isOld(_ facts: LeadFacts) -> Bool { facts.daysSinceContact.map { $0 > 60 } ?? false }

  /// A seminar is no fair.
  private func isFair(_ lead: borrowing Lead) -> Bool {
    let source = lead.source.map(fold) ?? ""
    return ![
      "semin", "etkinlik", "event", "konferans", "conference", "kongre", "zirve", "workshop", "meetup", "calistay",
    ]
    .contains { source.contains($0) }
  }
}

/// "İNŞAAT" as "İnşaat"; what has both kinds of letters, or may be an abbreviation, is left as it is.
private func trade(_ lead: borrowing Lead) -> String {
  let text = lead.sector.flatMap(cleaned) ?? ""
  guard text.utf8.count > 4, !text.contains(where: \.isLowercase) else { return text }
  return placeName(text, isAbroad: lead.isAbroad)
}

private func city(_ lead: borrowing Lead) -> String {
  lead.city.flatMap(cleaned).map { placeName($0, isAbroad: lead.isAbroad) } ?? ""
}
