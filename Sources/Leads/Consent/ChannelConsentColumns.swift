internal import Outreach

/// Columns that are called by a channel and hold nothing but ONAY and RET, as İYS's "İzin" over "Arama", "Mesaj" and "E-posta"
/// leaves them when a spreadsheet flattens the two rows: what they say is consent, not an address.
enum ChannelConsentColumns {
  static func find(_ headers: [String], sample: [[String]]) -> [(index: Int, channel: Channel)] {
    headers.indices.compactMap { index in
      guard let channel = channels[HeaderFolding.fold(headers[index])] else { return nil }
      let cells = sample.compactMap { index < $0.count && !NothingWords.isOne($0[index]) ? $0[index] : nil }
      return !cells.isEmpty && cells.allSatisfy { words.contains(HeaderFolding.fold($0)) } ? (index, channel) : nil
    }
  }

  /// Columns that are called by a channel and hold nothing but Evet and Hayır: whether messages are wanted there, or were sent, they
  /// do not say.
  static func doubtful(_ headers: [String], _ columns: [LeadColumn], sample: [[String]]) -> [String] {
    headers.indices.compactMap { index in
      guard columns[index] == .custom(headers[index]), channels[HeaderFolding.fold(headers[index])] != nil else {
        return nil
      }
      let cells = sample.compactMap { index < $0.count && !NothingWords.isOne($0[index]) ? $0[index] : nil }
      return !cells.isEmpty && cells.allSatisfy { answers.contains(HeaderFolding.fold($0)) } ? headers[index] : nil
    }
  }

  private static let words: Set<String> = ["onay", "ret", "red", "onayli", "retli"]
  private static let answers: Set<String> = [
    "evet", "hayir", "e", "h", "yes", "no", "y", "n", "true", "false", "var", "1", "0",
  ]

  private static let channels: [String: Channel] = [
    "arama": .whatsapp, "mesaj": .whatsapp, "sms": .whatsapp, "whatsapp": .whatsapp, "telefon": .whatsapp,
    "gsm": .whatsapp, "call": .whatsapp, "message": .whatsapp, "eposta": .email, "email": .email, "mail": .email,
  ]
}
