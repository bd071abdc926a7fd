/// Surnames that many people in Türkiye bear: what tells a lone "Kaya" from a first name, and "Kaya Elif" from "Elif Kaya".
enum Surname {
  /// - Parameter folded: the name after ``fold(_:)``.
  /// - Returns: its spelling; nil if it is no surname that many bear.
  static func known(_ folded: String) -> String? { all[folded] }

  /// Whether the word looks like a surname: a known one, or one that ends as only surnames do ("Karaosmanoğlu").
  static func isLikely(_ folded: String) -> Bool {
    all[folded] != nil
      || folded.utf8.count > 5
        && [
          "oglu", "ogullari", "soy", "turk", "kaya", "demir", "gil", "bas", "tas", "yurek", "kan", "kurt", "dag",
          "pinar",
        ]
        .contains { folded.hasSuffix($0) } && FirstName.known(folded) == nil
  }

  private static let all: [String: String] = Dictionary(
    list.split(whereSeparator: \.isWhitespace).map { (fold($0), String($0)) }, uniquingKeysWith: { first, _ in first })

  private static let list = """
    Yılmaz Yıldırım Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Aslan Doğan Kılıç Çetin Kara Koç Kurt
    Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Yavuz Acar Tekin Keskin Güneş Avcı Bulut Güler Turan Aktaş
    Yalçın Gül Sarı Duman Aksoy Ateş Taş Bozkurt Kaplan Coşkun Karaca Işık Özer Tunç Yüksel Demirci Toprak Uçar Aksu Yaman Karakaya Kocaman Özen Altun Altın Şen Bilgin Bal Sönmez Uysal Çiftçi Ay Güven Karataş Durmaz Ün
    Kahraman Uzun Karagöz Çoban Köse Tan Soylu Sezer Baş Gündüz Mutlu Çınar Ekinci Oral Gök Ceylan Durak
    Akın Koca Güngör Dinç Bakır Karabulut Akbulut Akyol Akgül Akkaya Akdoğan Aktürk Albayrak Alkan Ardıç
    Arıkan Ayaz Aygün Bayrak Baysal Bayraktar Bilir Bingöl Boz Bozdağ Büyük Ceyhan Cesur Çağlar Çam Çakmak
    Çalışkan Çavuş Çiçek Çolak Dağ Dağlı Demirel Demirtaş Deveci Dikmen Er Eker Ekici Erbaş Ersoy Ertürk Esen Genç Gezer Gökçe Göçer Gültekin Gümüş Günay Güçlü Gürbüz Gürsoy Güzel Ilgaz İnce İnan
    Kaba Kalkan Kandemir Karahan Karadağ Karadeniz Karaman Karadaş Karakuş Karaaslan Kaymaz Kır Kırmızı
    Kıraç Kızıl Kızılkaya Konak Kocabaş Koçak Kurtuluş Kuş Kuru Meriç Namlı Okur Oruç Ocak Ok Öz Özbek Özmen Öner Önal Özbay Özalp Özaydın Özyurt Özdoğan Özçelik Özgen Öztekin Pekcan
    Pehlivan Sağlam Sağlık Sarıkaya Sayın Sert Sever Solmaz Süzer Şeker Şener Şentürk Tatlı Taşkın Tekeli Tok Topal Topçu Tosun Tuna Türk Türkmen Türkoğlu Uçak Ulusoy Uslu Usta Uyar Ünlü Ünver Varol Vural Yazıcı Yeşil Yiğit Yılmazer Yurt Zengin Zorlu Su Karakoç Kaçar Ergen Berber Terzi Şengül
    Bektaş Beyaz Bilgiç Candan Canpolat Çakıcı Çevik Dal Demirkan Demiray Dede Doğru Duran Durmuş Elçi Gedik Göktaş Göksu Hancı Işıklar Karakaş Kale Kalaycı Kavak Kaynak Keleş Kesim Kiraz Koyuncu Kutlu Kuzu Nergiz
    Odabaşı Orak Özkaya Özkul Özsoy Parlak Saka Sancak Seven Sarıgül Semiz Şanlı Tanrıverdi Tezel Tutar Uzuner Ürün
    """
}
