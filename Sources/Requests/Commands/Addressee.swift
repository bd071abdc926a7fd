package import Outreach

/// Whom a command is about: a lead, or whoever is written to at an address, or both.
package struct Addressee: Hashable, Sendable {
  package var lead: LeadID?
  package var addresses: [ContactAddress]

  package init(lead: LeadID? = nil, addresses: [ContactAddress] = []) {
    self.lead = lead
    self.addresses = addresses
  }

  package var isNobody: Bool { lead == nil && addresses.isEmpty }

  /// The channels that a command is about if it names `channel`, or none.
  package func channels(_ channel: Channel?) -> [Channel] {
    let asked = channel.map { [$0] } ?? Channel.allCases
    return lead != nil ? asked : asked.filter { channel in addresses.contains { $0.channel == channel } }
  }

  package func addresses(on channel: Channel) -> [String] { addresses.filter { $0.channel == channel }.map(\.text) }

  /// The beginning of a sentence: "Lead 139", "The address +905321112233".
  package var description: String {
    let addresses = addresses.map(\.text).joined(separator: ", ")
    guard let lead else { return "The address \(addresses)" }
    return addresses.isEmpty ? "Lead \(lead)" : "Lead \(lead) (\(addresses))"
  }
}

/// A phone number in E.164, an id of WhatsApp's or a checked e-mail address, as calendar and roster spell it.
package struct ContactAddress: Hashable, Sendable {
  package let text: String
  /// Where messages to it go: to a phone by WhatsApp.
  package let channel: Channel

  package init(_ phone: PhoneNumber) { (text, channel) = (phone.e164, .whatsapp) }
  package init(_ address: WhatsAppAddress) { (text, channel) = (address.text, .whatsapp) }
  package init(_ email: EmailAddress) { (text, channel) = (email.text, .email) }

  /// Where messages to an address go that is spelled as here.
  package static func channel(of text: String) -> Channel { text.utf8.contains(UInt8(ascii: "@")) ? .email : .whatsapp }

  /// Why a text is no address, in a sentence.
  package struct Unreadable: Error { package var message: String }

  /// Reads an address of WhatsApp in any form that ``WhatsAppAddress`` knows, or an e-mail address, told apart by the @.
  package init(parsing text: String) throws(Unreadable) {
    if text.utf8.contains(UInt8(ascii: "@")), !WhatsAppAddress.isWritten(text) {
      do throws(EmailAddressError) { self.init(try EmailAddress(parsing: text)) } catch {
        throw Unreadable(message: error.message)
      }
    } else {
      do throws(PhoneNumberError) { self.init(try WhatsAppAddress(parsing: text)) } catch {
        throw Unreadable(message: error.message)
      }
    }
  }

  /// All addresses of a cell or value that may hold several, joined in any of the ways that ``CellValues`` knows.
  ///
  /// Parts that are none are passed over as long as one is; otherwise the whole is told.
  package static func all(in field: String) throws(Unreadable) -> [ContactAddress] {
    let whole: Unreadable
    do throws(Unreadable) { return [try ContactAddress(parsing: field)] } catch { whole = error }
    // The decimal comma of a number that a spreadsheet has rounded would divide it.
    if PhoneNumber.isRounded(field) { throw whole }
    var found: [ContactAddress] = []
    for address in CellValues.all(in: field, { try? ContactAddress(parsing: $0) }) where !found.contains(address) {
      found.append(address)
    }
    guard !found.isEmpty else { throw whole }
    return found
  }
}
