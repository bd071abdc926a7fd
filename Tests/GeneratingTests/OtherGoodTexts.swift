/// More of them in other styles: short, chatty, formal, with numbers that are nobody's claim.
extension GoodTexts {
  static let otherTurkishOpenings = lines(
    """
    İki cümleyle kendimi tanıtayım: Adım Elif Karahan, Ufuk Yazılım'da müşteri takip yazılımı ile ilgileniyorum. / Bir iki sorum olacak, uygun musunuz?
    Rahatsız ediyorsam bağışlayın. Ufuk Yazılım'dan Elif Karahan ben; müşteri takip yazılımı için kiminle görüşmem gerektiğini sormak istedim. / Yönlendirmeniz yeterli.
    Sayın ilgili, Ufuk Yazılım olarak müşteri takip yazılımı geliştirmekteyiz. / Konuyu değerlendirmek isterseniz kısa bir bilgi notu iletebilirim. Elif Karahan
    Ufuk Yazılım'dan Elif Karahan! Müşteri takip yazılımı yapıyoruz ama bugün satmak değil, sormak için yazıyorum 🙂 / Müşterilerle ilgilenen ekibiniz nasıl çalışıyor?
    Ben Elif Karahan (Ufuk Yazılım). Müşteri takip yazılımı arayan da var, aramayan da; siz hangisisiniz? / Üç kelimelik bir yanıt bile yeter.
    """)
  static let otherTurkishFollowUps = lines(
    """
    Haftanın hangi günü sizin için daha sakin geçer? Ona göre on dakika konuşabiliriz.
    Bu işe başlamanın iki yolu var: küçük bir denemeyle ya da doğrudan bütün kayıtlarla. / Size hangisi yakın?
    En iyi zamanı siz bilirsiniz; ben yalnızca kapıyı aralık bırakmak istedim.
    Geçen mesajı okuyacak vaktiniz olmamış olabilir, o yüzden bir cümleyle özetleyeyim: Müşteriyi unutmayan bir düzen kuruyoruz.
    Yüzde yüz emin olmadan karar vermenizi istemem. Sorularınızı yazarsanız tek tek yanıtlarım.
    """)
  static let otherTurkishLasts = lines(
    """
    Bir gün gerekirse bir mesaj uzağınızdayım. O güne kadar bol kazançlı işler dilerim.
    Buraya kadar okuduysanız teşekkür ederim. Bu konuda artık yazmayacağım.
    """)
  static let otherEnglishOpenings = lines(
    """
    Two lines, I promise nothing more: I'm Elif Karahan from Ufuk Yazılım, and we make customer follow-up software. / Is it worth ten minutes of your time?
    Sorry to write out of the blue. My name is Elif Karahan, and at Ufuk Yazılım we build customer follow-up software. / Who would be the best person to ask about it?
    I am Elif Karahan of Ufuk Yazılım. May I ask you one or two questions about how your team follows up with customers? / It would help me to see if our customer follow-up software is of any use to you.
    It's Elif Karahan here, from Ufuk Yazılım 🙂 / We make customer follow-up software; some teams love it, others do not need it at all. Which are you?
    """)
  static let otherEnglishFollowUps = lines(
    """
    There are two ways to begin: with a handful of customers, or with all of them. / Which one feels right to you?
    Which day of the week is usually the calmest for you? I would fit in with that.
    In case my note got buried: we help a team see who owes which customer an answer. / Is that of interest?
    Any questions? I will answer them one by one, in writing if you prefer.
    """)
  static let otherEnglishLasts = lines(
    """
    I will take the hint and stop here. Should things change, you know where to find me.
    Thank you for your time in reading this. I wish you and your team a good season.
    """)
}
