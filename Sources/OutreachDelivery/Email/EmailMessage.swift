internal import Outreach
internal import Requests

/// An e-mail as it is given to sendmail (RFC 5322, MIME): a text and the same as simple HTML.
///
/// It has no `Auto-Submitted`, on purpose: the message is a person's, to a person, who is to answer. With it every system that
/// obeys RFC 3834 would keep silent, and an "out of office until Monday" or a ticket system's answer would never be heard.
struct EmailMessage {
  var job: SenderJob
  var settings: EmailSettings
  var date: Timestamp

  /// Why it cannot be written, in a sentence.
  struct Invalid: Error, Hashable { var message: String }

  /// The message, lines ending in LF as local programs have them.
  func bytes() throws(Invalid) -> [UInt8] {
    let to = try recipient()
    let text = job.message.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    guard let subject = job.subject, subject.contains(where: { !$0.isWhitespace }) else {
      throw Invalid(message: "the job has no subject")
    }
    var lines = [
      "From: \(settings.from.header)", "To: <\(to)>", "Subject: \(EncodedText.header(subject, used: 9))",
      "Date: \(Self.text(of: date))", "Message-ID: \(Self.messageID(job.id, settings.from.domain))",
    ]
    if job.id.step > 1 {
      let before = (1..<job.id.step).map { step in
        var id = job.id
        id.step = step
        return Self.messageID(id, settings.from.domain)
      }
      lines.append("In-Reply-To: \(before[before.count - 1])")
      lines.append("References: \(before.joined(separator: "\n "))")
    }
    lines += unsubscribing()
    let boundary = "=_\(job.id)"
    lines += [
      "MIME-Version: 1.0", "Content-Type: multipart/alternative;\n boundary=\"\(boundary)\"", "", "--\(boundary)",
    ]
    lines += Self.part("text/plain", text) + ["--\(boundary)"]
    lines += Self.part("text/html", HTMLText.of(text)) + ["--\(boundary)--", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// Read again, since whatever is in it would become a header.
  private func recipient() throws(Invalid) -> String {
    guard let address = try? EmailAddress(parsing: job.to), address.text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }),
      !address.text.contains(where: { "<>,;\"()".contains($0) })
    else { throw Invalid(message: "\"to\" is no e-mail address") }
    return address.text
  }

  /// `<139-email-2-20261123T101512.345678Z@firm.example>`: the same message always has the same.
  static func messageID(_ id: JobID, _ domain: String) -> String { "<\(id)@\(domain)>" }

  /// RFC 8058: a mail program's own button, which posts without asking further.
  private func unsubscribing() -> [String] {
    let mail = "<mailto:\(settings.from.address)?subject=RET>"
    guard let page = settings.unsubscribeURL?.replacing("{job}", with: job.id.description) else {
      return ["List-Unsubscribe: \(mail)"]
    }
    let header = "List-Unsubscribe: <\(page)>,\n \(mail)"
    return page.hasPrefix("https://") ? [header, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"] : [header]
  }

  private static func part(_ type: String, _ text: String) -> [String] {
    let (encoding, lines) = EncodedText.body(text + "\n")
    return ["Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: \(encoding)", "", lines]
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Mon, 23 Nov 2026 10:15:12 +0000`
  static func text(of time: Timestamp) -> String {
    let (year, month, day) = time.day.components
    let clock = time.iso8601.dropFirst(11).dropLast()
    return "\(days[time.day.weekday]), \(day) \(months[month - 1]) \(year) \(clock) +0000"
  }
}

/// A text as HTML that looks the same: paragraphs, line breaks, links.
enum HTMLText {
  static func of(_ text: String) -> String {
    var paragraphs: [[String]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        if paragraphs[paragraphs.count - 1] != [] { paragraphs.append([]) }
      } else {
        paragraphs[paragraphs.count - 1].append(linked(String(line)))
      }
    }
    let body = paragraphs.filter { !$0.isEmpty }.map { "<p>\($0.joined(separator: "<br>\n"))</p>" }
    return
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n\(body.joined(separator: "\n"))\n</body></html>"
  }

  private static func linked(_ line: String) -> String {
    line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.hasPrefix("https://") || word.hasPrefix("http://") else { return escaped(word) }
      let address = word.prefix { !"<>\"".contains($0) }
      let end = address.reversed().drop { ".,;:!?)".contains($0) }.count
      let link = escaped(address.prefix(end))
      return "<a href=\"\(link)\">\(link)</a>" + escaped(word.dropFirst(end))
    }.joined(separator: " ")
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
  }
}
