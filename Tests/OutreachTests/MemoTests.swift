import Testing

@testable import Outreach

/// What is remembered must never be told from what is found out anew.
struct MemoTests {
  static let names = [
    "Hane Mimarlık", "Hane Mimarlık 123", "123", "Stüdyo 34", "34", "Yıldız Diş Kliniği", "Kliniği",
    "ABC Lojistik A.Ş.",
    "A.Ş.", "Karadeniz Ltd. Şti.", "su", "Kaynak su", "TRT", "Google", "Petek", "Yıldız (Merkez)", "Otel “Bit Palas”",
    "McDonald's", "O'", "H&M", "4.000", "100", "1300 ", "Ada 1300", "Ada 20", "20", "000", "Ada 0", "Ada 10500000",
    "Sahibinden.com", "yazılım", "müşteri takip yazılımı", "mimarlık", "renk",
    "Café", "Cafe\u{301}", "Ege \u{301}n", "上海", "Boğaziçi 上海", "1903+", "", " ", "Ada ", "x", "ş", "Ü",
  ]

  @Test func `suffixes are the same from memory`() {
    let memo = SuffixMemo()
    for round in 1...2 {
      for name in Self.names {
        for suffix in TurkishSuffix.allCases {
          for plain in [false, true] {
            let expected = suffix.applied(to: name, plain: plain)
            #expect(
              Array(memo.applied(suffix, to: name, plain: plain).utf8) == Array(expected.utf8),
              "“\(name)” \(suffix), plain: \(plain), round \(round)")
          }
        }
      }
    }
  }

  @Test func `a memory that was full goes on with new words`() {
    let memo = SuffixMemo()
    for number in 0..<10_000 {
      let name = "Ada \(number)"
      #expect(memo.applied(.locative, to: name, plain: false) == TurkishSuffix.locative.applied(to: name))
    }
  }

  @Test func `keys are told apart by every byte and by their kind`() {
    var memo = ByteMemo<Int>()
    let keys: [[UInt8]] = [
      [], [0], [0, 0], Array("mimarlık".utf8), Array("mimarlik".utf8), Array(0...40), Array(0...41),
    ]
    for (index, key) in keys.enumerated() {
      key.withUnsafeBufferPointer { bytes in
        for kind in 0..<3 { memo.insert(index * 3 + kind, for: bytes, kind: UInt64(kind)) }
      }
    }
    for (index, key) in keys.enumerated() {
      key.withUnsafeBufferPointer { bytes in
        for kind in 0..<3 { #expect(memo.value(of: bytes, kind: UInt64(kind)) == index * 3 + kind) }
        #expect(memo.value(of: bytes, kind: 3) == nil)
      }
    }
  }

  @Test(arguments: Language.builtIn) func `a writer writes what a new one would`(language: Language) throws {
    let generator = TemplateGenerator(sender: SampleBook.sender(writing: language))
    let writer = generator.writer()
    for tone in generator.tones {
      for objective in generator.objectives {
        for channel in Channel.allCases {
          for lead in SampleBook.leads {
            let score = ScoringModel().score(
              lead, channel: channel, objective: objective, language: language, asOf: Timestamp(seconds: 1_795_000_000))
            let request = SequenceRequest(
              lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: 3)
            #expect(try writer.sequence(for: request, score: score) == generator.sequence(for: request, score: score))
          }
        }
      }
    }
  }

  @Test func `a writer goes over to another language and back`() throws {
    let generator = TemplateGenerator(sender: SampleBook.sender(writing: .tr))
    let writer = generator.writer()
    for lead in SampleBook.leads.prefix(4) {
      for (language, channel) in zip([Language.tr, .en, .tr], [Channel.email, .email, .whatsapp]) {
        let score = ScoringModel().score(
          lead, channel: channel, objective: "tanitim", language: language, asOf: Timestamp(seconds: 1_795_000_000))
        let request = SequenceRequest(
          lead: lead, channel: channel, tone: "kurumsal", language: language, objective: "tanitim", maxFollowUps: 2)
        #expect(try writer.sequence(for: request, score: score) == generator.sequence(for: request, score: score))
      }
    }
  }
}
