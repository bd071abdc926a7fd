/// The names of ``FirstName``.
enum FirstNameList {
  static let women = """
    Adile Afife Ahsen Ajda Aleyna Alev Alime Aliye Arife Arzu Asiye Aslı Aslıhan Aslınur Asuman Asya Atiye Ayben Ayça
    Ayçin Ayfer Aygül Ayla Aylin Aynur Aysel Aysu Aysun Ayşe Ayşegül Ayşen Ayşenur Ayşin Ayten Azize Azra Bade Bahar
    Banu Bedia Bedriye Begüm Behice Behiye Belgin Belma Belkıs Bengi Bengisu Bengü Beren Berfin Beril Berna Berrak Berrin
    Besime Beste Betül Beyza Beyzanur Bihter Billur Binnaz Binnur Birgül Birsen Buket Burcu Buse Büşra Cahide Canan
    Cansel Canset Cansu Cavidan Cemile Ceren Ceyda Ceylan Çağla Çiçek Çiğdem Damla Defne Delal Demet Didem Dilan Dilara
    Dilber Dilek Dilruba Döndü Döne Dudu Duygu Dürdane Ebru Ece Ecem Ecrin Eda Edanur Edibe Efsun Ela Elçin Elif
    Elifnur Elmas Emel Emine Enise Esin Eslem Esma Esmanur Esra Evin Eylem Eylül Ezgi Fadik Fadime Fahriye Fatma
    Fatmagül Fatmanur Fatoş Fazilet Feray Feride Ferhunde Feriha Fethiye Feyza Fidan Figen Filiz Firdevs Fulya Funda
    Füsun Gamze Gaye Gizem Gonca Gönül Gözde Gül Gülay Gülbahar Gülbin Gülcan Gülçin Gülden Güler Gülfem Gülfidan
    Gülizar Gülistan Güllü Gülnaz Gülnihal Gülnur Gülperi Gülsen Gülser Gülseren Gülsüm Gülşah Gülşen Gülten Gülümser
    Günnur Güzide Güzin Hacer Hadiye Hafize Hale Halide Halime Handan Hande Hanife Hasibe Hatice Hatun Havva Hayal
    Hayriye Hazal Hediye Helin Hicran Hilal Hülya Hümeyra Hürrem Işıl Işılay İclal İdil İffet İlayda İlknur İnci
    İpek İrem İzel Jale Jülide Kadriye Kamile Kardelen Keriman Kerime Kevser Kezban Kıymet Kübra Lale Lamia Latife
    Leman Lerzan Leyla Lütfiye Macide Makbule Manolya Mediha Mehlika Mehtap Mehveş Melahat Melda Melek Meliha Melike
    Melis Melisa Meltem Menekşe Meral Merve Meryem Mesude Mevlüde Mihriban Mine Miray Mualla Muazzez Mukaddes Mübeccel
    Müberra Müge Müjde Müjgan Münevver Münire Mürüvvet Müşerref Müyesser Müzeyyen Naciye Nagehan Naile Naime Nalan
    Narin Nazan Nazife Nazlı Nazlıcan Nazmiye Nebahat Necla Necmiye Nefise Neriman Nermin Neslihan Nesrin Neşe Nevin
    Nevra Nevriye Nezahat Nezihe Nigar Nihal Nihan Nilay Nilgün Nilsu Nilüfer Nisa Nisanur Nuray Nurdan Nurgül Nuriye
    Nursel Nurseli Nurşen Nurten Oya Oylum Özge Özgül Özlem Özlen Pakize Papatya Pelin Pelinsu Pembe Perihan Perran
    Pervin Petek Pınar Piraye Rabia Rahime Rahşan Rana Raziye Refika Remziye Rengin Reyhan Rezzan Rojda Rojin Ruhsar
    Rukiye Rümeysa Rüya Saadet Sabiha Sabriye Sadiye Safiye Saime Saliha Saniye Seda Sedef Seher Selcen Selda Selin
    Selma Selmin Selva Semiha Semra Sena Senem Serap Seray Seren Serpil Sevcan Sevda Sevgi Sevil Sevilay Sevim Sevinç
    Sezen Sezin Sıla Sıdıka Sibel Simay Simge Sinem Songül Suna Suzan Süheyla Sümeyra Sümeyye Şadiye Şahika Şaziye
    Şebnem Şefika Şehnaz Şehriban Şelale Şenay Şengül Şerife Şermin Şeyda Şeyma Şirin Şule Şükran Şükriye Tenzile Tuba
    Tuğba Tuğçe Tülay Tülin Türkan Ulviye Umay Ümmügülsüm Ümmühan Ünzile Vahide Vesile Vildan Yaprak Yaren Yasemin
    Yeliz Yeşim Yıldız Yonca Yurdagül Zahide Zarife Zehra Zekiye Zeliha Zerrin Zeynep Zişan Zuhal Zübeyde Zühal Zühre
    Zülal Züleyha Zümra Zümrüt Seçil Selen Nehir Mina Serra Tomris Sermin
    Talin Maral Lusin Takuhi Hayganuş Sirarpi Verjin Rebeka Lizet Despina Zilan Jiyan Havin Zozan Şilan Ruken Zelal
    Arjin
    """

  static let men = """
    Abbas Abdulhamit Abdulkadir Abdullah Abdulsamet Abdurrahim Abdurrahman Abdülaziz Abdülhamit Abdülkadir Abidin Abuzer
    Adem Adil Adnan Agah Ahmet Ahmed Akif Alaaddin Alaattin Ali Alican Alihan Alp Alpaslan Alparslan Alpay Alper Alperen
    Altan Altay Anıl Arda Arif Asım Ata Atakan Atalay Atıf Atilla Attila Ayberk Ayhan Aykut Aytaç Aytekin Azad Aziz
    Bahadır Bahattin Bahri Baki Baran Barbaros Barış Bartu Batıkan Batuhan Bayram Bedirhan Bedri Behçet Behlül Behzat
    Bekir Berat Berk Berkan Berkant Berkay Berke Berker Besim Bilal Birol Bora Boran Botan Buğra Burak Burhan
    Burhanettin Bülent Cafer Cahit Caner Cavit Celal Celalettin Celil Cem Cemal Cemalettin Cemil Cengiz Cengizhan Cenk
    Cevat Cevdet Ceyhun Cihat Coşkun Cuma Cumali Cüneyt Çağatay Çağlar Çetin Davut Demirhan Devran Dinçer Doğan Doğukan
    Durmuş Dursun Ebubekir Edip Efe Efkan Ekrem Emin Emir Emirhan Emrah Emre Emrullah Enes Enis Ensar Enver Eralp Eray
    Ercan Ercüment Erdal Erdem Erdi Erdinç Erdoğan Eren Ergin Ergun Ergün Erhan Erkan Erkin Erkut Erman Erol Ersan Ersin
    Ersoy Ertan Ertuğrul Ertürk Esat Eşref Ethem Eymen Eyüp Fadıl Fahrettin Fahri Faik Faruk Fatih Fazıl Fehmi Ferdi
    Ferhat Feridun Ferit Ferruh Fevzi Feyyaz Feyzullah Fikri Fuat Furkan Galip Gazi Gökalp Gökay Gökhan Gökmen Gürbüz
    Gürcan Gürhan Gürkan Gürol Gürsel Gürsoy Habib Habip Hacı Hadi Hakan Hakkı Haldun Halil Halim Halis Halit Haluk
    Hamdi Hamit Hamza Hanefi Harun Hasan Hasip Haşim Hayati Haydar Hayrettin Hayri Hayrullah Hıdır Hıfzı Hilmi Himmet
    Hulusi Hurşit Hüsamettin Hüseyin Hüsnü İbrahim İdris İhsan İlhami İlhan İlker İlyas İmdat İsa İshak İskender İslam
    İsmail İzzet İzzettin Kaan Kadir Kağan Kamber Kamil Kasım Kayhan Kazım Kemal Kemalettin Kenan Kerem Kerim Kıvanç
    Koray Korhan Korkut Köksal Kubilay Kutay Kürşat Kürşad Latif Levent Lokman Lütfi Lütfullah Macit Mahir Mahmut Mahsun
    Mansur Mazhar Mazlum Mehmed Mehmet Melih Memduh Memet Memiş Menderes Mert Mertcan Mesut Mete Metehan Metin Mevlüt
    Mikail Miraç Mirza Mithat Muhammed Muhammet Muharrem Muhittin Muhsin Murat Murathan Musa Mustafa Muzaffer Mücahit
    Müfit Mükremin Mümin Mümtaz Münir Müslüm Naci Nadir Nail Naim Namık Nazım Nazif Nazmi Necat Necati Necdet Necip
    Necmettin Necmi Nedim Nejat Neşet Nevzat Nezih Nihat Niyazi Nizamettin Numan Nurettin Nuri Nurullah Nusret Oğuz
    Oğuzcan Oğuzhan Okan Okay Oktay Olgun Onat Onur Orçun Orhan Orkun Osman Ozan Ökkeş Ömer Önder Öner Özer Özhan Özkan
    Polat Rahmi Raif Ramazan Ramiz Rasim Raşit Rauf Recai Recep Refik Reha Remzi Resul Reşat Reşit Rıdvan Rıfat Rıfkı
    Rıza Ruhi Rüstem Rüştü Saadettin Sabahattin Sabri Sadettin Sadık Sadri Sadullah Sait Said Sakıp Salih Salim Samed
    Samet Sami Samim Sarp Savaş Sedat Sefer Selahattin Selami Selçuk Selim Semih Serdar Serhan Serhat Serkan Sermet
    Sertaç Seyfettin Seyfi Seyit Sezai Sezgin Sırrı Sinan Soner Suavi Süleyman Şaban Şahap Şakir Şamil Şefik Şehmus
    Şemsettin Şenol Şeref Şerif Şevket Şeyhmus Şükrü Taha Tahir Tahsin Talat Talha Talip Tamer Taner Tanju Tarık Tarkan
    Taşkın Tayfun Tayfur Taylan Tayyip Tekin Temel Teoman Tevfik Tezcan Timuçin Timur Tolga Tolgahan Toygar Tufan Tugay
    Tuğrul Tunahan Tuncay Tuncer Tunç Turan Turgay Turgut Turhan Uğur Ulaş Utku Ünal Ünsal Vahap Vahit Vasfi Vecdi
    Vedat Vehbi Veli Veysel Veysi Volkan Vural Yahya Yakup Yalçın Yalın Yaman Yasin Yavuz Yekta Yener Yetkin Yıldıray
    Yıldırım Yiğit Yunus Yusuf Yücel Zafer Zekai Zekeriya Zeki Zihni Ziya Zülfikar Zülküf
    Garo Agop Hagop Aram Arto Kirkor Krikor Hrant Rober Vahan Masis Varujan Bedros Sarkis Moris Nesim İzak Yasef Yorgo
    Stelyo Şiyar Welat Şervan Rohat Ardaş Herman Mihran Ohannes Artin Mehdi Muammer Sadi Suat
    """

  /// Names of women and men alike, so that they tell nothing but that they are first names.
  static let either = """
    Ada Alişan Arın Armağan Arya Asena Aşkın Ayaz Aydan Ayda Ayşan Bahtiyar Benan Beyhan Bilge Bilgehan Bircan
    Bulut Burçak Burçin Can Cemre Ceyhan Cihan Coşku Çağdaş Çağrı Çağın Çınar Deniz Derin Derman Derya Devrim Dicle
    Dilşad Doğa Doğuş Duru Ege Ekin Elvan Emsal Ender Engin Erden Ergül Esen Evren Evrim Ezel Ferda Ferhan Fikret Fırat
    Gökçe Gökçen Göksel Görkem Günay Günsel Güneş Güney Güngör Gülhan Güven Hasret Hayat Hazar Hikmet Hür Hürriyet Işık
    Işın Irmak İkbal İlkay İlke İlkim İmge İmran İnan İnanç İsmet Kamuran Kader Kısmet Kıvılcım Koza Kudret Kutlu Lal
    Mahur Mavi Muhterem Mukadder Mutlu Naz Nazar Neva Nil Nimet Nisan Nur Nurcan Nurhan Olcay
    Oray Orkide Oytun Ömür Önal Övgü Özay Özcan Özde Özden Özen Özgen Özgün Özgür Pamir Pırıl Poyraz Reyyan Rüzgar
    Saner Satı Seçkin Sefa Serin Servet Sevi Seyhan Sezer Sezgi Soley Su Suay
    Süreyya Şafak Şahan Şan Şen Şükür Tansu Toprak Tuana Tuna Ufuk Uluç Umut Umur Utkan Uzay Ülkü Ümit
    Ümran Yadigar Yağmur Yankı Yaşar Yurdaer Zeren
    """

  static let englishWomen = """
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Betty Sandra Ashley
    Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela
    Anna Ruth Brenda Pamela Nicole Katherine Catherine Christine Samantha Debra Rachel Carolyn Janet Maria Heather Diane
    Julie Joyce Victoria Emma Olivia Sophie Sophia Charlotte Hannah Grace Alice Julia Claire Fiona Elena Ingrid Sabine
    Monika Katharina Anja Giulia Chiara Isabelle Fatima Tiina Päivi Jane Joan Gillian Tamsin Siobhan Wendy
    Lucy Ellen Kate Katie Chloe Louise Georgia Eleanor Harriet Imogen Priya Aisha Layla Magdalena Agnieszka Katarzyna
    Joanna Ewa Anke Birgit Petra Heike Ulrike Claudia Martina Francesca Federica Valentina Carmen Marta Lucia Pilar
    Camille Amelie Élodie Natalia Irina Olga Svetlana Astrid Freja Sofie Marieke Femke Ann Anne Annie Beth Cheryl Debbie
    Denise Eileen Elaine Frances Gail Gemma Hazel Holly Irene Jackie Jenny Jill Judith Judy Kathy Lauren Liz Lorraine
    Lynn Maggie Mandy Maureen Megan Melanie Natalie Naomi Pam Paula Philippa Rosie Sally Sheila Shirley Sue Vicky Yvonne
    Zoe
    """

  static let englishMen = """
    James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald
    Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas
    Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis
    Peter Henry Oliver Harry Simon Martin Stefan Hans Klaus Jürgen Wolfgang Giovanni Marco Giuseppe Pierre Luca Ivan
    Sergey Dmitry Mohammed Omar Hassan Ibrahim Khalid Ahmed Dave Tom Nick Steve Mike Jim Bob Joe Matt Rob Andy
    Phil Neil Graham Ian Keith Trevor Nigel Colin Stuart Duncan Callum Liam Sean Connor Joost Pieter Jan Jens Lars
    Björn Sven Erik Anders Nils Henrik Mikael Mika Juha Matti Ahti Uwe Jörg Dieter Günther Heinz Bernd Matthias
    Sebastian Florian Tobias Andreas Lorenzo Matteo Alessandro Francesco Antonio Carlos Javier Miguel Luis Philippe
    Olivier Laurent Julien Mathieu Antoine Piotr Tomasz Krzysztof Marek Pavel Mikhail Nikolai Vladimir Rajesh Sanjay
    Arjun Tariq Yousef Bill Dan Fred Greg Jeff Ken Ray Ron Ted Tim Tony Alan Barry Derek Gavin Geoff Glenn Howard
    Hugh Jeremy Lewis Malcolm Norman Owen Ralph Ross Roy Russell Stanley Walter Wayne Juan José Pablo Diego Paolo
    """

  /// Not every Andrea is a woman, nor every Jean a man.
  static let englishEither = """
    Alex Andrea Jean Kim Robin Sam Jordan Taylor Chris Pat Sasha Kelly Jamie Morgan Casey Leslie Terry Tracy Nicola Simone
    """
}
