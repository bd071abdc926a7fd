/// What Turkish sentences ask for: to be taken off a list, or to be left alone. Words are folded.
enum TurkishOptOut {
  static func isMeant(_ sentence: SpokenSentence, mayWrite: Bool) -> Bool {
    let words = sentence.words
    return words.indices.contains { at in
      removes(words, at) || cancels(words, at) || withdraws(words, at)
        || !mayWrite && (forbids(words, at, whole: sentence.content) || wantsNone(words, at))
    }
  }

  /// "Beni listeden çıkarır mısınız?" is no question.
  static func asksPolitely(_ words: [String]) -> Bool {
    if words.count <= 3, words.first == "durur" || words.first == "durdurur" { return true }
    return words.indices.contains { at in
      asking.contains(word(words, at + 1)) && (removes(words, at) || cancels(words, at - 1) || leavesOff(words, at))
    }
  }

  /// "Salı günü arayın": where or when to write.
  static func invites(_ sentence: SpokenSentence) -> Bool {
    let words = sentence.words
    return words.indices.contains { at in
      inviting.contains(words[at]) || words[at] == "atin" || words[at].hasSuffix("abilirsiniz")
        || words[at] == "devam" && ["edelim", "edebiliriz", "ederiz"].contains(word(words, at + 1))
        || ["sizi", "size"].contains(words[at]) && words[at...].contains(where: comingBack.contains)
    } && !words.contains("listeden")
  }

  private static let inviting: Set<String> = [
    "yazin", "yaziniz", "yazarsaniz", "arayin", "arayiniz", "ararsaniz", "gonderin", "gonderiniz", "iletin", "iletiniz",
    "ulasin", "yollayin", "konusalim", "goruselim", "bekliyorum", "bekliyoruz", "donun", "ilgileniyorum",
    "ilgileniyoruz",
    "atarsaniz", "gonderirseniz",
  ]

  /// "Ben sizi ararım."
  private static let comingBack: Set<String> = [
    "ararim", "arariz", "arayacagim", "arayacagiz", "donerim", "doneriz", "donecegim", "donecegiz", "ulasirim",
    "ulasiriz",
    "yazarim", "yazariz", "yazacagim", "yazacagiz",
  ]

  private static func word(_ words: [String], _ at: Int) -> String { words.indices.contains(at) ? words[at] : "" }

  // MARK: To be taken off

  private static let asking: Set<String> = ["misiniz", "musunuz", "misin", "musun"]
  private static let wanting: Set<String> = [
    "istiyorum", "istiyoruz", "isterim", "isteriz", "istemekteyim", "rica", "talep", "gerekiyor", "lazim", "bekliyorum",
  ]
  /// Endings that ask for it, and those that do so together with the next word.
  private static let endings: Set<String> = [
    "", "in", "un", "iniz", "unuz", "sin", "t", "tin", "ilsin", "insin", "irsaniz", "urseniz", "ursaniz", "erseniz",
    "saniz", "seniz", "abilirseniz", "ebilirseniz", "iverin", "arsaniz", "ayim", "eyim", "iyorum", "iyoruz", "uyorum",
  ]
  private static let asked: Set<String> = ["ir", "ur", "er", "ar", "abilir", "ebilir", "tir"]
  private static let wanted: Set<String> = [
    "mak", "mek", "mani", "meni", "manizi", "menizi", "ilmesini", "ilmasini", "inmesini", "inmek", "ilmek", "ilmak",
    "ulmak", "ulmasini",
    "ilmeyi", "ilmayi", "inmeyi",
  ]

  /// Whether the word at `at` is one of the roots with an ending that asks for it.
  private static func asks(_ roots: [String], words: [String], at: Int) -> Bool {
    roots.contains { root in
      guard word(words, at).hasPrefix(root) else { return false }
      let ending = String(words[at].dropFirst(root.count))
      let next = word(words, at + 1)
      if endings.contains(ending) { return !denying.contains(next) }
      return asked.contains(ending) && asking.contains(next) || wanted.contains(ending) && wanting.contains(next)
    }
  }

  private static let denying: Set<String> = ["istemiyorum", "istemem", "istemiyoruz", "degil", "degilim", "gerek"]

  private static let lists = [
    "liste", "abone", "uyeli", "rehber", "kayit", "kayd", "sistem", "veritaban", "bulten", "grub", "grup",
  ]
  private static let persons = [
    "beni", "bizi", "numara", "telefon", "mail", "eposta", "posta", "adres", "veri", "bilgilerim", "bilgimi", "hatt",
    "adimi", "ismimi", "firmam", "firmay", "sirketim",
  ]
  /// Somebody talks about an offer's list.
  private static let goods = [
    "kalem", "urun", "madde", "teklif", "fiyat", "satir", "modul", "paket", "hizmet", "siparis",
  ]

  private static func removes(_ words: [String], _ at: Int) -> Bool {
    let isAbout = { (stems: [String]) in words.contains { word in stems.contains(where: word.hasPrefix) } }
    // "Eski numaramı silin, yenisi …": they want to be reached.
    guard !isAbout(goods), !isAbout(["yeni", "eski", "ekle"]) else { return false }
    if asks(["cikar", "cikart"], words: words, at: at) { return isAbout(persons) || isTakenOffAList(words, at) }
    if asks(["sil", "kaldir", "dusur"], words: words, at: at) { return isAbout(lists) || isAbout(persons) }
    if asks(["durdur", "kes", "sonlandir"], words: words, at: at) {
      return isAbout(["mesaj", "mail", "gonderim", "abone", "sms", "bildirim", "arama", "reklam"])
    }
    return asks(["cik", "ayril"], words: words, at: at)
      && isAbout(["abonelik", "aboneligi", "liste", "uyeli", "bulten", "grub", "grup"])
      && words.contains { $0.hasSuffix("den") || $0.hasSuffix("dan") || $0.hasSuffix("ten") }
  }

  /// "Listeden lütfen çıkarın", and "aboneliğimi çıkarın"; not "listeyi çıkarın", which asks for one, nor "listeden kırmızı
  /// olanı çıkarın".
  private static func isTakenOffAList(_ words: [String], _ at: Int) -> Bool {
    let meant = words[..<at].last { !["lutfen", "hemen", "derhal", "artik", "de", "da"].contains($0) } ?? ""
    guard let list = lists.first(where: meant.hasPrefix) else { return false }
    return !["liste", "grub", "grup", "sistem", "rehber"].contains(list)
      || ["den", "dan", "ten", "tan"].contains(where: meant.hasSuffix)
  }

  /// "Aboneliğimi iptal edin"; without a verb, "aboneliğimi iptal", and as short messages are used to be ended, "SMS iptal".
  private static func cancels(_ words: [String], _ at: Int) -> Bool {
    guard word(words, at) == "iptal" else { return false }
    if words.count == 2, at == 1, ["sms", "mesaj", "mail", "eposta", "bildirim", "reklam", "bulten"].contains(words[0])
    {
      return true
    }
    guard words.contains(where: { word in ["abone", "uyeli", "kayd", "izn", "onay"].contains(where: word.hasPrefix) })
    else { return false }
    return at + 1 == words.count || asks(["et", "ed"], words: words, at: at + 1)
  }

  /// "İznimi geri çekiyorum", "mesajlarınızı reddediyorum".
  private static func withdraws(_ words: [String], _ at: Int) -> Bool {
    if ["reddediyorum", "reddediyoruz", "reddederim", "reddettim"].contains(words[at]) {
      if words.contains(where: { word in goods.contains(where: word.hasPrefix) }) { return false }
      return words.count <= 2
        || words.contains { word in
          ["mesaj", "ilet", "izn", "izin", "onay", "abone", "mail"].contains(where: word.hasPrefix)
        }
    }
    if words[at] == "yok", at > 0 {
      return ["iznim", "iznimiz", "onayim", "onayimiz", "rizam", "rizamiz"].contains(words[at - 1])
    }
    if ["verdim", "verdik"].contains(words[at]), at > 0 { return ["ret", "red"].contains(words[at - 1]) }
    if ["vermiyorum", "vermiyoruz"].contains(words[at]), at > 0 {
      return ["izn", "izin", "onay", "riza"].contains(where: words[at - 1].hasPrefix)
    }
    return words[at] == "geri" && at > 0 && ["izn", "onay", "riza"].contains(where: words[at - 1].hasPrefix)
      && ["aliyorum", "cekiyorum", "aldim", "cektim", "aliyoruz", "cekiyoruz", "almak", "cekmek"].contains(
        word(words, at + 1))
  }

  // MARK: To be left alone

  private static let forbidding = [
    "ma", "me", "mayin", "meyin", "mayiniz", "meyiniz", "masin", "mesin", "masinlar", "mesinler", "mamanizi",
    "memenizi", "mamaniz", "memeniz", "mamani", "memeni",
    "mazsaniz", "mezseniz", "mazsan", "mezsen",
  ]
  private static let contacting = ["yaz", "ara", "gonder", "yolla", "ulas", "ilet"]
  private static let forever: Set<String> = ["daha", "artik", "asla", "hic", "hicbir", "kesinlikle", "birdaha"]
  private static let us: Set<String> = ["beni", "bizi", "bana", "bize"]
  private static let messages = [
    "mesaj", "mail", "sms", "reklam", "eposta", "posta", "ileti", "bildirim", "kampanya", "bulten", "spam",
  ]
  /// What somebody may not want any more of, though it is no message.
  private static let news = ["tanitim", "bilgilendirme", "pazarlama", "promosyon"]

  /// "Mesaj atmayı bırakın", "yazmayı keser misiniz".
  private static func leavesOff(_ words: [String], _ at: Int) -> Bool {
    at > 0 && ["birakin", "birak", "birakiniz", "birakir", "kesin", "kes", "keser"].contains(words[at])
      && ["aramayi", "yazmayi", "gondermeyi", "atmayi", "yollamayi", "etmeyi"].contains(words[at - 1])
  }

  private static func isForbidden(_ root: String, _ word: String) -> Bool {
    word.hasPrefix(root) && forbidding.contains(String(word.dropFirst(root.count)))
  }

  private static func forbids(_ words: [String], _ at: Int, whole content: [String]) -> Bool {
    let isAboutMessages = words[..<at].contains { word in messages.contains(where: word.hasPrefix) }
    // "Geçmeyin demedim", "bu mesaja cevap yazmayınız", "rahatsız etmeyin kendinizi".
    if ["demed", "demiyor"].contains(where: word(words, at + 1).hasPrefix) || words.contains("kendinizi")
      || at > 0 && ["cevap", "yanit"].contains(words[at - 1])
    {
      return false
    }
    if isForbidden("et", words[at]) {
      return at > 0 && ["rahatsiz", "taciz", "mesgul"].contains(words[at - 1]) && !isForNow(words)
    }
    if isForbidden("gec", words[at]) || isForbidden("kur", words[at]) {
      return at > 0 && ["iletisi", "irtibat", "temas"].contains(where: words[at - 1].hasPrefix) && !isForNow(words)
    }
    if isForbidden("at", words[at]) { return isAboutMessages && !isForNow(words) }
    if leavesOff(words, at) { return true }
    guard contacting.contains(where: { isForbidden($0, words[at]) }) else { return false }
    // "Arama" and "yazma" are nouns, too.
    let isPlain = words[at].hasSuffix("ma") || words[at].hasSuffix("me")
    if words.contains(where: forever.contains) { return !isPlain || at + 1 == words.count || words.contains("bir") }
    if content.count == 1 || isAllThatIsSaid(words, at: at, isPlain: isPlain) { return true }
    // "Bu numaraya yazmayın", "sizi tanımıyorum, aramayın".
    if !isPlain, !isForNow(words), at > 0, words[at - 1] == "numaraya" || words.contains("tanimiyorum") { return true }
    return (words.contains(where: us.contains) || isAboutMessages) && !isForNow(words)
  }

  /// "Yeter, yazmayın!", "bıktım sizden yazmayın": beside it there is nothing but impatience.
  private static func isAllThatIsSaid(_ words: [String], at: Int, isPlain: Bool) -> Bool {
    // "Tekrar arama" is a noun.
    if isPlain, words[at].hasPrefix("ara") || words[at].hasPrefix("ilet") { return false }
    return words.count > 1 && words.indices.allSatisfy { $0 == at || impatience.contains(words[$0]) }
  }

  private static let impatience: Set<String> = [
    "yeter", "artik", "lutfen", "ltf", "sakin", "bidaha", "bi", "bir", "daha", "tekrar", "gerek", "yok", "iznim",
    "izin",
    "biktim", "biktik", "sizden", "rahatsiz", "ediyorsunuz", "oluyorum", "engelliyorum", "sizi", "lan", "ya", "yaa",
    "tesekkurler", "tesekkur", "ederim", "tsk", "sagolun", "sagol", "hayir", "whatsapptan", "whatsapp", "tan",
    "buradan", "istemiyorum", "rica", "ederiz", "olunur", "sevinirim", "seviniriz", "memnun", "olurum", "oluruz", "iyi",
    "olur",
  ]

  private static let times = [
    "bugun", "yarin", "simdi", "pazartesi", "sali", "carsamba", "persembe", "cuma", "pazar", "oglen", "ogle", "aksam",
    "sabah",
    "gece", "hafta", "saat", "toplanti", "tatil", "mesai", "once", "kadar", "anda", "sesli",
  ]

  private static func isForNow(_ words: [String]) -> Bool {
    if words.contains(where: forever.contains) { return false }
    // "Pazar" is a day, "pazarlama" none.
    return words.contains { word in
      times.contains(where: word.hasPrefix) && !word.hasPrefix("pazarlama") || word.contains(where: \.isNumber)
    }
  }

  private static let noMore: Set<String> = ["istemiyorum", "istemiyoruz", "istemem", "istemeyiz", "istemiyom"]
  /// What somebody does not want to be done.
  private static let doing: Set<String> = [
    "almak", "alma", "aranmak", "gelsin", "gelmesini", "gondermenizi", "gonderilmesini", "atmanizi", "yazmanizi",
    "aramanizi", "edilmek", "edilmeyi", "iletilmesini", "yollamanizi", "aramalarinizi",
  ]

  private static func wantsNone(_ words: [String], _ at: Int) -> Bool {
    guard at > 0, noMore.contains(words[at]), !isForNow(words) else { return false }
    let before = words[at - 1]
    if ["aranmak", "yazmanizi", "aramanizi", "edilmek", "aramalarinizi", "gecilmesini", "gecmenizi", "islenmesini"]
      .contains(
        before) || news.contains(where: before.hasPrefix)
    {
      return true
    }
    let isAboutMessages = words[..<at].contains { word in messages.contains(where: word.hasPrefix) }
    if doing.contains(before) { return isAboutMessages || words.contains("artik") }
    return isAboutMessages && messages.contains(where: before.hasPrefix)
  }
}
