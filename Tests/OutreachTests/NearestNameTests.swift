import Outreach
import Testing

@Suite struct NearestNameTests {
  private static let tones = ["kurumsal", "samimi", "premium", "teknik", "enerjik"]

  @Test(arguments: [
    ("kurumsl", "kurumsal"), ("KURUMSAL", "kurumsal"), ("samimmi", "samimi"), ("teknki", "teknik"),
    ("premum", "premium"),
    ("enerjk", "enerjik"), ("kurumsall", "kurumsal"), ("samimi", "samimi"),
  ]) func isFound(_ text: String, _ expected: String) { #expect(NearestName.of(text, among: Self.tones) == expected) }

  @Test(arguments: ["", "x", "friendly", "kurum", String(repeating: "k", count: 65), "resmi"])
  func isNotMadeUp(_ text: String) { #expect(NearestName.of(text, among: Self.tones) == nil) }

  /// Who types a Turkish name on another keyboard means that name.
  @Test func diacriticsAreNoSlip() {
    #expect(NearestName.of("SAMİMİ", among: Self.tones) == "samimi")
    #expect(NearestName.of("oncelik", among: ["öncelik", "tanıtım"]) == "öncelik")
    #expect(NearestName.of("tanitim", among: ["öncelik", "tanıtım"]) == "tanıtım")
  }

  @Test func aSwapOfNeighboursIsOneSlip() { #expect(NearestName.of("rt", among: ["tr", "en"]) == "tr") }
  @Test func nothingIsNearAnEmptyList() { #expect(NearestName.of("tr", among: []) == nil) }
}
