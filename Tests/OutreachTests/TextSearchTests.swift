import Outreach
import Testing

struct TextSearchTests {
  @Test(arguments: [
    ("tarım makineleri", "makine", 7), ("aab", "ab", 1), ("aaab", "aab", 1), ("çay", "ay", 2), ("ab", "abc", nil),
    ("", "a", nil),
    ("ab", "", nil), ("a\r\nb", "\n", 2), ("İ", "i", nil),
  ])
  func finds(_ text: String, _ part: String, _ offset: Int?) {
    let found = text.firstRange(of: part)
    #expect(found.map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } == offset)
    #expect(found.map { String(text[$0]) == part } != false)
    #expect(text.contains(part) == (offset != nil || part.isEmpty))
  }

  @Test func findsInPartsOfATextByTheirOwnBounds() {
    let text = "önce bir, sonra bir daha"
    let rest = text.drop { $0 != "," }
    #expect(rest.firstRange(of: "bir").map { text[..<$0.lowerBound] } == "önce bir, sonra ")
    #expect(!rest.dropLast(8).contains("bir"))
  }

  @Test func cutsBetweenPlaces() {
    #expect("bir\n\niki\n\n\n\nüç".parts(between: "\n\n") == ["bir", "iki", "üç"])
    #expect("".parts(between: "x").isEmpty)
    #expect("tek".parts(between: "\n\n") == ["tek"])
  }

  @Test func replacesEachPlaceOnce() {
    #expect("aaaa".replacing("aa", with: "a") == "aa")
    #expect("a\r\nb\r\n".replacing("\r\n", with: "\n") == "a\nb\n")
    #expect("İĞ-İ".replacing("İ", with: "i") == "iĞ-i")
    #expect("abc".replacing("x", with: "y") == "abc")
    #expect("kalan".replacing("", with: "y") == "kalan")
    #expect("kalan".ranges(of: "a").count == 2)
  }
}
