import Testing

@testable import Formats

@Suite struct SipHashTests {
  private static let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)

  /// Of 00 01 02 …, by an implementation that gives the reference's own values for SipHash-2-4.
  @Test(
    arguments: [
      (0, 0xBEA5_8827_B2BC_7EE7, 0x0130_30DD_6ADB_62FD), (1, 0xA8ED_D360_0437_6FFC, 0x63F0_2F2B_CC73_055E),
      (8, 0xB4DA_E3D5_E1FE_12AA, 0x99C7_F935_AB16_4F72), (15, 0x6C52_BDB2_0555_7EC1, 0x0901_7E1E_ECCD_2129),
      (16, 0xEB8E_5115_57D9_A8D0, 0x9317_9E3D_F8B0_13B5), (63, 0x6F42_FE4E_E300_584C, 0xAD60_52A7_0A6B_9F07),
    ] as [(Int, UInt64, UInt64)]) func isTheOneThatIsPublished(_ count: Int, _ low: UInt64, _ high: UInt64)
  {
    let bytes = (0..<count).map { UInt8($0) }
    let hash = bytes.withUnsafeBytes { SipHash.of($0, key: Self.key) }
    #expect(hash == (low, high))
    guard count >= 8 else { return }
    let rest = bytes[8...].withUnsafeBytes { SipHash.of(prefix: 0x0706_0504_0302_0100, $0, key: Self.key) }
    #expect(rest == hash)
  }
}
