internal import Inspection
internal import Outreach
internal import Records

/// Two sequences beside each other.
enum ComparisonText {
  static func lines(of comparison: Comparison, width: Int) -> [String] {
    let template = comparison.template
    let authorship = comparison.other?.authorship
    let name = comparison.other == nil ? "refused" : authorship?.name ?? Authorship.templatesName
    var lines = ["== lead \(template.leadID)" + (authorship?.fallback.map { " (fell back: \($0))" } ?? "")]
    let column = max(24, (width - 3) / 2)
    func beside(_ left: String, _ right: String) {
      let (left, right) = (wrapped(left, column), wrapped(right, column))
      for index in 0..<max(left.count, right.count) {
        let first = index < left.count ? left[index] : ""
        let second = index < right.count ? right[index] : ""
        lines.append(first + String(repeating: " ", count: max(0, column - first.count)) + " | " + second)
      }
    }
    beside(Authorship.templatesName, name)
    beside("why now: \(template.score.whyNow)", comparison.other.map { "why now: \($0.score.whyNow)" } ?? "")
    for (part, parts) in template.parts.enumerated() {
      let others = comparison.other?.parts[part].sequence.steps ?? []
      for (index, step) in parts.sequence.steps.enumerated() {
        lines.append("-- step \(index + 1), \(parts.channel.rawValue)")
        let other = index < others.count ? others[index] : nil
        if let subject = step.subject { beside("Subject: \(subject)", "Subject: \(other?.subject ?? "")") }
        beside(step.message, other?.message ?? "")
      }
    }
    return lines + [""]
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      var lines: [String] = []
      var current = ""
      for word in line.split(separator: " ") {
        if !current.isEmpty, current.count + 1 + word.count > width {
          lines.append(current)
          current = ""
        }
        current += (current.isEmpty ? "" : " ") + word
      }
      return lines + [current]
    }
  }
}
