/// What a word of a note is good for; most words are good for nothing.
enum NoteWord: Hashable, Sendable {
  /// 1…12, and how it stands there: "ocakta", "in March".
  case month(Int)
  /// Monday is 0.
  case weekday(Int)
  case tomorrow
  /// "haftaya", "seneye", "next": a time ahead without a name.
  case ahead
  /// "sonra", "after".
  case after
  /// "kadar", "until".
  case until
  /// Behind which "sonra" means a time of day or nothing: "öğleden sonra", "bundan sonra".
  case soon
  case waits
  /// "ara", "yazın", "call": what is to be done then.
  case getBack
  case meeting
  /// What tells that a meeting is over: "yapıldı".
  case held
  case quote, price
  case asked, preparing
  /// The quote is out, or others make theirs.
  case made
  /// "yazdı", "ulaştı": who wrote is said before it.
  case wrote
  case called
  /// "wrote to us", "called us".
  case wroteUs
  /// "gönderdi", "attı" behind a message, "doldurdu" behind a form.
  case sentMessage
  case us
  case channel
  case message
  /// The "den" of "dm den".
  case from
  /// "alabilir miyim": somebody's own question.
  case question
  /// "yetkili yoktu": whoever went there met nobody.
  case nobody
}

/// The stems that notes are looked through for, folded. One that ends in a space is a whole word.
enum NoteLexicon {
  /// The longest stem that the word begins with; nil for most words.
  static func word(_ letters: UnsafeBufferPointer<UInt8>) -> NoteWord? {
    guard letters.count > 1, let key = pair(letters[0], letters[1]) else { return nil }
    for stem in stems.all[stems.places[key]..<stems.places[key + 1]]
    where stem.count <= letters.count && (!stem.isWhole || stem.count == letters.count) {
      var index = 2
      while index < stem.count, stems.letters[stem.start + index] == letters[index] { index += 1 }
      if index == stem.count { return stem.word }
    }
    return nil
  }

  /// Which of the stems begin with two letters.
  private static func pair(_ first: UInt8, _ second: UInt8) -> Int? {
    guard (97...122).contains(first), (97...122).contains(second) else { return nil }
    return (Int(first) - 97) * 26 + Int(second) - 97
  }

  /// Whether any word of the text begins as one does that a sign needs. By bytes, since most notes have none.
  static func mayTell(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var key = 0
    var count = 0
    var lead: UInt8 = 0
    for byte in text {
      let letter: Int
      switch byte {
      case 97...122, 65...90: letter = Int(byte | 0x20) - 96
      case 0xC3...0xC5:
        lead = byte
        continue
      case 0x80...: letter = turkishLetter(lead, byte)
      default:
        (key, count) = (0, 0)
        continue
      }
      guard count < 3 else { continue }
      key = key << 5 | letter
      count += 1
      if count == 3, beginnings[key >> 6] >> UInt64(key & 63) & 1 == 1 { return true }
    }
    return false
  }

  /// a is 1; 31 for what no stem has.
  private static func turkishLetter(_ lead: UInt8, _ byte: UInt8) -> Int {
    switch (lead, byte) {
    case (0xC3, 0x87), (0xC3, 0xA7): 3
    case (0xC3, 0x96), (0xC3, 0xB6): 15
    case (0xC3, 0x9C), (0xC3, 0xBC): 21
    case (0xC4, 0x9E), (0xC4, 0x9F): 7
    case (0xC4, 0xB0), (0xC4, 0xB1): 9
    case (0xC5, 0x9E), (0xC5, 0x9F): 19
    default: 31
    }
  }

  private struct Stem {
    /// Where its letters begin among those of all.
    let start: Int
    let count: Int
    let isWhole: Bool
    let word: NoteWord
  }

  /// By their first two letters, the longest first; a stem holds nothing that has to be counted, since a note's every word is
  /// looked for.
  private static let stems: (letters: [UInt8], all: [Stem], places: [Int]) = {
    var letters: [UInt8] = []
    var buckets = Array(repeating: [Stem](), count: 26 * 26)
    for (word, texts) in words {
      for text in texts.split(separator: ",") {
        let isWhole = text.utf8.last == UInt8(ascii: " ")
        let stem = Array(isWhole ? text.utf8.dropLast() : text.utf8[...])
        guard stem.count > 1, let key = pair(stem[0], stem[1]) else { continue }
        buckets[key].append(Stem(start: letters.count, count: stem.count, isWhole: isWhole, word: word))
        letters += stem
      }
    }
    var all: [Stem] = []
    var places = [0]
    for bucket in buckets {
      all += bucket.sorted { ($0.count, $0.isWhole ? 1 : 0) > ($1.count, $1.isWhole ? 1 : 0) }
      places.append(all.count)
    }
    return (letters, all, places)
  }()

  /// The first three letters of the stems that a sign cannot do without, a bit each.
  private static let beginnings: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 512)
    for stem in stems.all where stem.count >= 3 && needed(stem.word) {
      let key = stems.letters[stem.start..<(stem.start + 3)].reduce(0) { $0 << 5 | (Int($1) - 96) }
      bits[key >> 6] |= 1 << UInt64(key & 63)
    }
    return bits
  }()

  private static func needed(_ word: NoteWord) -> Bool {
    switch word {
    case .month, .weekday, .tomorrow, .ahead, .after, .until, .meeting, .quote, .price, .wrote, .called, .wroteUs,
      .sentMessage, .nobody:
      true
    case .soon, .waits, .getBack, .held, .asked, .preparing, .made, .us, .channel, .message, .from, .question: false
    }
  }

  private static let words: [(NoteWord, String)] = [
    (.month(1), "ocak,ocag,january,jan "), (.month(2), "subat,subad,february,feb "),
    (.month(3), "mart ,marta,martt,march"),
    (.month(4), "nisan,april,apr "), (.month(5), "mayis"), (.month(6), "haziran,june,jun "),
    (.month(7), "temmuz,july,jul "),
    (.month(8), "agustos,august,aug "), (.month(9), "eylul,september,sept ,sep "),
    (.month(10), "ekim ,ekimd,ekimi,ekime,october,oct "),
    (.month(11), "kasim ,kasimd,kasimi,kasima,november,nov "), (.month(12), "aralik,aralig,december,dec "),
    (.weekday(0), "pazartesi,pzt ,monday,mon "), (.weekday(1), "sali ,saliya ,tuesday,tue "),
    (.weekday(2), "carsamba,cars ,wednesday,wed "), (.weekday(3), "persembe,pers ,thursday,thu ,thurs "),
    (.weekday(4), "cuma ,cumaya ,friday,fri "), (.weekday(5), "cumartesi,cmt ,saturday,sat "),
    (.weekday(6), "pazar ,pazara ,sunday"),
    (.tomorrow, "yarin ,yarina ,tomorrow"),
    (.ahead, "haftaya ,seneye ,gelecek ,onumuzdeki ,yilbasi,ileride ,ilerde ,next ,later "),
    (.after, "sonra ,sonrasi,after "), (.until, "kadar ,till ,until "),
    (.soon, "ogle,sabah,aksam,mesai,bundan ,ondan ,sundan ,isten ,ofisten ,biraz ,az ,hemen ,kisa "),
    (.waits, "bekli,bekle,wait"),
    (
      .getBack,
      "ara ,arayin,arayalim ,arayiver,arayacag,ararim ,arariz ,arasin ,aransin ,aranacak,yaz ,yazin ,yaziniz ,yazalim ,"
        + "yazarim ,yazariz ,yazsin ,yazilacak,bak ,bakin ,bakalim ,bakariz ,don ,donun ,donelim ,donecek ,donulecek,"
        + "donersin,gorus ,goruselim ,gorusuruz ,gorusecegi,gorusulecek,ulas ,ulasin ,ulasalim ,konusalim ,konusuruz ,"
        + "konusulacak,hatirlat,ugra ,ugrayin ,dedi ,dediler ,call ,recall ,write ,ping ,contact ,follow,reach ,"
        + "remind,try ,revisit ,check ,said ,email ,talk "
    ),
    (
      .meeting,
      "toplanti,gorusme,gorusul,randevu,ziyaret,kesif ,kesfe ,demo,sunum,bulus,meeting,visit,appointment,zoom ,teams "
    ),
    (
      .held,
      "yapildi,yaptik,yapti,tamamlandi,gidildi,gittik,gitti,gecti,gecmis,oldu ,olmustu,gorustuk,bulustuk,katildi,iptal,"
        + "ertelen,held ,done ,went ,cancel,attended"
    ),
    (.quote, "teklif,quote ,quotation,proposal,estimate "), (.price, "fiyat,price "),
    (.asked, "istedi,istiyo,istend,talep,bekliyo,sordu,soruyo,sormus,istemis,requested,asked,wants ,wanted "),
    (
      .preparing,
      "hazirlan,hazirliyo,cikarilacak,cikaracag,verilecek,verecegi,gonderilecek,gonderecegi,iletilecek,calisil,calisiyo,preparing"
    ),
    (
      .made,
      "gonderil,gonderd,gonderi,verildi,verdik,iletildi,ilettik,sunuldu,sunduk,sent ,revize,onay,karar,cevap,cevab,yanit,donus,"
        + "reddet,kabul,alacak,aliyo,almis,aldi ,inceli"
    ),
    (.wrote, "yazdi ,yazmis ,ulasti ,ulasmis ,basvurdu,basvurmus"), (.called, "aradi ,aramis "),
    (.wroteUs, "wrote ,messaged ,called ,contacted ,emailed ,texted ,dmed "),
    (.sentMessage, "atti ,atmis ,gonderdi ,gondermis ,doldurdu,doldurmus,birakti ,birakmis "),
    (.us, "bize ,bizi ,kendisi ,kendileri ,us ,kendi "),
    (
      .channel,
      "dm ,dmden ,story,storie,hikaye,instagram,insta,ig ,facebook,linkedin,whatsapp,wp ,web,site,sayfa,reklam,form,mail,eposta,sosyal"
    ),
    (.message, "mesaj,message"),
    (.from, "den ,dan ,ten ,tan ,uzerinden "), (.question, "miyim ,miyiz ,musunuz ,misiniz ,miydi "),
    (.nobody, "yoktu ,gorusulemedi,gorusemedi,ulasilamadi,ulasamadi,bulunamadi,kapaliydi"),
  ]
}
