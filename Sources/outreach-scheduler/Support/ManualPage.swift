/// The manual page in the language of man(7).
enum ManualPage {
  static func text(of commands: [any Command.Type], version: String) -> String {
    var lines = [
      ".TH OUTREACH\\-SCHEDULER 1 \"\" \"outreach\\-scheduler \(escaped(version))\" \"User Commands\"", ".SH NAME",
      "outreach\\-scheduler \\- answers outreach requests dropped into an inbox, plans and sends their messages",
      ".SH SYNOPSIS", ".B outreach\\-scheduler", ".I COMMAND", "[options]", ".SH COMMANDS",
    ]
    for command in commands {
      lines += [".SS \"\(escaped("\(command.name) \(command.synopsis)"))\"", line(command.summary)]
      for option in command.options {
        lines += [".TP", ".B \\-\\-\(escaped(option.name))" + (option.value.map { " \(escaped($0))" } ?? "")]
        lines.append(line(option.help))
      }
      lines += [".PP", "Example:", ".PP", ".nf", ".RS"] + command.example.split(separator: "\n").map { line($0) }
      lines += [".RE", ".fi", ".PP", "Exit status:"] + command.diagnostics.split(separator: "\n").map { line($0) }
    }
    lines += [
      ".SH EXIT STATUS",
      "Of every command: 64 wrong usage, 66 no such input, 73 and 74 trouble with files, 75 try again later, 78 wrong configuration.",
      ".SH ENVIRONMENT", ".TP", ".B OUTREACH_CONFIG", "The configuration, unless \\-\\-config names one.", ".TP",
      ".B NO_COLOR", "No colour and no progress, if it is not empty.",
    ]
    return lines.joined(separator: "\n")
  }

  /// A line of text: a dot or an apostrophe at its start would be a request.
  private static func line(_ text: some StringProtocol) -> String {
    let plain = escaped(text.drop { $0 == " " })
    return plain.first == "." || plain.first == "'" ? "\\&" + plain : plain
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      case "\"": out += "\\(dq"
      // Not every roff reads UTF-8.
      case let letter where !letter.isASCII:
        for scalar in letter.unicodeScalars {
          let code = String(scalar.value, radix: 16, uppercase: true)
          out += "\\[u" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
        }
      default: out.append(character)
      }
    }
  }
}
