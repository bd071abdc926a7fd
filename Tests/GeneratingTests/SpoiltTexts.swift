internal import Generating

/// Sentences that must not go out, by the rule that they break, in Turkish and in English.
enum SpoiltTexts {
  static let turkish: [(AnswerRule, [String])] = [
    (
      .link,
      lines(
        """
        Ayrıntılar burada: https://ufuk-kampanya.example/teklif
        Sitemize bakabilirsiniz: www.musteritakip.com
        Demo için bit.ly/ufukdemo adresini kullanın.
        Kaydınızı http://195.1.2.3/giris üzerinden yapın.
        Bize bilgi@ufukyazilim.example adresinden yazabilirsiniz.
        Takvimim calendly.com/elif-karahan adresinde.
        Bilgi için ufuk.com.tr sayfasına göz atın.
        Şu bağlantıdan giriş yapın: hxxp://kotu.example veya https://kotu.example
        Formu doldurun: forms.gle/abc123
        Yanıtınızı satis@baskafirma.example adresine iletin.
        """)
    ),
    (
      .phone,
      lines(
        """
        Beni 0532 987 65 43 numarasından arayabilirsiniz.
        WhatsApp hattımız +90 555 123 45 67 numaradır.
        Hemen arayın: 0850 222 33 44
        Numaram 05321234567, her zaman açık.
        Santralimiz (0216) 444 55 66 size yardımcı olur.
        IBAN TR33 0006 1005 1978 6457 8413 26 hesabına gönderebilirsiniz.
        Acil durumlar için 0-543-210-98-76 yazın.
        +49 30 1234567 numaralı hattımız da var.
        Telefonum 532.111.22.99
        Bana 90 212 555 99 99 üzerinden ulaşın.
        """)
    ),
    (
      .price,
      lines(
        """
        Aylık yalnızca 499 TL ödersiniz.
        İlk ay ücretsiz deneyebilirsiniz.
        Size özel yüzde 20 indirim yapabiliriz.
        Kurulum bedeli 1.250 liradır.
        Yıllık alımda %30 avantajlı olur.
        Paket fiyatımız 99 $ olarak belirlendi.
        Bu hafta indirim kampanyamız var.
        Memnun kalmazsanız para iade ediyoruz.
        Kullanıcı başına 15 euro yeterli.
        Şimdi başlarsanız ilk üç ay bedava.
        Ödemeyi altı taksit yapabilirsiniz.
        """)
    ),
    (
      .number,
      lines(
        """
        Şu anda 350 firma bizimle çalışıyor.
        Ekipler bizimle 3 kat daha hızlı ilerliyor.
        Yüzlerce işletme bize güveniyor.
        Müşterilerinizin 40 tanesi geri dönüş bekliyor olabilir.
        Bu işi 17 yıldır yapıyoruz.
        Binlerce kullanıcımız var.
        Kurulum 7 gün sürüyor.
        Ekibimizde 25 uzman çalışıyor.
        Türkiye genelinde 81 ilde hizmet veriyoruz.
        Satışlarınızı iki kat artırabilirsiniz.
        """)
    ),
    (
      .date,
      lines(
        """
        Pazartesi günü konuşalım mı?
        Sizi yarın arayayım mı?
        14 Mart tarihinde bir tanıtım yapıyoruz.
        Perşembe saat 15:30 uygun mu?
        Bu teklif 31.12.2026 tarihine kadar geçerli.
        Haziran ayında yeni sürüm çıkıyor.
        Geçen hafta yeni bir özellik ekledik.
        Salı sabahı sizin için uygun olur mu, yoksa Cuma mı?
        2019 yılında kurulduk.
        Kararınızı ay sonuna kadar bekliyoruz.
        Eylülde fiyatlar değişecek.
        """)
    ),
    (
      .name,
      lines(
        """
        Bu konuda Mehmet Bey size yardımcı olacak.
        Geçtiğimiz dönemde Akbank ile çalıştık.
        Ankara'daki ekibimiz kurulumu yapar.
        Genel müdürümüz Serkan Yılmaz size yazmamı istedi.
        Programımızın adı TakipPro ve çok sade.
        Rakibiniz Mavi Deniz Yapı da bizimle çalışıyor.
        Ayrıntıları Burak Demirtaş anlatır.
        Trendyol bizi tercih etti.
        Bursa'da da müşterilerimiz var.
        Yeni sürümümüz Salesforce ile uyumlu.
        Size Zeynep Hanım dönüş yapacak.
        """)
    ),
    (
      .certificate,
      lines(
        """
        ISO 9001 belgemiz bulunuyor.
        KVKK uyumlu tek çözüm biziz.
        Ödüllü bir yazılım sunuyoruz.
        Sektörün lideri olarak yanınızdayız.
        TSE belgesine sahip bir firmayız.
        Sonuç almanızı garanti ediyoruz.
        Sertifikalı uzmanlarımız size eşlik eder.
        Türkiye'nin en çok tercih edilen programıyız.
        Yetkili bayi olarak hizmet veriyoruz.
        Bakanlık onaylı bir sistem kullanıyoruz.
        Akredite bir kuruluşuz.
        """)
    ),
    (
      .contact,
      lines(
        """
        Telefonda konuştuğumuz gibi ayrıntıları iletiyorum.
        Sizi aradım ama ulaşamadım.
        Geçenki görüşmemizde söz verdiğiniz bilgiyi bekliyorum.
        Fuarda tanıştığımız için çok memnun oldum.
        Web sitenizi inceledim ve çok beğendim.
        Talebiniz üzerine size dönüyorum.
        Formunuzu aldık, teşekkür ederiz.
        Sizi uzun süredir takip ediyorum.
        Ortak tanıdığımız sizi bize önerdi.
        Doldurduğunuz başvuru elimize ulaştı.
        LinkedIn profilinizi gördüm ve yazmak istedim.
        Anlaştığımız gibi taslağı hazırladım.
        """)
    ),
    (
      .visit,
      lines(
        """
        Ofisinize uğrayıp yerinde anlatabilirim.
        Size bir ziyaret ayarlayalım, ziyaret etmek isterim.
        Bir kahve içmeye gelebilirim.
        Bölgenizde olacağım, yüz yüze görüşelim.
        Yanınıza gelip göstermek isterim.
        Müsaitseniz uğrayayım, hemen anlatayım.
        Ekibimizle ziyaretinize gelelim.
        Kapınızı çalıp tanışmak isteriz.
        Yakınınızda olacağım için haber vereyim dedim.
        Size gelip kurulumu birlikte yapabiliriz.
        """)
    ),
    (
      .leftover,
      lines(
        """
        Sayın [İsim], size özel bir önerimiz var.
        {{company}} için hazırladığımız öneri aşağıda.
        **Önemli:** bu fırsatı kaçırmayın.
        - Kolay kurulum
        # Neden biz
        Yapay zeka olarak size yardımcı olmaktan mutluyum.
        İşte istediğiniz mesaj aşağıdadır.
        <firma> için en doğru seçim olduğumuza inanıyorum.
        Ürün adı: XXX
        `takip` komutunu kullanın.
        1. Önce kayıt olursunuz
        {isim} olarak sizinle çalışmak isteriz.
        """)
    ),
    (
      .language,
      lines(
        """
        We are looking forward to hearing from you very soon.
        Please let me know if you have any questions about this.
        This is the best software for your company and your team.
        I would be happy to show you how it works.
        Wir freuen uns auf Ihre baldige Antwort und stehen gern bereit.
        Are you the right person to talk to about this?
        Мы будем рады помочь вам с этим вопросом.
        It would be great to talk with you about this.
        Thank you for your time and have a nice day.
        نحن سعداء بالعمل معكم
        """)
    ),
    (
      .address,
      lines(
        """
        Sen bu konuda ne düşünüyorsun?
        Sana bir örnek göndereyim mi?
        Bu işi sen mi yürütüyorsun, bilmek isterim.
        İstersen hemen başlayabiliriz.
        Senin ekibin için de uygun olur.
        Bunu nasıl yapıyorsun, merak ettim.
        Seninle konuşmak iyi olur.
        Ne dersin, bir bakar mısın?
        Kararı sen verirsin, acelemiz yok.
        Sence bu işe yarar mı?
        """)
    ),
  ]

  static let english: [(AnswerRule, [String])] = [
    (
      .link,
      lines(
        """
        You will find everything at https://ufuk-offer.example/start
        Have a look at www.followup-tool.com when you like.
        My diary is at calendly.com/elif
        Please sign in at http://10.0.0.1/login
        Just write to sales@other.example
        The page bit.ly/abc has more.
        """)
    ),
    (
      .phone,
      lines(
        """
        Call me on +90 532 987 65 43 at any time.
        My direct line is 0212 999 88 77.
        You can reach us on +1 (415) 555-0134.
        Text 0850 333 44 55 to begin.
        Our office number is 216-444-55-66-77.
        """)
    ),
    (
      .price,
      lines(
        """
        It costs only $49 a month.
        We can give you a 20% discount.
        The first month is for free.
        Setup is 900 euro, paid once.
        There is a free trial for new customers.
        You save 30 percent if you begin now.
        We offer a money-back promise.
        """)
    ),
    (
      .number,
      lines(
        """
        We already work with 350 companies like yours.
        Teams become 3 times faster with us.
        Hundreds of firms trust us.
        We have done this for 17 years.
        Setup takes 7 days.
        Thousands of users rely on it.
        """)
    ),
    (
      .date,
      lines(
        """
        Could we talk on Monday?
        I will call you tomorrow.
        The offer ends on 31/12/2026.
        Would 3 pm suit you?
        A new version comes out in June.
        We began in 2019.
        Last week we added something new.
        Are you free at 14:30?
        """)
    ),
    (
      .name,
      lines(
        """
        My colleague John Miller will help you.
        We have worked with Vodafone before.
        Our team in Berlin does the setup.
        The product is called TrackMaster and is simple.
        Your competitor Blue Harbour uses it, too.
        Then Sarah will get back to you.
        It also works with Salesforce.
        """)
    ),
    (
      .certificate,
      lines(
        """
        We are ISO 27001 certified.
        Our award-winning software speaks for itself.
        We are the market leader in this field.
        We guarantee results.
        It is fully GDPR compliant.
        We are an official partner of the ministry.
        """)
    ),
    (
      .contact,
      lines(
        """
        As we discussed, here are the details.
        I tried to call you but nobody answered.
        It was nice meeting you at the fair.
        I looked at your website and liked it.
        Thank you for your interest in our work.
        As you requested, I am sending the offer.
        A mutual friend told me about you.
        """)
    ),
    (
      .visit,
      lines(
        """
        I could drop by your office to show it.
        I will be in your area and would like to meet.
        We could talk about it over a coffee.
        Let us visit you and explain.
        I can come to your office at any time.
        """)
    ),
    (
      .leftover,
      lines(
        """
        Dear [Name], we have an offer for you.
        {{company}} would profit from this.
        **Important:** do not miss this.
        * Easy to begin
        As an AI language model I am glad to help.
        Here is the message that you wanted.
        <company> is important to us.
        """)
    ),
    (
      .language,
      lines(
        """
        Bu konuda sizinle konuşmayı çok isterim.
        Ekibiniz için çok yararlı olacağına inanıyorum.
        Yanıtınızı bekliyorum, iyi çalışmalar dilerim.
        Ben size bir örnek göndermek istiyorum.
        Size nasıl yardımcı olabilirim, bilmek isterim.
        """)
    ),
  ]

  /// Where a tone says *sen*.
  static let politeTurkish = lines(
    """
    Sizin için uygun bir zaman var mı?
    Size bir örnek göndereyim mi?
    Bu konuda ne düşünüyorsunuz?
    İsterseniz hemen başlayabiliriz.
    Ekibiniz için de uygun olur.
    Sizinle konuşmak iyi olur.
    Bunu nasıl yapıyorsunuz, merak ettim.
    Firmanız için de düşünebiliriz.
    """)

  static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
