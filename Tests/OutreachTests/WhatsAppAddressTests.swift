import Outreach
import Testing

/// Addresses of WhatsApp as gateways give them, and numbers that have two spellings.
@Suite struct WhatsAppAddressTests {
  @Test(
    arguments: [
      ("905321112233@c.us", "+905321112233"), ("905321112233@s.whatsapp.net", "+905321112233"),
      ("905321112233:3@s.whatsapp.net", "+905321112233"), ("whatsapp:+905321112233", "+905321112233"),
      ("https://wa.me/905321112233?text=x", "+905321112233"), ("wa.me/4915112345678", "+4915112345678"),
      ("https://api.whatsapp.com/send?phone=905321112233&text=a", "+905321112233"),
      ("tel:+90-532-111-22-33;ext=12", "+905321112233"), ("TR.13491208655302741918", "TR.13491208655302741918"),
      ("905321112233.0:3@s.whatsapp.net", "+905321112233"), ("sip:+905321112233@gateway.example", "+905321112233"),
      ("SIPS:905321112233@10.0.0.1", "+905321112233"), ("%2B905321112233", "+905321112233"),
      ("https://api.whatsapp.com/send/?phone=%2B905321112233&text=hi", "+905321112233"),
      ("Ali Kaya <+905321112233>", "+905321112233"), ("tr.13491208655302741918", "TR.13491208655302741918"),
      ("whatsapp:TR.13491208655302741918", "TR.13491208655302741918"),
      (" TR.ENT.13491208655302741918 ", "TR.ENT.13491208655302741918"), ("0212 222 33 44", "+902122223344"),
    ]) func areRead(_ text: String, _ address: String) throws
  {
    #expect(try WhatsAppAddress(parsing: text).text == address)
  }

  @Test(arguments: ["12345@lid", "905321112233-1600000000@g.us", "status@broadcast", "TR.x", "wa.me/message/ABC"])
  func othersAreRefused(_ text: String) {
    #expect(throws: PhoneNumberError.self) { try WhatsAppAddress(parsing: text) }
  }

  @Test(arguments: ["905321112233-1612345678@g.us", "120363025246125486@g.us", "905321112233-1612345@broadcast"])
  func aGroupIsCalledOne(_ text: String) {
    #expect(throws: PhoneNumberError.group(text)) { try WhatsAppAddress(parsing: text) }
  }

  @Test(
    arguments: [
      ("+5215512345678", "+525512345678"), ("+541123456789", "+5491123456789"), ("+554188887777", "+5541988887777"),
      ("+551133334444", "+551133334444"),
    ]) func oneNumberHasOneSpelling(_ text: String, _ e164: String) throws
  {
    #expect(try PhoneNumber(parsing: text).e164 == e164)
    #expect(try PhoneNumber(parsing: e164).e164 == e164)
  }
}
