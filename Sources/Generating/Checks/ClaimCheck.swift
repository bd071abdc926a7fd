internal import Outreach

/// Claims that somebody did something, which only what is known can bear out, and visits that nobody has planned.
enum ClaimCheck {
  private struct Kind {
    var rule: AnswerRule
    var claims: Phrases
    /// What bears them out, in the draft or in the facts about how the two know each other.
    var evidence: Phrases
  }

  static func faults(of text: String, _ lead: Lead, _ facts: FactBook, isFirst: Bool) -> [AnswerFault] {
    let folded = FoldedText(text)
    return (kinds + (isFirst ? [earlierMessages] : [])).compactMap { kind in
      guard let claim = kind.claims.first(in: folded) else { return nil }
      if facts.text.contains(claim) || kind.evidence.first(in: facts.text) != nil { return nil }
      return AnswerFault(
        kind.rule,
        kind.rule == .visit
          ? "“\(claim)” speaks of a visit that nobody has planned." : "“\(claim)” claims what is in no fact.")
    }
  }

  private static let kinds = [
    Kind(
      rule: .contact,
      claims: [
        "gorustugumuz", "gorusmustuk", "gorusmemizde", "gorusmemizin", "gorusmemiz icin", "konustugumuz", "konusmustuk",
        "konustuk", "telefonda", "aramistim", "sizi aradim", "seni aradim", "aramistik", "ulasamadim", "ulasamadik",
        "ulasmaya calis", "sohbetimiz", "toplantimizda", "gecenki gorusme", "son gorusme", "as we discussed",
        "as discussed", "we spoke", "we talked", "our call", "our conversation", "our meeting", "our talk", "our chat",
        "i called", "we called", "tried to call", "tried to reach you", "voicemail", "when we talked", "when we spoke",
        "good talking", "great talking", "good speaking", "great speaking",
      ], evidence: ["gorusme", "toplanti", "meeting", "our talk", "we spoke", "telefon gorusme"]),
    Kind(
      rule: .contact,
      claims: [
        "tanistik", "tanismistik", "tanistigimiz", "tanisma firsati", "karsilastik", "karsilasmistik", "bulustuk",
        "bulusmustuk", "bir araya gelmis", "standimiz", "standiniz", "fuarda", "fuardaki", "we met", "met you",
        "meeting you", "when we met", "your stand", "our stand", "your booth", "our booth", "at the fair",
      ],
      evidence: [
        "fuar", "tanis", "etkinlik", "fair", "event", "expo", "kongre", "konferans", "we met", "seminer", "summit",
      ]
    ),
    Kind(
      rule: .contact,
      claims: [
        "soz verdiginiz", "soz vermistiniz", "istediginiz gibi", "istemistiniz", "talebiniz", "talep ettiginiz",
        "talep etmistiniz", "anlastigimiz", "anlasmistik", "kararlastirdigimiz", "basvurunuz", "formunuz",
        "formu doldur",
        "doldurdugunuz", "bize yazmistiniz", "bize yazdiginiz", "bize ulastiginiz", "ilginiz icin", "gonderdiginiz",
        "sorunuz uzerine", "as agreed", "as you requested", "as requested", "you requested", "you asked us",
        "you asked for",
        "your request", "your enquiry", "your inquiry", "your application", "you filled", "you signed up",
        "you promised",
        "your interest in", "you contacted us", "you reached out", "you wrote to us", "you downloaded",
      ],
      evidence: [
        "form", "talep", "talebiniz", "yazmistiniz", "bize ulas", "basvuru", "inbound", "enquiry", "inquiry",
        "got in touch",
        "teklif", "proposal", "quote", "offer was", "kampanya", "campaign",
      ]),
    Kind(
      rule: .contact,
      claims: [
        "web sitenizi", "web siteni ", "sitenizi incele", "sitenizi gez", "sitenize bak", "profilinizi",
        "profilini incele",
        "hesabinizi incele", "sizi takip", "suredir takip", "seni takip", "arastirdim", "arastirdik", "sizi inceled",
        "firmanizi inceled",
        "haberinizi", "paylasiminiz", "gonderinizi", "yorumlarinizi oku", "looked at your", "visited your",
        "browsed your",
        "saw your post", "saw your website", "read about you", "i noticed that you", "been following", "researched",
        "came across your", "i read your", "reviewed your", "linkedin", "instagram",
      ], evidence: ["linkedin", "instagram"]),
    Kind(
      rule: .contact,
      claims: [
        "tavsiye etti", "onerdi", "sizden bahset", "senden bahset", "referansiyla", "sizi bize", "adinizi verdi",
        "recommended you", "recommended that i", "referred me", "referred you", "referred by", "suggested i",
        "told me about you",
        "gave me your", "mutual friend", "ortak tanidik", "ortak dost",
      ], evidence: ["tavsiye", "recommend", "referans", "referral"]),
    Kind(
      rule: .contact,
      claims: [
        "mesajiniz icin tesek", "yanitiniz icin tesek", "cevabiniz icin tesek", "aramaniz icin", "mesajinizi aldi",
        "duydugum", "duyduk ki", "ogrendigim", "gordugum kadariyla", "asistaniniz bana", "asistaniniz ben",
        "sekreteriniz bana", "arkadasiniz siz", "arkadasiniz bana", "hatirlarsaniz", "ele almistik", "tebrik eder",
        "hayirli olsun", "istemissiniz", "sormussunuz", "bilgi istediniz", "for your message", "for your reply",
        "for your call", "for calling us", "for getting in touch", "i hear ", "i heard", "we hear that", "i gather",
        "your assistant told", "your assistant said", "your colleague told", "your colleague said",
        "your secretary", "congratulations", "you may remember", "we have been in touch", "we were in touch",
        "lovely to talk", "nice to talk", "nice talking", "lovely talking", "to hear from you again",
      ], evidence: []),
    Kind(
      rule: .visit,
      claims: [
        "cayinizi", "cay icmeye", "is yerinize gel", "isyerinize gel", "dukkaniniza", "magazaniza gel",
        "kapiniza kadar", "yola cik", "ogle yemegin", "call in at", "call in on", "come over", "be in town",
        "over lunch", "over dinner", "at your place",
        "ofisinize", "ofisine ug", "ugrayay", "ugrayab", "ugrarim", "ugrariz", "ugramak", "ugrayacag", "ugramistik",
        "ugramistim", "ugradim", "ziyaret ed", "ziyaretiniz", "ziyarete gel", "ziyaret et", "ziyaretimiz",
        "yaniniza gel",
        "yanina gel", "size gelip", "size gelebil", "size gelir", "size gelecegi", "sana gelebil", "kapinizi cal",
        "kahve icmeye", "kahve ice", "bir kahve", "bolgenizde", "yakininizda", "sizin oralar", "yerinizde gor",
        "visit you", "visit your office", "visited your office", "drop by", "stop by", "come by", "pass by", "pop in",
        "swing by", "in your area", "in your neighbourhood", "in your neighborhood", "come to your office",
        "come and see you",
        "over a coffee", "a coffee", "grab coffee", "grab a coffee", "meet you in person", "come to you",
      ], evidence: []),
  ]

  private static let earlierMessages = Kind(
    rule: .contact,
    claims: [
      "yazmistim", "yazmistik", "onceki mesaj", "onceki e-posta", "son mesaj", "gecenki mesaj", "mesajima",
      "my last message",
      "my previous", "my last e-mail", "my last email", "i wrote to you", "i wrote the other day", "i wrote last",
      "following up on my", "as i wrote", "my earlier",
    ], evidence: [])
}
