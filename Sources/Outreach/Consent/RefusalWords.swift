/// The words of ``RefusalClause``, folded.
enum RefusalWords {
  /// Stems one behind the other; one that ends in a dot is a whole word.
  struct Phrase {
    private let stems: [(text: String, isWhole: Bool)]

    fileprivate init(_ text: String) {
      stems = text.split(separator: " ").map { $0.hasSuffix(".") ? (String($0.dropLast()), true) : (String($0), false) }
    }

    /// How many words it takes there; nil if it does not stand there.
    func count(in words: [String], at: Int) -> Int? {
      guard at + stems.count <= words.count else { return nil }
      for (offset, stem) in stems.enumerated() {
        let word = words[at + offset]
        guard stem.isWhole ? word == stem.text : word.hasPrefix(stem.text) else { return nil }
      }
      return stems.count
    }

    /// The stem by which it is looked for.
    var sign: String { stems.map(\.text).max { $0.utf8.count < $1.utf8.count } ?? "" }
  }

  /// "İstem" stands for all in which it says no: "istemektedir" is a yes.
  private static func phrases(_ list: String) -> [Phrase] {
    list.split(separator: ",").flatMap { text in
      text.hasSuffix(" istem") ? unwanted.map { Phrase(String(text.dropLast(5)) + $0) } : [Phrase(String(text))]
    }
  }

  private static let unwanted = ["istemiyo", "istemedi", "istemez", "istemem", "istemeyen", "istemeyec"]

  /// What is meant for good.
  static let phrases = phrases(
    "aranmak istem,aranmayi istem,aranmayacak,aranmamak,aranmamas,aranmamay,aramamami,aramamani,"
      + "yazmamami,yazilmamas,yazilmayacak,gonderilmemesi,gondermememi,iletisim istem,"
      + "iletisime gecilmesin.,iletisime gecilmesini istem,iletisime gecilmemes,iletisime gecilmeyecek,"
      + "iletisime gecmeyin,iletisime gecmemem,iletisim kurulmasin.,iletisim kurulmasini istem,"
      + "iletisim kurulmamas,irtibat kurulmasin.,irtibata gecilmesin.,muhatap olmak istem,"
      + "bizimle gorusmek istem,bizimle konusmak istem,rahatsiz edilmek istem,rahatsiz edilmemek,"
      + "rahatsiz edilmemes,rahatsiz edilmesin.,rahatsiz etmememi,rahatsiz etmemeni,iletisim reddi,"
      + "iletisimi redde,iletiyi redde,mesajlari redde,iletileri redde,iys. ret,iys. red,iysde ret,"
      + "iys. de. ret,ret. verdi,ret. verildi,ret. vermis,ret. bildir,ret. listes,ret. kaydi,"
      + "ret. durumunda,silme. tale,silme. iste,silinme tale,silinmesini tale,silinmesini iste,"
      + "silinmesini rica,silinmesi tale,vefat et,hayatini kaybet,bizi engelle,numaramizi engelle,"
      + "whatsapptan engelle,spam sikayet,bidaha. arama. dedi,daha. arama. dedi,daha. yazma. dedi,"
      + "do. not. disturb,dont. disturb,donot,dontcontact,dontcall,dontemail,not. to. be. contact,"
      + "not. to. be. call,not. to. be. email,not. to. be. messag,not. want to. be. contact,"
      + "doesnt want to. be. contact,longer want to. be. contact,longer wants to. be. contact,"
      + "no. further. contact,unsub,opt. out.,opted. out.,opting. out.,optout,optedout,dnc.,blacklist,"
      + "blocklist,consent denied,consent refused,consent withdrawn,consent revoked,withdrew consent,"
      + "withdrawn consent,no. consent.,noconsent,no. permission.,not. opted,nonsubscribed,remove. me.,"
      + "remove. us.,remove. from. mailing,remove. from. list,remove. from. the. list,"
      + "remove. from. the. mailing,remove. from. your,remove. from. our,remove. from. database,"
      + "removed. from. list,removed. from. the. list,removed. from. the. mailing,removed. from. our,"
      + "removed. from. mailing,take. me. off,leave. me. alone,leave. us. alone,leave. alone,delete. my,"
      + "delete. our,erase. my,stop. calling,stop. emailing,stop. contacting,stop. messaging,"
      + "stop. texting,stop. sending,gdpr. eras,gdpr. delet,erasure. request,right. to. be. forgotten,"
      + "passed. away.,deceased,spam. complaint,marked. as. spam,reported. as. spam,deleted. user.,"
      + "cease. and. desist")

  /// What may be meant for a while.
  static let pleas = phrases(
    "aramayin,aramayalim,aranmasin.,aranmasinlar,aramasinlar,aranmamali,yazmayin,yazilmasin.,"
      + "yazilmasinlar,yazmasinlar,gondermeyin,gonderilmesin.,gonderilmesinler,arama yapilmasin.,"
      + "gonderim yapilmasin.,rahatsiz etmeyin,rahatsiz etme.,"
      + contacts.flatMap { ["do. not. \($0)", "dont. \($0)", "never. \($0)"] }.joined(separator: ","))

  static let contacts = ["contact", "email", "mail", "call", "phone", "message", "text", "sms", "market", "whatsapp"]

  /// What else than a message is not to be sent, and from which list it is taken.
  static let goods = [
    "teklif", "fatura", "kargo", "numune", "urun", "katalog", "fiyat", "siparis", "stok", "malzeme", "cevap", "yanit",
  ]

  /// "İstemiyor", "istemediğini".
  static func isUnwanted(_ word: String) -> Bool { unwanted.contains(where: word.hasPrefix) }

  /// Not "gönderilmesini".
  static func isUnsent(_ word: String) -> Bool { unsent.contains(word) }

  static let unsent: Set<String> = [
    "atmayin", "atmayiniz", "atilmasin", "atmasin", "atmasinlar", "gelmesin", "gondermeyin", "gondermeyiniz",
    "gonderilmesin",
    "gonderilmemesini", "gonderilmemesi", "gonderilmeyecek", "atilmayacak", "atilmamasini", "yollamayin", "iletmeyin",
  ]

  static let between: Set<String> = [
    "artik", "hic", "bir", "daha", "almak", "almayi", "alma", "gonderilmesini", "atilmasini", "yazilmasini",
    "yapilmasini", "bizden", "de", "da",
    "kesinlikle", "asla", "lutfen", "ve", "gelmesini", "mesaji", "mesajlari", "iletisi", "iletileri",
  ]

  /// On which channels such messages are; nil if the word is about none.
  static func messages(_ word: String) -> Set<Channel>? {
    if ["whatsapp", "sms"].contains(where: word.hasPrefix) { return [.whatsapp] }
    if ["mail", "email", "eposta", "posta", "bulten", "newsletter"].contains(where: word.hasPrefix) { return [.email] }
    let others = [
      "mesaj", "ileti", "reklam", "bilgilendirme", "aran", "arama", "iletisim", "bildirim", "tanitim",
    ]
    return others.contains(where: word.hasPrefix) ? Set(Channel.allCases) : nil
  }

  static let consent = ["onay", "izin", "izn", "riza", "muvafakat"]
  static let lacking = [
    "yok", "vermedi", "vermiyor", "vermemis", "vermek", "verilmedi", "verilmemis", "alinmadi", "alinamadi", "iptal",
    "reddi", "redde", "kaldir", "hayir",
  ]
  /// Of messages, not of a budget.
  static let ofMessages = [
    "iletisim", "ileti", "kvkk", "iys", "etk", "sms", "mesaj", "whatsapp", "ticari", "elektronik", "pazarlama", "arama",
    "mail", "eposta", "posta", "acik",
  ]
  static let erasing = ["silin", "silme", "imha", "eras", "delet", "itiraz", "denied"]
  static let records = ["veri", "bilgileri", "kayd", "kaydi", "kayitlar", "numarasi", "numarami", "kisisel"]

  static let others = [
    "esi", "esinin", "babasi", "annesi", "oglu", "kizi", "kardesi", "abisi", "ablasi", "dedesi", "ortagi", "patronu",
    "rakib", "kayinpeder", "kayinvalide", "amcasi", "dayisi", "yakini", "ailesi", "babam", "annem",
  ]

  static let forever: Set<String> = [
    "daha", "artik", "asla", "hic", "hicbir", "kesinlikle", "birdaha", "again", "ever",
  ]

  /// When not, and who comes back.
  static let times = [
    "bugun", "yarin", "simdi", "pazartesi", "sali", "carsamba", "persembe", "cuma", "pazar", "ogle", "aksam", "sabah",
    "gece", "hafta", "saat", "toplanti", "tatil", "mesai", "once", "kadar", "anda", "seyahat", "izinde", "today",
    "tomorrow", "before", "until", "till", "yet", "monday", "tuesday", "wednesday", "thursday", "friday", "week",
    "morning", "evening", "ararim", "arariz", "arayaca", "doneriz", "donerim", "donecek", "ulasiriz", "ulasacak",
  ]

  static let turns: Set<String> = [
    "ama", "fakat", "ancak", "lakin", "sonra", "sonradan", "but", "however", "later", "then",
  ]
  static let wanting = [
    "aradi", "yazdi", "istedi", "istiyor", "sordu", "dondu", "geldi", "ulasti", "basvurdu", "verdi", "gorustu", "anlas",
    "called", "wrote", "asked", "wants", "replied", "bought", "requested",
  ]
  static let returning: Set<String> = ["vazgecti", "vazgecmis", "ararim", "arariz", "arayacagiz", "doneriz", "donerim"]

  /// What refuses where nothing else is said.
  static let single: Set<String> = [
    "ret", "retli", "red", "istemiyor", "istemedi", "istemez", "istemiyorlar", "istemiyorum", "vefat", "merhum",
    "merhume",
    "rahmetli", "muteveffa", "engelledi", "engellemis", "engellendi", "engellenmis", "engellemek", "yasak", "yasakli",
    "kullanmayin", "kullanilmasin", "sikayetci", "silinsin", "silinecek", "spam", "iflas", "konkordato", "izinsiz",
    "complained", "complaint", "stop", "aranmaz", "yazilmaz", "gonderilmez", "atilmasin", "kvkkret", "iysret",
    "kvkksilme",
    "kvkksilinecek", "izinyok", "istenmiyor",
  ]
  /// Some people are called so.
  static let surnames: Set<String> = ["red", "yasak", "yasakli", "stop", "spam", "complaint"]
  static let besideNames: Set<String> = [
    "ret", "istemiyor", "aranmaz", "engelledi", "konkordato", "sikayetci", "silinsin", "silinecek",
  ]

  static let beside: Set<String> = [
    "lutfen", "musteri", "kisi", "kendisi", "firma", "sirket", "dedi", "diyor", "bildirdi", "belirtti", "artik",
    "kesinlikle", "asla", "bir", "daha", "bizi", "beni", "bize", "bu", "numara", "numarayi", "numaraya", "hic", "iys",
    "kvkk", "etk", "gdpr", "sms", "mesaj", "whatsapp", "ticari", "elektronik", "ileti", "iletisi", "iletisim", "eposta",
    "mail", "email", "posta", "e", "telefon", "tarihinde", "tarihli", "tarih", "var", "etti", "etmis", "edildi",
    "talebi",
    "not", "uyari", "dikkat", "onemli", "sahibi", "bey", "hanim", "gorusmek", "konusmak", "iletisime", "gecmek",
    "aranmak", "durum", "durumu", "sonuc", "mycontacts", "vip", "kayit", "kaydi", "acik",
    "pazarlama",
    "arama", "mailing", "cevabi", "dondu", "geldi", "bildirimi", "sikayeti",
  ]
}
