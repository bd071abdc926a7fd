import Outreach

/// Messages as a person writes them, none of them the templates': a line each, FIRMA for the lead's firm, ` / ` for a new
/// paragraph. Greeting, signature and the way to refuse are put around them.
enum GoodTexts {
  static let turkishOpenings = lines(
    """
    Ben Ufuk Yazılım'dan Elif Karahan. Müşteri takip yazılımı geliştiriyoruz. / FIRMA olarak müşteri kayıtlarını şu anda nasıl tutuyorsunuz?
    Adım Elif Karahan; Ufuk Yazılım adına, müşteri takip yazılımı konusunda yazıyorum. / Bu konuyla ekibinizde kim ilgileniyor, öğrenebilir miyim?
    Ufuk Yazılım'da müşteri takip yazılımı üzerine çalışıyorum. / Gelen bir talebin kimde kaldığını görmek sizin için de zaman zaman zor oluyor mu?
    Ufuk Yazılım'dan yazıyorum, adım Elif Karahan. Konu müşteri takip yazılımı. / Size uygunsa iki cümleyle ne işe yaradığını anlatayım mı?
    Kendimi tanıtayım: Elif Karahan, Ufuk Yazılım. / Müşteri takip yazılımı hakkında tek bir soru sormak istiyorum: Bugün bu iş defterle mi, tabloyla mı yürüyor?
    Müşteri takip yazılımı yapan Ufuk Yazılım'dan Elif Karahan ben. / Unutulan bir geri dönüş yüzünden iş kaçırdığınız oldu mu?
    Elif Karahan ben, Ufuk Yazılım'dan. Uzun bir tanıtım yapmayacağım. / Yalnızca şunu merak ediyorum: Müşterilerinizle yazışmalar tek yerde mi duruyor?
    Size Ufuk Yazılım adına yazıyorum. Müşteri takip yazılımı sunuyoruz. / Böyle bir araç şu sıralar gündeminizde mi?
    Ben Elif Karahan. Ufuk Yazılım olarak ekiplerin müşterilerini unutmadan takip etmesine yardımcı oluyoruz. / Sizde bu takip kişilerin hafızasına mı kalıyor?
    Ufuk Yazılım'dan Elif Karahan. Müşteri takip yazılımı için doğru kişi siz misiniz? / Değilseniz kime yazmam gerektiğini söylemeniz yeterli.
    Adım Elif Karahan. Müşteri takip yazılımı geliştiren küçük bir ekipte çalışıyorum. / FIRMA için böyle bir şeyin işe yarayıp yaramayacağını anlamak istedim; bugün nasıl ilerliyorsunuz?
    Kısaca: Ufuk Yazılım, müşteri takip yazılımı yapar. / Sizin için asıl sorun kayıtların dağınık olması mı, yoksa geri dönüşlerin gecikmesi mi?
    Ufuk Yazılım'dan yazıyorum. Müşteri takip yazılımı denince çoğu ekip karmaşık bir şey bekliyor; bizimki öyle değil. / Bir bakmak ister misiniz?
    Merakımı bağışlayın: Yeni bir müşteri aradığında bilgileri nereye yazıyorsunuz? / Ben Elif Karahan, Ufuk Yazılım'da müşteri takip yazılımı ile uğraşıyorum.
    Elif Karahan, Ufuk Yazılım. Müşteri takip yazılımı konusunda FIRMA ile çalışabilir miyiz diye yazıyorum. / Kısa bir yanıt yeterli olur.
    Ben Ufuk Yazılım'dan Elif. Sizi yormadan sorayım: Müşteri takip yazılımı kullanıyor musunuz? / Kullanmıyorsanız sebebini öğrenmek bile bana yardımcı olur.
    Ufuk Yazılım olarak müşteri takip yazılımı geliştiriyoruz ve ben Elif Karahan, bu konuda size yardımcı olmak isterim. / Önce ihtiyacınızı dinlemeyi tercih ederim.
    Adım Elif Karahan. Kimi ekipler müşterilerini not kâğıtlarıyla takip ediyor, kimi hiç etmiyor. / Sizde durum nasıl? Ufuk Yazılım'da müşteri takip yazılımı yapıyoruz, ona göre yazayım.
    Ufuk Yazılım'dan Elif Karahan yazıyor. / Müşteri takip yazılımı hakkında hazırladığımız kısa özeti göndermemi ister misiniz? Okuması beş dakika bile sürmez.
    Müşteri takip yazılımı konusunda yazıyorum; adım Elif Karahan, Ufuk Yazılım'da çalışıyorum. / Ekibinizin en çok hangi adımda zaman kaybettiğini sorabilir miyim?
    Ben Elif Karahan. Ufuk Yazılım'ın müşteri takip yazılımı ile ilgileniyorum. / Uygun bir zamanda 15 dakika konuşmak ister misiniz, yoksa yazışmak daha mı rahat?
    Ufuk Yazılım adına merhaba demek istedim. Konumuz müşteri takip yazılımı. / Bu tür kararları siz mi veriyorsunuz?
    Elif Karahan ben. Müşteri takip yazılımı alırken çoğu firma önce kendi düzenini gözden geçiriyor. / Siz bu düzeni daha önce yazıya döktünüz mü?
    Ufuk Yazılım'dan yazıyorum. / Telefonla, mesajla ve e-postayla gelen talepler sizde aynı listeye mi düşüyor? Müşteri takip yazılımı tam burada işe yarıyor.
    Ben Elif Karahan, Ufuk Yazılım'dan. / Müşteri takip yazılımı konusunda satış yapmadan önce bir şeyi anlamak istiyorum: Sizin için iyi bir takip nasıl olmalı?
    Size kendimi kısaca tanıtayım: Elif Karahan, Ufuk Yazılım. / Müşteri takip yazılımı kurarken ekiplerin alışkanlıklarına dokunmamaya özen gösteririz. Bu yaklaşım size yakın mı?
    Ufuk Yazılım, müşteri takip yazılımı geliştirir. Ben de Elif Karahan. / FIRMA için konuşmaya değer bir konu mu, yoksa şimdilik uzak mı?
    Adım Elif Karahan. Müşteri takip yazılımı için yazıyorum ama önce dinlemek isterim. / Bugünkü düzeninizde sizi en çok ne yoruyor?
    Ufuk Yazılım'da müşterilerle ben ilgileniyorum, adım Elif Karahan. / Müşteri takip yazılımı konusunda bir örnek görmek isterseniz buradan gönderebilirim.
    Ben Elif Karahan, Ufuk Yazılım. / Geri dönülmeyen bir müşteri çoğu zaman kaybedilmiş müşteridir; müşteri takip yazılımı bunun için var. Sizde bu işi kim üstleniyor?
    """)

  static let turkishFollowUps = lines(
    """
    İlk notumda eksik kalan bir şeyi ekleyeyim. Kurulum sırasında eski kayıtlarınız olduğu gibi aktarılabilir. / Elinizde bugün nasıl bir liste var?
    Belki yoğun bir döneme denk geldim. Uygun olduğunuzda tek kelimelik bir yanıt bile yeterli.
    Kararı tek başınıza vermiyor olabilirsiniz. Kimlerin görmesi gerekiyorsa onlar için de bir özet hazırlayabilirim.
    Bu konuda bize en çok sorulan soru, ekibin yeni bir araca alışıp alışmayacağı oluyor. / Sizin de çekindiğiniz bir nokta var mı?
    Konuyu yazıyla anlatmak bazen zor oluyor. Dilerseniz ekranı göstererek 10 dakika içinde anlatabilirim.
    Size bir kolaylık olsun: Yalnızca "evet" ya da "sonra" yazarsanız ona göre davranırım.
    Ekibinizde bu işle başka biri ilgileniyorsa adını paylaşmanız yeterli, ondan sonrasını ben hallederim.
    Bugünkü düzeninizin iyi çalıştığını düşünüyorsanız değiştirmenizi önermem. Yine de karşılaştırmak isterseniz buradayım.
    Takip işini bir kişiye bırakmak ilk başta kolay görünür, o kişi izne çıkınca zorlaşır. / Sizde böyle bir durum yaşandı mı?
    Fiyattan önce kapsamı konuşmayı tercih ediyoruz, çünkü bedel ona göre değişiyor. Hangi kapsam size yakın?
    Örnek bir ekran görüntüsü göndermemi ister misiniz? Anlatmaktan daha açık olacaktır.
    Küçük ekiplerde çoğu zaman basit bir liste yeterli olur. Sizinki yetiyor mu, yoksa artık zorlanıyor musunuz?
    Yanıtınızı beklerken aklıma geldi: Müşterilerinizin size en çok hangi kanaldan ulaştığını bilmek işimi kolaylaştırır.
    Bu işin en zor kısmı başlamak. İlk adım olarak kayıtlarınızın bir kısmıyla denemek yeterli oluyor.
    Size özel bir şey hazırlamadan önce neye ihtiyacınız olduğunu bilmek isterim. Aklınızdaki öncelik nedir?
    Kimi ekipler hatırlatma ister, kimi rapor. / Siz hangisini daha faydalı bulursunuz?
    Açık konuşayım: Her firmaya uygun olmayabiliriz. Birkaç soruyla bunu birlikte anlayabiliriz.
    Konu sizin için önemli ama zamanı değilse bunu bilmem de yeterli; doğru zamanda yazmayı tercih ederim.
    Yazışmak yerine sesli anlatmak daha kolaysa uygun bir saat önermeniz yeterli olur.
    Ekibinizin günlük işini değiştirmeden başlamak mümkün. Nasıl olduğunu merak ederseniz yazayım.
    Sormayı unuttuğum bir şey var: Bugün kullandığınız bir program varsa onun yanında da çalışabiliriz.
    Bir müşterinin son durumunu bulmak sizde ne kadar sürüyor? Yanıtı birlikte düşünmek isterim.
    İhtiyacınız olmayan özellikler için zamanınızı almak istemem. Hangi başlık işinize yarar: takip, hatırlatma, rapor?
    Kısa bir liste hazırladım: ekiplerin takip düzeni kurarken atladığı noktalar. İsterseniz buradan paylaşırım.
    Belki de sorumu yanlış kişiye yönelttim. Öyleyse kusura bakmayın, doğru kişiyi söylemeniz yeterli.
    Yeni bir programa geçmek gözünüzü korkutuyorsa haklısınız. Biz de bu yüzden küçük adımlarla ilerliyoruz.
    Satış baskısı yapmak bana göre değil. Yalnızca işinize yarayıp yaramayacağını birlikte görelim isterim.
    Ekibinizde satıştan sonra müşteriyle kim ilgileniyor? Çoğu zaman asıl kopukluk orada başlıyor.
    İsterseniz sizden aldığım tek bir örnek üzerinden nasıl göründüğünü anlatabilirim.
    Kararsızsanız bunu da yazabilirsiniz; hangi bilginin eksik olduğunu bilmek benim için yeterli.
    """)

  static let turkishLasts = lines(
    """
    Sizi daha fazla meşgul etmek istemem, konuyu burada bırakıyorum. İhtiyaç duyarsanız bu mesajı yanıtlamanız yeterli.
    Anladığım kadarıyla şu sıralar öncelik başka. Kolaylıklar dilerim, kapımız her zaman açık.
    Bu konuda son kez yazıyorum. Fikriniz değişirse bana buradan ulaşabilirsiniz.
    Yanıt gelmediğine göre zamanı değil sanırım. Ekibinize iyi çalışmalar dilerim.
    Israr etmek istemem; dilediğiniz zaman kaldığımız yerden devam ederiz.
    Bundan sonra sizi rahatsız etmeyeceğim. Aklınıza takılan olursa yazmanız yeterli.
    Konuyu kapatmadan önce teşekkür etmek istedim; okumaya zaman ayırdıysanız sağ olun.
    Şimdilik burada duruyorum. Günün birinde lazım olursa adımı hatırlarsınız umarım.
    İşlerinizin yolunda gitmesini dilerim. Bu başlık yeniden gündeme gelirse seve seve yardımcı olurum.
    Doğru zamanı siz daha iyi bilirsiniz. O zaman geldiğinde bir satır yazmanız yeterli.
    Sessizliğinizi hayır olarak kabul ediyorum, bunda hiçbir sorun yok. Hayırlı işler dilerim.
    Bir daha yazmayacağım ama sorunuz olursa yanıtlamaktan memnun olurum.
    """)

  static let informalOpenings = lines(
    """
    Ben Elif, Ufuk Yazılım'dan. Müşteri takip yazılımı yapıyoruz. / Sende bu iş bugün nasıl yürüyor?
    Ufuk Yazılım'dan Elif Karahan ben. Sana tek bir sorum var: Müşterilerini nerede takip ediyorsun?
    Adım Elif Karahan, Ufuk Yazılım'da müşteri takip yazılımı ile uğraşıyorum. / Bu konuya sen mi bakıyorsun?
    Elif ben, Ufuk Yazılım'dan. Müşteri takip yazılımı işine yarar mı diye sana sormak istedim.
    Ben Elif Karahan. Müşteri takip yazılımı deyince aklına karmaşık bir şey geliyorsa haklısın; bizimki sade. / Bakmak ister misin?
    Ufuk Yazılım'dan yazıyorum, adım Elif Karahan. Sana uzun uzun anlatmayacağım: Geri dönmeyi unuttuğun müşteri oluyor mu?
    Kısa keseyim: Ufuk Yazılım, müşteri takip yazılımı. Ben de Elif. / Senin için konuşmaya değer mi?
    Elif Karahan ben, Ufuk Yazılım'da çalışıyorum. Müşteri takip yazılımı hakkında senin fikrini merak ediyorum.
    """)
  static let informalFollowUps = lines(
    """
    Belki yoğun bir zamanına denk geldim. Tek kelime yazsan bile yeter, ona göre davranırım.
    Bu işe sen bakmıyorsan kime yazayım, söylemen yeter.
    Sana bir örnek göndermemi ister misin? Anlatmaktan daha açık olur.
    Açık konuşayım, herkese uygun olmayabiliriz. Birkaç soruyla birlikte anlarız, ne dersin?
    Kararsızsan onu da yaz; hangi bilgi eksik, bileyim.
    Bugünkü düzenin iyi çalışıyorsa hiç dokunma derim. Yine de merak edersen buradayım.
    Takip mi, hatırlatma mı, rapor mu? Sana hangisi lazımsa yalnızca onu anlatayım.
    Yazışmak zor geliyorsa 10 dakika konuşalım, sana hangisi kolaysa.
    """)
  static let informalLasts = lines(
    """
    Seni daha fazla meşgul etmeyeyim, konuyu burada bırakıyorum. Lazım olursa yazman yeter.
    Bu konuda son kez yazıyorum. Fikrin değişirse ben buradayım.
    Şu sıralar zamanı değil sanırım, sorun değil. Sana kolay gelsin.
    Israr etmeyeceğim. Bir gün işine yararsa kaldığımız yerden devam ederiz.
    Sessizliğini hayır sayıyorum, hiç sorun değil. İşlerin rast gitsin.
    """)

  static let englishOpenings = lines(
    """
    I'm Elif Karahan from Ufuk Yazılım. We make customer follow-up software. / How do you keep track of your customers at the moment?
    My name is Elif Karahan and I work for Ufuk Yazılım. / I have one question about customer follow-up software: who looks after it in your team?
    This is Elif Karahan, writing for Ufuk Yazılım. / Do requests that come in by phone and by e-mail end up in the same list with you?
    I write on behalf of Ufuk Yazılım, where I look after customer follow-up software. / Is that something you think about these days?
    Let me introduce myself: Elif Karahan, Ufuk Yazılım. / I would like to learn how FIRMA keeps in touch with its customers before I say anything about us.
    We build customer follow-up software at Ufuk Yazılım, and I am Elif Karahan. / Has a forgotten reply ever cost you an order?
    I'm Elif from Ufuk Yazılım. I will keep it short. / Would two lines about our customer follow-up software be of any use to you?
    Elif Karahan here, from Ufuk Yazılım. / If customer follow-up software is not your area, a name is all I need.
    I work on customer follow-up software at Ufuk Yazılım; my name is Elif Karahan. / What does a good follow-up look like in your eyes?
    My name is Elif Karahan. Some teams keep their customers in a notebook, others in a table. / How is it with you? We make customer follow-up software at Ufuk Yazılım.
    I'm writing because FIRMA might have a use for customer follow-up software. / If I am wrong, just tell me. I'm Elif Karahan from Ufuk Yazılım.
    At Ufuk Yazılım we help teams to remember whom they promised an answer. / Who does the remembering in your team? My name is Elif Karahan.
    I'm Elif Karahan. Most people expect customer follow-up software to be complicated; ours is not. / Would you like to see what it looks like?
    This is Elif from Ufuk Yazılım with a small question. / Is your customer list something that everybody can see, or does one person keep it?
    Ufuk Yazılım makes customer follow-up software, and I would rather ask than explain. / What takes up most of your time after a customer has called?
    I am Elif Karahan, and I look after new customers at Ufuk Yazılım. / Are you the right person to ask about customer follow-up software?
    My name is Elif Karahan, from Ufuk Yazılım. / I could send you a short summary of our customer follow-up software. Would that be welcome?
    Hello from Ufuk Yazılım; I'm Elif Karahan. / Do you already use customer follow-up software, or do you manage without?
    I'm with Ufuk Yazılım, where we make customer follow-up software. / Before I tell you more, may I ask how your team works today?
    I'm Elif Karahan from Ufuk Yazılım. / An enquiry that nobody answers is usually a lost customer, and customer follow-up software is there to prevent it. Does that happen to you?
    I write about customer follow-up software. / Would a 15 minute talk suit you, or do you prefer to do this in writing? Elif Karahan, Ufuk Yazılım.
    Elif Karahan from Ufuk Yazılım. I will be honest: we are not for everybody. / A short answer would tell me whether our customer follow-up software is worth your time.
    I'm Elif, and I work at Ufuk Yazılım. / If you could change one thing about how you follow up with customers, what would it be?
    This is Elif Karahan. Our customer follow-up software at Ufuk Yazılım fits around what a team does already. / Would that matter to you?
    My name is Elif Karahan and this is about customer follow-up software from Ufuk Yazılım. / Is there a better person to write to?
    I am writing to you for Ufuk Yazılım. / Customer follow-up software is only useful where several people answer the same customers. Is that so with you?
    """)

  static let englishFollowUps = lines(
    """
    I may have caught you at a busy time. One word is enough, and I will act on it.
    Let me add what I left out: your old records can be taken over as they are. / What kind of list do you have today?
    If somebody else decides on this, I am happy to prepare a short summary for them.
    The question we hear most is whether a team will get used to a new tool. / Is that a worry for you as well?
    Some things are easier to show than to write. I could walk you through it in 10 minutes.
    To make it easy for you: just answer with "yes" or "later", and I will know what to do.
    If the way you work today does the job, I would not change it. I am still glad to compare.
    Leaving the follow-up to one person is easy until that person is on leave. / Has that come up with you?
    We prefer to talk about what you need before we talk about what it costs. Which part would help you most?
    Would a picture of the screen help? It says more than I can in a message.
    A simple list is often all that a small team needs. Does yours still do the job?
    It would help me to know how your customers usually reach you.
    The hardest part is to begin. A few of your records are enough to try it.
    Before I prepare anything, I would like to know what matters most to you.
    Some teams want reminders, others want reports. / Which of the two would you use?
    We may not be the right fit, and a few questions would tell us both.
    If this matters but the time is wrong, I would rather write when it suits you.
    If talking is easier than writing, please suggest a time that works for you.
    Your team could begin without changing how they work. Shall I tell you how?
    Perhaps I have written to the wrong person. If so, I apologise; a name would help.
    How long does it take you to find out where things stand with a customer?
    I do not want to take up your time with things you will never use. What should I leave out?
    A new program can look like a lot of work. That is why we go in small steps.
    Who stays in touch with a customer once the sale is done? That is often where it gets lost.
    If you are undecided, that is fine to say. It would help me to know what is missing.
    Give me one example from your daily work, and I will tell you how it would look.
    """)

  static let englishLasts = lines(
    """
    I do not want to keep you, so I will leave it here. If you need us, just reply to this message.
    It seems that other things come first at the moment. I wish you all the best.
    This is the last time I write about this. If you change your mind, you can reach me here.
    As there was no answer, I take it that the time is not right. All the best to your team.
    I will not press you. We can pick it up whenever you like.
    You will not hear from me again about this. If a question comes up, please write.
    Thank you for reading this far. Should it become a topic for you, I am here.
    I will stop here. I hope that you remember my name when it is needed.
    I take your silence as a no, and that is perfectly fine. Good luck with your work.
    You know best when the time is right. One line from you is enough then.
    """)

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0).replacing(" / ", with: "\n\n") }
  }
}
