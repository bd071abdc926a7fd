import Testing

@testable import OutreachDelivery

@Suite("Signatures")
struct SHA256Tests {
  @Test(
    "The standard's own examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (String(repeating: "a", count: 1_000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
  func digests(text: String, digest: String) {
    #expect(SHA256.hexadecimal(SHA256.digest(Array(text.utf8))) == digest)
  }

  @Test("RFC 4231, test cases 1, 2 and 6")
  func codes() {
    func code(_ key: [UInt8], _ text: String) -> String {
      SHA256.hexadecimal(SHA256.authenticationCode(of: Array(text.utf8), key: key))
    }
    #expect(
      code([UInt8](repeating: 0x0b, count: 20), "Hi There")
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    #expect(
      code(Array("Jefe".utf8), "what do ya want for nothing?")
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      code([UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First")
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test("Every length up to three blocks pads as it should")
  func lengths() {
    // Against sha256sum: the digest of all digests of 0…200 letters.
    let all = (0...200).flatMap { SHA256.digest([UInt8](repeating: 0x61, count: $0)) }
    #expect(
      SHA256.hexadecimal(SHA256.digest(all)) == "1be2d7d291484baf4c78d463a65b40a26c255b1946e5205eac8edad606a76fdd")
  }
}
