import Testing

@testable import Outreach

struct LeadTextsTests {
  @Test func textsAreWhatWasSetLast() {
    var texts = LeadTexts()
    #expect(texts.isEmpty && texts[.company] == nil && !texts.has(.company))
    texts[.company] = "Hane Mimarlık"
    texts[.city] = ""
    texts[.notes] = "Teklif istedi;\nbütçe netleşmedi"
    texts[.company] = "Çınar"
    #expect(texts[.company] == "Çınar" && texts[.city] == "" && texts[.notes] == "Teklif istedi;\nbütçe netleşmedi")
    texts[.city] = nil
    #expect(texts[.city] == nil && !texts.has(.city) && texts.has(.notes))
    texts[.city] = "İzmir"
    #expect(texts[.city] == "İzmir" && texts[.company] == "Çınar")
  }

  /// Against a dictionary, in random order; what was replaced leaves nothing behind.
  @Test(arguments: 1...20) func anyOrder(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var texts = LeadTexts(room: next(200))
    var known: [LeadField: String] = [:]
    for _ in 1...300 {
      let field = LeadField.allCases[next(LeadField.allCases.count)]
      let text = next(5) == 0 ? nil : String(repeating: "şa", count: next(20))
      texts[field] = text
      known[field] = text
      for field in LeadField.allCases where texts[field] != known[field] {
        Issue.record("\(field): \(texts[field] ?? "nil"), not \(known[field] ?? "nil")")
      }
    }
    var other = LeadTexts()
    for (field, text) in known { other[field] = text }
    #expect(texts == other && texts.hashValue == other.hashValue)
  }

  @Test func whatIsNotKnownIsTakenFromTheOther() {
    var near = LeadTexts()
    var far = LeadTexts()
    near[.company] = "Hane"
    near[.phone] = ""
    far[.company] = "Çınar"
    far[.phone] = "+905321112233"
    far[.city] = "Ankara"
    near.add(far)
    #expect(near[.company] == "Hane" && near[.phone] == "" && near[.city] == "Ankara")
    var nothing = LeadTexts()
    nothing.add(far)
    #expect(nothing == far && nothing != near)
  }

  @Test func aTextThatGrowsTakesTheRoomOfOne() {
    var texts = LeadTexts()
    var joined = ""
    for number in 0..<2_000 {
      joined += ";0532\(number)"
      texts[.phone] = joined
      texts[.email] = String(number)
    }
    #expect(texts[.phone] == joined && texts[.email] == "1999")
    #expect(texts.bytes.count < joined.utf8.count + 1_000)
  }
}
