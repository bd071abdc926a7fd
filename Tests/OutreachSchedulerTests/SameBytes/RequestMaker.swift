@testable import Formats
@testable import Leads
@testable import Outreach

/// Makes requests as people and programs get them right and wrong; the same ones for the same seed.
struct RequestMaker {
  private var dice: SeededRandom
  private var made = 0
  private let first: Int

  /// - Parameter first: the combination of fields to begin with, of ``combinations``.
  init(seed: UInt64, first: Int) {
    dice = SeededRandom(seed: seed)
    self.first = first
  }

  private mutating func one<Element>(of elements: [Element]) -> Element { elements[dice.roll(elements.count)] }
  private mutating func happens(_ percent: Int) -> Bool { dice.roll(100) < percent }

  static let tones = ["kurumsal", "samimi", "premium", "teknik", "enerjik"]
  /// Channels, tones, languages, objectives, lengths.
  static let combinations = 5 * 5 * 2 * 6 * 11
  static let objectives = ["ilk_temas", "tanitim", "randevu", "teklif_takibi", "yeniden_temas", "referans"]

  /// Leads that only the book knows, in ``book``; the others say who they are.
  static let bookSize = 400

  /// The next request; every combination of tone, objective, channel, language and length comes up in turn.
  mutating func next() -> AskedRequest {
    made += 1
    var request = AskedRequest(lead: one(of: ["", "", "L", "x-", "00"]) + "\(made)")
    if made <= Self.bookSize { request.lead = "B\(made)" }
    if happens(15) { request.ref = one(of: ["fuar-2026", "a", "7", "order_\(made)"]) }
    request.fields = fields()
    if made > Self.bookSize || happens(30) { request.facts = facts() }
    if happens(20) {
      request.custom = [
        JSONMember(key: "Fuar Notu", value: .string(one(of: ["Stand 4", "\"evet\", dedi", "çağrı 📞", "7"])))
      ]
    }
    return request
  }

  private mutating func fields() -> [JSONMember] {
    let turn = first + made - 1
    let channels: [JSONValue] = [
      .string("whatsapp"), .string("email"), .string("auto"), .array([.string("whatsapp"), .string("email")]),
      .array([.string("email"), .string("whatsapp")]),
    ]
    var members: [(String, JSONValue)] = [
      ("channel", channels[turn % 5]), ("tone", .string(Self.tones[turn / 5 % 5])),
      ("language", .string(["tr", "en"][turn / 25 % 2])), ("objective", .string(Self.objectives[turn / 50 % 6])),
      ("max_followups", .number("\(turn / 300 % 11)")),
    ]
    if happens(25) { members.append(("start_at", .string(one(of: Self.starts)))) }
    if happens(10) { members.append(("on_active", .string(one(of: ["refuse", "replace", "replase"])))) }
    if happens(10) { members.append(("on_contacted", .string(one(of: ["refuse", "allow", "alow"])))) }
    for index in members.indices {
      if happens(6) { members[index].1 = one(of: Self.wrong) }
    }
    if happens(3) { members.append((one(of: ["chanel", "tones", "objektive", "max_followup"]), .string("email"))) }
    // Most requests say little.
    let kept = happens(30) ? 100 : 80
    return members.filter { _ in happens(kept) }.map { JSONMember(key: $0.0, value: $0.1) }
  }

  private mutating func facts() -> [JSONMember] {
    var members: [(LeadField, [String])] = [
      (.company, Self.companies), (.contactName, Self.people), (.salutation, ["Ayşe Hanım", "Dr. Işık"]),
      (.sector, ["mimarlık", "Diş sağlığı", "DİŞ", "otel", "?", "yazılım & donanım"]),
      (.city, ["İstanbul", "Iğdır", "Çeşme", "Muş", "Berlin"]), (.country, ["Türkiye", "Almanya", "DE", "Atlantis"]),
      (.website, ["www.ornek.example", "https://ornek.example/?a=1&b=\"2\""]),
      (.employees, ["12", "1.250", "çok", "-3"]),
      (.rating, ["4.7", "4,7", "9", "Hot"]), (.revenue, ["12.500.000,50 TL", "95000000", "az"]),
      (.source, ["EMITT fuarı", "tavsiye"]), (.stage, ["yeni", "teklif verildi"]),
      (.lastActivity, ["2026-11-18T09:30:00Z", "05.10.2026", "dün", "2027-01-01"]),
      (.notes, ["Geri aranacak;\nbütçe yok", "\"yenilik\" sordu, 5 kişi\\ekip", "👍🏽 olur\tdedi"]),
      (.timeZone, ["Europe/Istanbul", "Europe/Berlin", "America/New_York", "Asya/İstanbul"]),
      (.owner, ["Selin Aydın"]), (.consentStatus, ["onaylı", "onay bekliyor"]), (.consentAt, ["2026-01-02", "eski"]),
      (.recipientType, ["tacir", "bireysel"]),
    ]
    members = members.filter { _ in happens(35) }
    var facts = members.map { JSONMember(key: $0.0.rawValue, value: .string(one(of: $0.1))) }
    if happens(85) { facts.append(JSONMember(key: "phone", value: .string(phone()))) }
    if happens(75) { facts.append(JSONMember(key: "email", value: .string(email()))) }
    // What only JSON can say.
    if happens(8) { facts.append(JSONMember(key: one(of: ["owner2", "tel"]), value: .string("x"))) }
    if happens(8), !facts.isEmpty { facts[dice.roll(facts.count)].value = one(of: Self.onlyJSON) }
    var seen: Set<String> = []
    return facts.filter { seen.insert($0.key).inserted }
  }

  private mutating func phone() -> String {
    // Some addresses are shared, so that the later request is refused.
    let number = happens(5) ? dice.roll(made) + 1 : made
    let digits = String("\(1_000_000 + number)".suffix(7))
    return one(of: [
      "+90532\(digits)", "0532 \(digits.prefix(3)) \(digits.suffix(4))", "532\(digits)", "+90 (532) \(digits)",
      "0090532\(digits)", "0532\(digits);0212 555 01 02", "0212 555 01 02", "9,05321E+11", "yok", "+49 1512 \(digits)",
      "+1", "٠٥٣٢١١١٢٢٣٣",
    ])
  }

  private mutating func email() -> String {
    one(of: [
      "bilgi\(made)@firma.example", "Ayşe <ayse\(made)@firma.example>", "a\(made)@x.example;b@x.example", "bozuk@",
      "bilgi@türkçe\(made).example", "iki bilgi@x.example", "info@firma.example",
    ])
  }

  private static let companies = [
    "Hane Mimarlık", "Işık \"Ağız\" Sağlığı", "İğne & Oğlu A.Ş.", "ŞİŞECAM", "Çınar\\Ltd", "{{company}}", "🏗️ Yapı",
    "Öz Güven, Hukuk; Danışmanlık", "<b>Kalın</b>", "İki\nsatır", "e\u{301}clair", "\u{202E}ters", "A",
  ]
  private static let people = [
    "Ayşe Demirci", "MURAT KOÇAK", "muhammed emin karaosmanoğlu", "İlker", "O'Neil \"Jim\"", "Av. Ş. Öz", "🙂", "1",
  ]
  private static let starts = [
    "2026-11-20T10:00:00Z", "2026-11-23T07:15:12Z", "2026-11-28T23:59:59+03:00", "2026-12-31T15:00:00Z",
    "2027-04-23T08:00:00+03:00", "2027-03-28T01:30:00Z", "2031-01-01T00:00:00Z", "2026-11-30", "yarın",
  ]
  private static let wrong: [JSONValue] = [
    .string("kurumsl"), .string("whatsap"), .string("İlk Temas"), .string("EN"), .number("11"), .number("-1"),
    .number("2.5"), .string("-"), .string(""), .null, .bool(true), .array([]), .array([.string("sms")]), .object([]),
    .array([.string("whatsapp"), .string("whatsapp")]), .string("\"tırnak\""),
  ]
  private static let onlyJSON: [JSONValue] = [
    .null, .number("42"), .number("1e3"), .bool(false), .string(""), .string("  "), .string("-"), .string("N/A"),
    .array([.string("0532 111 22 33"), .string("0212 555 01 02")]), .array([]), .object([]), .string(" boşluklu "),
  ]

  /// A lead book with columns of opt-outs, since a file of its own cannot say that a CRM has noted one.
  static var book: String {
    var text = "lead_id,company,contact_name,phone,email,city,rating,Email Opt Out,Unsubscribed,time_zone\n"
    for id in 1...bookSize {
      let optOuts = [",", "1,", ",evet", "false,0", "05.10.2026,"][id % 5]
      let zone = id % 41 == 0 ? "Mars/Olympus" : ""
      text += "B\(id),\"Firma \(id), Ş\",Ayşe \(id),+9053399\(10_000 + id),b\(id)@kitap.example,İzmir,4.\(id % 10)"
      text += ",\(optOuts),\(zone)\n"
    }
    return text
  }
}
