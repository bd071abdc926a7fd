/// Whether a column of the user's own holds what the lead itself wrote.
///
/// A form's "Message" always does. The "Last Message" of a CRM or a messenger may as well be ours, and is the lead's only
/// where it asks for something as whoever buys does.
func isOwnMessage(_ key: String, _ text: String) -> Bool {
  let heading = fold(key)
  return ownWords.contains(heading) || lastMessages.contains(heading) && isBuyersQuestion(text)
}

private let lastMessages: Set<String> = [
  "last message", "last_message", "lastmessage", "latest message", "last incoming message", "last inbound message",
  "last reply", "customer message", "client message", "message text", "message body",
  "son mesaj", "son_mesaj", "sonmesaj", "son mesaji", "son gelen mesaj", "gelen mesaj", "musteri mesaji",
  "musteri talebi", "son yanit", "son cevap", "mesaj icerigi", "mesaj metni", "soru", "sorusu",
]

/// "Taksit yapabiliyor musunuz?", "bilgi alabilir miyim", "Do you ship to NL?"; not "Teklifimizi inceleyebildiniz mi?".
func isBuyersQuestion(_ text: String) -> Bool {
  let folded = " " + fold(text).replacing("'", with: " ") + " "
  if sellersPhrases.contains(where: folded.contains) { return false }
  return buyersPhrases.contains(where: folded.contains)
}

private let sellersPhrases = [
  "teklifimiz", "yaziyorum", "yazmistim", "gondermistim", "iletmistim", "inceleyebil", "inceleme firsat", "sunmak iste",
  "sunabilir", "tanitmak", "hizmet veriyoruz", " musait mi", " uygun mu", " sayin ", "saygilar", " ret ",
  "gorusebilir miy",
  "arayabilir miyim", "hatirlat", " gorusmek iste", "degerlendirebil", "gelisme oldu", " sizi ", "our quote",
  "our offer", "our proposal",
  "following up", "follow up", "did you have", "have you had", "would you like", "are you available", "checking in",
  "regards", "i am writing", "i m writing", "just wanted", "let me know if", "this is ", "unsubscribe", " stop ",
]

private let buyersPhrases = [
  "alabilir mi", "ogrenebilir mi", "olur mu", "mumkun mu", " var mi", "yapiyor mu", "yapabiliyor mu", "yapar mi",
  "ediyor mu", "satiyor mu",
  "gonderiyor mu", "veriyor mu", "calisiyor mu", "gonderir mi", "yollar mi", "verir mi", "ne kadar", "kac ", "kaca ",
  "nedir", "nasil ", "istiyorum", "istiyoruz", "istiyordu", "ariyorum", "ariyoruz", "ihtiyacimiz", "ihtiyacim ",
  "lazim",
  "dusunuyoruz", "dusunuyorum", "bilgi al", "fiyat al", "fiyat ver", "fiyatiniz", "fiyati ", " fiyat?", "teklif al",
  "teklif iste", "teklif verir",
  "do you ", "can you ", "could you ", "how much", "how long", "how many", "what is ", "what s ", "what are ",
  "we need", "i need", "we want", "i want", "looking for", "interested in", "is it possible", "is there ", "are there ",
  "please send", "price list", "do we ", "can we get", "can i get", "could we ", "we would like", "i would like",
  "we d like",
  "i d like",
]
