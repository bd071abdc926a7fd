import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling

/// What is an opt-out in a reply, and what is none.
@Suite struct OptOutTextTests {
  static let optOuts = [
    "RET",
    "ret.",
    "Ret!",
    "RET UFUK",
    "DUR",
    "dur!",
    "Durun",
    "durun lütfen",
    "STOP",
    "STOP please",
    "Stop. Thank you",
    "stop!!!",
    "STOPALL",
    "Stop it",
    "UNSUBSCRIBE",
    "END",
    "QUIT",
    "CANCEL",
    "REVOKE",
    "OPTOUT",
    "opt-out",
    "İPTAL",
    "iptal",
    "IPTAL",
    "iptal et",
    "iptal edin",
    "istemiyorum",
    "İSTEMİYORUM",
    "Mesaj istemiyorum",
    "istemiyorum teşekkürler",
    "Teşekkürler, istemiyorum",
    "istemiyorum, teşekkür ederim",
    "Hayır istemiyorum",
    "Arama!",
    "Beni aramayın",
    "Bir daha aramayın",
    "Aramayın lütfen",
    "yazma",
    "Bir daha yazma",
    "Yazmayın",
    "Lütfen bir daha yazmayın",
    "mesaj atma",
    "Mesaj atmayın",
    "Mesaj atmayınız",
    "bir daha mesaj atma",
    "mesaj gönderme",
    "Mesaj göndermeyin",
    "mesaj yollamayın",
    "Rahatsız etmeyin",
    "rahatsız etmeyin lütfen",
    "listeden çıkar",
    "Listeden çıkarın",
    "beni listenizden çıkarın",
    "Beni listeden silin",
    "Numaramı silin",
    "numaramı sil",
    "numaramı listenizden silin",
    "abonelikten çık",
    "Abonelikten çıkmak istiyorum",
    "çıkış",
    "çık",
    "Ret ediyorum",
    "reddediyorum",
    "RED",
    "Lütfen durdurun",
    "durdurun",
    "take me off your list",
    "remove me from your list",
    "Please remove me",
    "please stop",
    "please stop messaging me",
    "stop texting me",
    "stop sending me messages",
    "don't contact me again",
    "do not contact me",
    "don't text me",
    "Leave me alone",
    "not interested, stop",
    "STOP\n\n-- \nSent from my iPhone",
    "RET\n\niPhone'umdan gönderildi",
    "R E T",
    "“RET”",
    "RET🙏",
    "\u{200e}RET",
    "ＳＴＯＰ",
    "RET yazıyorum",
    "Ret yazdım",
    "Beni listeden çıkarır mısınız?",
    "Lütfen numaramı siler misiniz?",
    "Could you remove me from your list?",
    "RET\n\nMehmet Demir\nSatın Alma Müdürü",
    "RET\n\nAhmet Yılmaz",
    "Merhaba Deniz Bey,\nRET\nAhmet Yılmaz",
    "<html><body><p>RET</p><blockquote>if you RET</blockquote></body></html>",
    "<div dir=\"ltr\">L&uuml;tfen beni listeden &ccedil;&#305;kar&#305;n</div><div class=\"gmail_quote\">On x wrote:<br>hello</div>",
    "Artık mesaj almak istemiyorum",
    "Sizden mail almak istemiyorum",
    "Aboneliğimi iptal etmek istiyorum",
    "Aboneliğimi iptal edin",
    "Numaramı sisteminizden silmenizi rica ederim",
    "İznimi geri çekiyorum",
    "Bir daha bana ulaşmayın",
    "Teklifiniz için teşekkürler, ilgilenmiyoruz.\nRET",
    "I want to unsubscribe",
    "Unsubscribe me please",
    "Opt me out",
    "I don't want any more messages",
    "No more emails please",
    "never contact me again",
    "Reddettim",
    "Kaydımı silin",
    "beni aramayı bırakın",
    "Lütfen bana yazmayın",
    "Stop emailing me.",
    "delete my number",
    "Reklam mesajı istemiyorum",
    "SMS göndermeyin artık",
    "İletişime geçmeyin",
    "I would like to opt out",
    "take us off this list please",
    "Rahatsız etmeyiniz",
    "Çıkarın beni listeden",
    "TEŞEKKÜRLER RET",
    "Ret.\n\nOn Mon, Nov 23, 2026 at 10:15 AM Deniz Arı\n<deniz@ufuk.example> wrote:\n> merhaba",
    "23 Kas 2026 Pzt 10:15 tarihinde Deniz Arı <deniz@ufuk.example> şunu yazdı:\n\n> Merhaba\n\nSTOP",
  ]

  static let others = [
    "dur bakalım, ilgileniyorum",
    "Dur, bir bakayım",
    "ret etmiyorum",
    "Ret etmedim",
    "ret değil",
    "Reddetmiyorum",
    "iptal etmeyin",
    "iptal etmeyin lütfen",
    "Aboneliğimi iptal etmeyin",
    "aboneliği iptal etmek istemiyorum",
    "Abonelikten çıkmak istemiyorum",
    "Abonelikten çıkmadım",
    "listeden çıkmak istemem",
    "listeden çıkarmayın beni",
    "listenizden silmeyin",
    "Randevuyu iptal etmek istemiyorum",
    "Kaçırmak istemiyorum",
    "Sizi kırmak istemiyorum, salı konuşalım",
    "Bu fırsatı kaçırmak istemiyorum",
    "Bu numaraya mesaj atmayın, 0532 ... yazın",
    "Sesli mesaj istemiyorum, yazın",
    "Mail atmayın, WhatsApp'tan yazın",
    "We have got to stop this!",
    "Don't stop, tell me more",
    "I can't stop by today, tomorrow?",
    "Bus stop is near us",
    "please don't remove me from the list",
    "do not take me off the list",
    "please do not unsubscribe me",
    "Hayır",
    "Evet",
    "Tamam",
    "İlgileniyorum, arayın",
    "Red Bull standı ne kadar?",
    "Ret oranı nedir?",
    "Ret mi?",
    "Çıkış saatiniz kaç?",
    "Endüstri 4.0",
    "Cancel culture",
    "Yarın arama saatim 14:00",
    "Durum nedir?",
    "Duruma bakalım",
    "İlgileniyorum.\n\n-----Original Message-----\nFrom: Deniz\nSTOP yazın",
    "Salı konuşalım\n\nDeniz Arı <deniz@ufuk.example>, 23 Kas 2026 Pzt, 10:15 tarihinde şunu yazdı:\n\nMesaj istemezseniz RET yazın\nSTOP",
    "Evet\n\nKimden: Deniz\nGönderildi: x\nRET",
    "Salı aramayın, çarşamba arayın",
    "Öğlen bizi aramayın",
    "Teklifinizi reddediyoruz",
    "Şu kalemi listeden çıkarın",
    "Abonelikten nasıl çıkarım?",
    "ret oranınız?",
    "Ret etmiyoruz",
    "İptal ettik toplantıyı",
    "Randevuyu iptal edin",
    "How does opt-out work?",
    "Does it stop?",
    "Can you stop by on Tuesday?",
    "Please don't stop",
    "Not interested",
    "İlgilenmiyorum",
    "Hayır, teşekkürler",
    "Fiyat listesi gönderin",
    "Listenizi gönderin",
    "<p>İlgileniyorum</p><blockquote><p>RET yazın</p><p>STOP</p></blockquote>",
    "I will remove my car from the lot",
    "Don't write before Tuesday",
    "Aboneyim zaten",
    "Bugün aramayın lütfen, toplantıdayım",
    "Merhaba, salı uygun.\n\nMehmet Demir\nRet Bölümü Müdürü",
    "Stopaj nedir?",
    "endüstriyel",
    "Arama motoru reklamı yapıyor musunuz",
    "Yazma işini bitirdik",
    "mesajınızı sildim yanlışlıkla, tekrar atar mısınız",
    "Numaramı silmeyin",
    "Kaydımı silmeyin lütfen",
    "Please don't delete my number",
    "Beni unutmayın",
    "Lütfen beni arayın",
    "Kara listeye almayın",
  ]

  @Test(arguments: [
    "Yeter, yazmayın!", "bıktım sizden yazmayın", "Gerek yok, yazmayın lütfen", "sakın aramayın", "yazma lan",
    "WhatsApp'tan yazmayın", "izin vermiyorum", "KVKK'ya göre izin vermiyorum", "stoppp", "duuur", "Retttt",
    "istemiyom", "İptal etmek istiyorum", "UNSUBSRIBE", "bülten istemiyorum", "tekrar yazmamanızı rica ederim",
    "Lütfen bana tekrar mail atmamanızı rica ediyorum", "not interested, please stop emailing",
    "listenizden çıkarılmak istiyorum", "Listeden silinmeyi talep ediyorum", "SMS iptal", "mesaj iptal",
    "yazmazsanız sevinirim",
    "bir daha aramazsanız memnun olurum", "I want to be removed from your list",
    "Please, I'd like to be removed from this list", "STOP STOP", "dur dur", "DUR 4607", "IPTAL 3838", "STOP 4609",
    "IPTAL B002", "Stop promotions", "STOP_PROMOTIONS", "Promosyonları durdur", "almak istemiyorum", "ret verdim",
    "İYS üzerinden ret verdim", "red verdim", "iznim yok", "onayım yok", "rızam yok", "bu numaraya yazmayın",
    "Sizi tanımıyorum, aramayın", "kusura bakmayın istemiyorum", "spam göndermeyin", "mesaj atmayı bırakır mısınız",
    "durdurur musunuz", "Bizimle irtibata geçmeyin", "iletişime geçilmesini istemiyorum", "e-bültenden çıkarın",
    "bültenden çıkmak istiyorum", "grubunuzdan çıkarın", "adımı silin", "verilerimin işlenmesini istemiyorum",
    "itiraz ediyorum", "Ayrılmak istiyorum", "tanıtım istemiyorum", "bilgilendirme istemiyorum",
    "pazarlama mesajı istemiyorum", "I don't want to receive these", "no more please", "Stop marketing messages",
    "no emails please", "no more contact", "I would like to be removed", "this is spam",
  ]) func impatienceIsHeard(_ text: String) { #expect(OptOutText.isOptOut(text)) }

  @Test(arguments: [
    "Eski numaramı silin, yenisi 0532 111 22 44", "Cuma aramayın", "Tekrar arama", "Lütfen fiyatı yazmayın, arayın",
    "Bunu yazmayın, salı konuşalım", "Taahhüt vermiyorum", "Bülteninizi inceledim", "do not stop emailing me",
    "Fiyatı yazmanızı rica ederim", "Cuma yazmazsanız sevinirim", "Randevu iptal", "Sipariş iptal",
    "I don't want to be removed from your list", "Listeden çıkarılmak istemiyorum",
    "Listeyi çıkarın gönderin", "listeyi çıkarın lütfen", "stok listesini çıkarın", "listeden kırmızı olanı çıkarın",
    "Ali'yi listeden çıkarın, beni ekleyin", "Bu mesaja cevap yazmayınız", "Lütfen bu e-postaya cevap yazmayın",
    "ret almadık", "İletişime geçmeyin demedim", "Mail göndermeyin, WhatsApp'tan devam edelim",
    "Beni aramayın, ben sizi ararım", "Rahatsız etmeyin kendinizi, ben gelirim", "No more questions", "dur bakalım",
    "Fiyat listesini çıkarın", "iptal 2 kutu",
  ]) func whoWantsToTalkStays(_ text: String) { #expect(!OptOutText.isOptOut(text)) }

  /// A question before the order, a subject before the word, markup and entities around it.
  @Test(arguments: [
    "Numaramı nereden buldunuz? Silin.", "nerden buldunuz numaramı? silin hemen", "Kimsiniz? Yazmayın.",
    "Why do you keep texting me? STOP", "Durur musunuz?", "Re: STOP", "Konu: RET", "YNT: RET", "Subject: unsubscribe",
    "<b>stop</b>", "<strong>RET</strong>", "&#304;stemiyorum", "&#231;&#305;kar&#305;n", "&#x130;PTAL", "Derhal silin",
  ]) func wrappingsAreSeenThrough(_ text: String) { #expect(OptOutText.isOptOut(text)) }

  @Test(arguments: [
    "Yes, call me.\n\nUnsubscribe | Privacy policy", "Sounds good\n\nClick here to unsubscribe", "Ret tuşu bozuk",
    "Teklifteki ikinci kalem ne? Silin.", "Kalem 3 & 4 için fiyat?", "Durur muyum hiç, hemen bakıyorum",
    "Re: teklif", "Konu: fiyat listesi",
  ]) func footersAndKeysAreNone(_ text: String) { #expect(!OptOutText.isOptOut(text)) }

  @Test(arguments: optOuts) func opensOut(_ text: String) { #expect(OptOutText.isOptOut(text)) }

  @Test(arguments: others) func staysIn(_ text: String) { #expect(!OptOutText.isOptOut(text)) }

  private static let answers = [
    "tr": "Merhaba, ilgileniyorum, salı konuşalım.", "en": "Hi, I am interested, let us talk on Tuesday.",
  ]

  /// Whatever the program itself has ever written, quoted below an interested answer, is no opt-out.
  @Test(arguments: ["whatsapp", "email"], ["tr", "en"]) func ourOwnWordsQuotedAreNone(
    _ channel: String, _ language: String
  ) throws {
    let answer = try #require(Self.answers[language])
    let id = try #require(LeadID("1"))
    var book = Setting.usual.leadBook
    let books = try book.facts(for: [id])
    for tone in ["kurumsal", "samimi", "premium", "teknik", "enerjik"] {
      for objective in ["ilk_temas", "tanitim", "randevu", "teklif_takibi", "yeniden_temas", "referans"] {
        let text =
          "{\"channel\":\"\(channel)\",\"tone\":\"\(tone)\",\"language\":\"\(language)\",\"objective\":\"\(objective)\",\"max_followups\":10}"
        let order = try Setting.usual.planner.plan(
          try JSONValue(parsing: Array(text.utf8)), leadID: id, ref: nil, books: books,
          now: Timestamp(seconds: SimulatedSpool.start))
        for step in order.parts[0].sequence.steps {
          let marked = step.message.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
          let quotes = [
            marked.joined(separator: "\n"), "23 Kas 2026 Pzt 10:15 tarihinde Deniz şunu yazdı:\n\n" + step.message,
            "On Mon, Nov 23, 2026 at 10:15 AM Deniz <deniz@ufuk.example> wrote:\n\n" + step.message,
            "-----Original Message-----\nFrom: Deniz\nSubject: x\n\n" + step.message,
          ]
          for quote in quotes {
            #expect(!OptOutText.isOptOut("\(answer)\n\n\(quote)"), "\(tone) \(objective): \(quote)")
          }
        }
      }
    }
  }
}
