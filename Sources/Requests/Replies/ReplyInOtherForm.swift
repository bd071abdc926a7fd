internal import Formats
internal import Outreach

/// A refusal in a reply that is not written as one: its text under another name, in a list, or in a file that is no JSON.
///
/// Only what says no is looked for. Nothing is lost if a gateway's "message" is not read, but for the wish to be left alone.
enum ReplyInOtherForm {
  /// What names a text, within a field's name.
  private static let names = [
    "text", "message", "body", "content", "reply", "mesaj", "metin", "icerik", "yanit", "cevap",
  ]

  /// The first text that asks to be left alone, and the field that it stands in.
  static func refusal(in members: [JSONMember]) -> (key: String, text: String)? {
    for member in members where names.contains(where: member.key.lowercased().contains) {
      if let text = texts(in: member.value).first(where: OptOutText.isOptOut) { return (member.key, text) }
    }
    return nil
  }

  private static func texts(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let values): values.flatMap(texts)
    case .object(let members): members.flatMap { texts(in: $0.value) }
    default: []
    }
  }

  /// What a file that is no JSON says: all of it, or what stands behind `"text":` in one that was cut off.
  static func document(of bytes: [UInt8]) -> JSONValue? {
    var said = Substring(String(decoding: bytes, as: UTF8.self))
    if said.drop(while: \.isWhitespace).first == "{" {
      guard let name = said.firstRange(of: "\"text\"") else { return nil }
      said = said[name.upperBound...].drop { $0.isWhitespace || $0 == ":" || $0 == "\"" }
    }
    let text = String(said.prefix { $0 != "\"" })
    return OptOutText.isOptOut(text) ? .object([JSONMember(key: "text", value: .string(text))]) : nil
  }
}
