import Testing

@testable import Outreach

/// Contacts as English-speaking and European lists hold them: `contact ; company ; country => formal letter | message`,
/// ∅ for nobody.
struct ForeignGreetingTests {
  static let table = """
    Personalabteilung ; Nordsee Logistik ; Germany => ∅ | ∅
    Personalabteilung ;; Germany => ∅ | ∅
    Geschäftsführung ;; Austria => ∅ | ∅
    Sekretariat ;; Germany => ∅ | ∅
    Ufficio Acquisti ;; Italy => ∅ | ∅
    Service Achats ;; France => ∅ | ∅
    Ressources Humaines ;; France => ∅ | ∅
    Recursos Humanos ;; Spain => ∅ | ∅
    Departamento de Compras ;; Spain => ∅ | ∅
    Afdeling Inkoop ;; Netherlands => ∅ | ∅
    Directorate of Technical Works ;; => ∅ | ∅
    Technical Works Directorate ;; => ∅ | ∅
    Directorate of Parks ;; UK => ∅ | ∅
    Directorate of Tourism and Promotion ;; => ∅ | ∅
    Department of Culture and Tourism ;; => ∅ | ∅
    Head of Tourism and Promotion ;; UK => ∅ | ∅
    Bureau of Press and Publicity ;; => ∅ | ∅
    Directorate for Youth and Sports ;; => ∅ | ∅
    Unit of Procurement and Tenders ;; => ∅ | ∅
    Branch Manager ;; => ∅ | ∅
    Store Manager ;; UK => ∅ | ∅
    Shop Owner ;; => ∅ | ∅
    Club President ;; => ∅ | ∅
    Managing Director ;; => ∅ | ∅
    Deputy Mayor ;; => ∅ | ∅
    Quality Assurance ;; => ∅ | ∅
    Faculty of Law ;; UK => ∅ | ∅
    Ministry of Health ;; => ∅ | ∅
    Board of Trustees ;; UK => ∅ | ∅
    Office of the Dean ;; UK => ∅ | ∅
    Department of Engineering ;; => ∅ | ∅
    Head of Purchasing Anna Smith ;; UK => Ms Smith | Anna
    Anna Smith, Head of Purchasing ;; UK => Ms Smith | Anna
    Head of Facilities ;; UK => ∅ | ∅
    Sig. Paolo Rossi ;; Italy => Mr Rossi | Paolo
    Sig.ra Anna Bianchi ;; Italy => Ms Bianchi | Anna
    Sr. Juan Pérez ;; Spain => Mr Pérez | Juan
    Sr. Margaret Daly ;; Ireland => Sr. Daly | Sr. Daly
    Sra. Lucía Gómez ;; Spain => Ms Gómez | Lucía
    Señor Pablo Ruiz ;; Spain => Mr Ruiz | Pablo
    Mme Claire Petit ;; France => Ms Petit | Claire
    Mlle Chloé Roux ;; France => Ms Roux | Chloé
    Mr & Mrs Cole ;; UK => Mr and Mrs Cole | Mr and Mrs Cole
    Mr and Mrs James Cole ;; UK => Mr and Mrs Cole | Mr and Mrs Cole
    Bill & Jan ;; UK => Bill and Jan | Bill and Jan
    Bill and Jan ;; UK => Bill and Jan | Bill and Jan
    Bill / Jan ;; UK => Bill and Jan | Bill and Jan
    Anna Smith / Purchasing ;; UK => Ms Smith | Anna
    Herr Klaus Weber ;; Germany => Mr Weber | Klaus
    Frau Dr. Eva Lang ;; Germany => Dr Lang | Dr Lang
    Site Mgr. Dave KOWALSKI ;; UK => Mr Kowalski | Dave
    Asst. Mgr. Dave Kowalski ;; UK => Mr Kowalski | Dave
    Ops Dir. Dave Kowalski ;; UK => Mr Kowalski | Dave
    Sales Rep Ann Lee ;; UK => Ms Lee | Ann
    GIANLUCA FERRARI (buyer) ;; Italy => Gianluca Ferrari | Gianluca
    Dott.ssa Giulia Rossi ;; Italy => Dr Rossi | Dr Rossi
    Mr Blackwood ; Blackwood & Sons Solicitors ; UK => Mr Blackwood | Mr Blackwood
    AHMED AL MANSOORI ;; UAE => Mr Al Mansoori | Ahmed
    Ms Owen ;; UK => Ms Owen | Ms Owen
    Fatma Gül Sezer ;; => Ms Sezer | Fatma Gül
    Ayşe Nur Kaya ;; => Ms Kaya | Ayşe Nur
    Ayşe Demir Kaya ;; => Ms Demir Kaya | Ayşe
    """

  @Test(arguments: table.split(separator: "\n").map(String.init))
  func `people are greeted as they are called, and offices are nobody`(line: String) throws {
    let sides = line.split(separator: "=>")
    let cells = sides[0].split(separator: ";", omittingEmptySubsequences: false).map { withoutSpaces($0) }
    var lead = Lead(id: try #require(LeadID("1")))
    lead.contactName = cells[0]
    lead.country = cells[2].isEmpty ? nil : cells[2]
    let addressee = Addressee(lead, firm: cells[1].isEmpty ? nil : cells[1])
    let forms: [String?] = [
      addressee.form(.formal, language: .en, isLetter: true), addressee.form(.plain, language: .en, isLetter: false),
    ]
    #expect(forms.map { $0 ?? "∅" }.joined(separator: " | ") == withoutSpaces(sides[1]))
  }

  @Test func `a mailbox abroad says that capitals have no dotless i`() {
    var lead = Lead(id: LeadID(checked: "1"))
    lead.contactName = "DIMITRI IVANOV"
    lead.email = EmailAddress(checked: "ivanov@example.bg")
    #expect(Addressee(lead, firm: nil).form(.plain, language: .en, isLetter: false) == "Dimitri")
    lead.email = EmailAddress(checked: "yildiz@example.com.tr")
    lead.contactName = "YILDIZ ŞEN"
    #expect(Addressee(lead, firm: nil).form(.plain, language: .en, isLetter: false) == "Yıldız")
  }

  @Test(arguments: [
    "AB", "Lda", "Lda.", "OÜ", "Oy", "Oyj", "ApS", "A/S", "SpA", "S.p.A.", "S.A.", "SA", "s.r.o.", "d.o.o.", "EOOD",
    "UG", "Kft.", "Zrt.", "SIA", "UAB", "W.L.L.", "JSC", "ООО", "Sp. z o.o.", "AS", "GmbH & Co. KG", "Pty Ltd",
  ])
  func `a legal form of any country is no part of the name`(form: String) {
    #expect(FirmName.mended("Nordhav Sails " + form) == "Nordhav Sails")
  }

  @Test(arguments: ["Termal Spa", "Ankara AB Ofisi", "Murat Oy Mimarlık"])
  func `what only looks like a legal form stays`(name: String) { #expect(FirmName.mended(name) == name) }

  @Test(arguments: [
    ("PORT OF MERSIN AUTHORITY", "Port of Mersin Authority"), ("MINISTRY OF INDUSTRY", "Ministry of Industry"),
    ("Denim House Mills Pvt Ltd", "Denim House Mills"), ("Acme Pty Ltd", "Acme"), ("Acme Sdn Bhd", "Acme"),
    ("ACME GMBH & CO. KG", "ACME"), ("Denim Mills (Pvt) Ltd.", "Denim Mills"),
    ("ST. MARK'S PARISH TRUST", "St. Mark's Parish Trust"), ("FRIENDS OF THE EARTH", "Friends of the Earth"),
  ])
  func `firms in capitals keep their small words`(name: String, expected: String) {
    #expect(FirmName.mended(name) == expected)
    #expect(FirmName.mended(name, isAbroad: true) == expected)
  }
}

private func withoutSpaces(_ text: Substring) -> String {
  var text = text
  while text.first == " " { text = text.dropFirst() }
  while text.last == " " { text = text.dropLast() }
  return String(text)
}
