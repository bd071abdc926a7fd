/// A way to reach a lead.
///
/// All that depends on a channel stands in its ``traits``, so that one more compiles once everything about it is said.
package enum Channel: String, CaseIterable, Sendable {
  case whatsapp, email

  // Where one trait is asked for, the others need not be put together.
  @inlinable @inline(__always) package var traits: ChannelTraits {
    switch self {
    case .whatsapp:
      ChannelTraits(
        title: "WhatsApp", inJSON: #""whatsapp""#, jobTag: "-whatsapp-", rosterCode: 1, wordingSlot: 0,
        address: .mobile,
        isLetter: false)
    case .email:
      ChannelTraits(
        title: "E-mail", inJSON: #""email""#, jobTag: "-email-", rosterCode: 2, wordingSlot: 1, address: .email,
        isLetter: true)
    }
  }

  /// Where a message to the lead goes; nil if the lead cannot be reached.
  package func address(of lead: borrowing Lead) -> String? { traits.address.deliverable(of: lead) }
}

/// What is to be said of a channel.
package struct ChannelTraits: Sendable {
  /// For people, as a sentence begins with it.
  package let title: StaticString
  /// Its name in quotes. Every line of a job has it: a String would be looked through for what needs an escape.
  package let inJSON: StaticString
  /// Its name between dashes: its part of a job's id, by which alone the jobs of two channels differ.
  package let jobTag: StaticString
  /// Tells its places in the roster from those of other channels, for as long as there are rosters: never change or reuse
  /// one. Not zero, and without the bit of four, which marks addresses.
  package let rosterCode: UInt8
  /// Where its wordings stand among all channels', from zero.
  package let wordingSlot: Int
  package let address: AddressKind
  /// Whether its messages have a subject and a signature; others are kept short.
  package let isLetter: Bool

  @inlinable package init(
    title: StaticString, inJSON: StaticString, jobTag: StaticString, rosterCode: UInt8, wordingSlot: Int,
    address: AddressKind, isLetter: Bool
  ) {
    (self.title, self.inJSON, self.jobTag) = (title, inJSON, jobTag)
    (self.rosterCode, self.wordingSlot) = (rosterCode, wordingSlot)
    (self.address, self.isLetter) = (address, isLetter)
  }
}

/// What a channel needs to know of a lead.
package enum AddressKind: Sendable {
  case mobile, email

  /// Where messages arrive.
  package func deliverable(of lead: borrowing Lead) -> String? {
    switch self {
    case .mobile: lead.whatsapp?.text ?? lead.phone.flatMap { $0.isMobile ? $0.e164 : nil }
    case .email: lead.email?.text
    }
  }

  /// The same, or a landline: who wants no messages there has said so for that number.
  package func known(of lead: borrowing Lead) -> String? {
    switch self {
    case .mobile: lead.whatsapp?.text ?? lead.phone?.e164
    case .email: lead.email?.text
    }
  }
}
