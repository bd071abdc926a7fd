import Testing

@testable import Outreach

/// What stands for a channel in names, keys and tables must be its own.
@Suite struct ChannelTests {
  @Test(arguments: Channel.allCases) func itsNameIsSpelledAlike(_ channel: Channel) {
    #expect("\(channel.traits.inJSON)" == "\"\(channel.rawValue)\"")
    #expect("\(channel.traits.jobTag)" == "-\(channel.rawValue)-")
    #expect(!channel.rawValue.contains("-"), "job ids are taken apart at their dashes")
  }

  @Test func rosterCodesAreTheirOwn() {
    let codes = Channel.allCases.map(\.traits.rosterCode)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0 != 0 && $0 & 4 == 0 })
  }

  /// Rosters that were written hold them.
  @Test func rosterCodesStay() {
    #expect(Channel.whatsapp.traits.rosterCode == 1)
    #expect(Channel.email.traits.rosterCode == 2)
  }

  @Test func wordingsStandSideBySide() {
    #expect(Channel.allCases.map(\.traits.wordingSlot) == Array(Channel.allCases.indices))
  }
}
