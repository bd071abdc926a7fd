internal import Generating

/// Untruths in words of their own: prices, dates and numbers spelt out, politely invented acquaintance, promises.
extension SpoiltTexts {
  static let subtleTurkish: [(AnswerRule, [String])] = [
    (
      .link,
      lines(
        """
        Adresimiz ufukteklif nokta com, bakmanız yeterli.
        Bana elif (at) baskafirma nokta example üzerinden yazın.
        Ayrıntılar ufuk-teklif.istanbul sayfasında.
        Bizi @ufukkampanya hesabında bulabilirsiniz.
        Kanalımız t.me/ufukteklif adresinde.
        """)
    ),
    (
      .phone,
      lines(
        """
        Beni sıfır beş yüz otuz iki, dokuz yüz seksen yedi, altmış beş, kırk üç numarasından arayın.
        Numaram 0 5 3 2 9 8 7 6 5 4 3, bekliyorum.
        """)
    ),
    (
      .price,
      lines(
        """
        Aylık bedeli iki yüz elli lira kadar tutuyor.
        Kişi başına on dolar yeterli oluyor.
        Denemek için hiçbir ücret ödemezsiniz.
        İlk ay bizden, sonrasına siz karar verin.
        Diğerlerinden yarı yarıya ucuz olduğunu göreceksiniz.
        Kurulumdan para almıyoruz.
        """)
    ),
    (
      .number,
      lines(
        """
        Şu anda dört yüz firma bizimle aynı yolu yürüyor.
        On beş yıldır yalnızca bu işi yapıyoruz.
        Ekipler iki haftada sonuç görüyor.
        Kırk müşterimiz bu sayede rahat etti.
        Her on ekipten dokuzu memnun kalıyor.
        Üç günde kurup size teslim ederiz.
        """)
    ),
    (
      .date,
      lines(
        """
        Ayın on beşinde sizi ararım.
        Saat dörtte uygun musunuz?
        Sizi haftaya arayacağım.
        Bu teklif yalnızca bugün için geçerli.
        On iki Mart sabahı sizin için uygun mu?
        """)
    ),
    (
      .name,
      lines(
        """
        Bu konuda hakan bey size yardımcı olacak.
        Koçtaş da bizi tercih etti.
        Sektörünüzden büyük bir firma bizimle çalışıyor.
        """)
    ),
    (
      .certificate,
      lines(
        """
        Alanında lider bir ekibiz.
        Söz veriyorum, pişman olmayacaksınız.
        Bizimle satışlarınız kesinlikle artacak.
        Kısa sürede cironuzu ikiye katlarsınız.
        Tescilli bir yöntem kullanıyoruz.
        Önde gelen yazılım firmalarından biriyiz.
        """)
    ),
    (
      .contact,
      lines(
        """
        Mesajınız için teşekkür ederim, ayrıntıları iletiyorum.
        Duyduğuma göre yeni bir şube açıyorsunuz, hayırlı olsun.
        Asistanınız bana sizinle görüşmemi söyledi.
        Hatırlarsanız bu konuyu sizinle ele almıştık.
        Yeni şubenizi tebrik ederim.
        Arkadaşınız sizden övgüyle söz etti.
        Bizden bilgi istemişsiniz, memnuniyetle iletiyorum.
        """)
    ),
    (
      .visit,
      lines(
        """
        Çayınızı içmeye gelirim, orada anlatırım.
        Müsaitseniz iş yerinize geleyim.
        Dükkânınıza kadar gelip gösterebilirim.
        Yüz yüze görüşmek için yola çıkabilirim.
        Ekibimiz kapınıza kadar gelir.
        """)
    ),
    (
      .leftover,
      lines(
        """
        Firmanıza özel öneri&nbsp;aşağıda yer alıyor.
        Seçenek 1: kısa bir tanıtım yapalım.
        Bu metni dilediğiniz gibi değiştirebilirsiniz.
        (Buraya firmanın adını yazın) için bir önerimiz var.
        Sayın ____, size özel bir önerimiz var.
        $isim için bir önerimiz var.
        """)
    ),
    (
      .language,
      lines(
        """
        Have a great day!
        Looking forward to your reply.
        Vielen Dank und bis bald.
        Muchas gracias por su tiempo.
        Best regards and thanks.
        """)
    ),
    (
      .address,
      lines(
        """
        Merak edersen haber ver, anlatayım.
        Bana yaz, hemen başlayalım.
        Kendine bir iyilik yap.
        Bunu ekibinle konuş istersen.
        """)
    ),
  ]

  static let subtleEnglish: [(AnswerRule, [String])] = [
    (
      .link,
      lines(
        """
        Our site is ufukoffer dot com, have a look.
        Write to elif (at) other dot example when you like.
        Find us as @ufukoffer whenever you like.
        """)
    ),
    (
      .phone,
      lines(
        """
        My number is zero five three two, nine eight seven, six five, four three.
        """)
    ),
    (
      .price,
      lines(
        """
        It comes to fifty dollars a month.
        It won't cost you a thing.
        There is no charge for the setup.
        The first month is on us.
        You would pay about two hundred lira.
        It is half off for new customers.
        """)
    ),
    (
      .number,
      lines(
        """
        Four hundred firms already use it.
        We have been doing this for fifteen years.
        You will see results in two weeks.
        Nine out of ten teams stay with us.
        Forty customers of ours said the same.
        """)
    ),
    (
      .date,
      lines(
        """
        Would the third of May suit you?
        I will call you at four o'clock.
        This is only valid today.
        I will call you next week.
        """)
    ),
    (
      .name,
      lines(
        """
        Your competitors already work with us.
        A large firm in your sector chose us.
        """)
    ),
    (
      .certificate,
      lines(
        """
        We are a leading provider in this field.
        I promise that you will not regret it.
        Your sales will grow from the first day.
        It will double your revenue.
        Ours is a world-class product.
        """)
    ),
    (
      .contact,
      lines(
        """
        Thank you for your message, here are the details.
        I hear that you are opening a new branch.
        Your assistant told me to write to you.
        Congratulations on your new branch!
        You may remember that we have been in touch.
        It was lovely to talk to you.
        """)
    ),
    (
      .visit,
      lines(
        """
        I could call in at your office to show it.
        I will be in town and could come over.
        Let us talk about it face to face at your place.
        We could discuss it over lunch.
        """)
    ),
    (
      .leftover,
      lines(
        """
        An offer for you&nbsp;is below.
        Option 1: a short introduction.
        Feel free to change this text as you like.
        (insert the firm here) would profit from this.
        Dear ____, we have an offer for you.
        """)
    ),
    (
      .language,
      lines(
        """
        Saygılarımla, iyi çalışmalar.
        Vielen Dank und bis bald.
        Muchas gracias por su tiempo.
        Nous serions ravis de vous aider.
        """)
    ),
  ]
}
